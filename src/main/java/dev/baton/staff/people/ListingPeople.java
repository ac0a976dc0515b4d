package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Region;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds people inside the caller's scope. */
@Component
public class ListingPeople {

    private final StaffDirectory directory;

    ListingPeople(StaffDirectory directory) {
        this.directory = directory;
    }

    public List<Person> list(Caller caller, @Nullable String query, @Nullable String region) {
        if (region != null
                && directory.regions().stream().noneMatch(known -> known.code().equals(region))) {
            throw Refusal.invalid("unknown-region", "region", Map.of("value", region, "allowed", codes()));
        }
        var wanted = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        return directory.select(person -> Scope.sees(caller, person)
                && (region == null || region.equals(person.region()))
                && (person.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || person.login().toLowerCase(Locale.ROOT).contains(wanted)));
    }

    private List<String> codes() {
        return directory.regions().stream().map(Region::code).toList();
    }
}
