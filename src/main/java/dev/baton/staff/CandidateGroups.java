package dev.baton.staff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names by which diagrams speak of groups of people: {@code sales-east}, {@code managers-east}, the same without a
 * region for everybody of the kind, and the other roles in lower case.
 */
public final class CandidateGroups {

    private static final String SALES = "sales";
    private static final String MANAGERS = "managers";

    private CandidateGroups() {}

    public static String sales(@Nullable String region) {
        return region == null ? SALES : SALES + "-" + region;
    }

    public static String managers(@Nullable String region) {
        return region == null ? MANAGERS : MANAGERS + "-" + region;
    }

    /** The groups whose tasks a person may take. */
    public static List<String> of(Caller caller, List<Region> allRegions) {
        var groups = new ArrayList<String>();
        for (var role : caller.roles()) {
            groups.add(role.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (caller.has(Role.REP)) {
            groups.add(SALES);
            groups.add(sales(caller.region()));
        }
        if (caller.has(Role.SUPERVISOR)) {
            groups.add(MANAGERS);
            groups.add(managers(caller.region()));
            groups.add(sales(caller.region()));
        }
        if (caller.seesEverything()) {
            groups.add(MANAGERS);
            groups.add(SALES);
            for (var region : allRegions) {
                groups.add(managers(region.code()));
                groups.add(sales(region.code()));
            }
        }
        return groups;
    }
}
