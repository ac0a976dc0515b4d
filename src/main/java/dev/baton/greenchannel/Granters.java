package dev.baton.greenchannel;

import dev.baton.staff.Caller;
import dev.baton.staff.CandidateGroups;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says who may answer a request: whom the table named for its level, and never whoever asked. */
@Component
class Granters {

    /** What the table calls the superiors of the region; every other word is a role. */
    static final String MANAGERS = "managers";

    private final Staff staff;

    Granters(Staff staff) {
        this.staff = staff;
    }

    /** @throws IllegalStateException where the table names nobody that this house knows */
    List<String> groups(String grantBy, @Nullable String region) {
        return grantBy.equals(MANAGERS)
                ? List.of(CandidateGroups.managers(region))
                : List.of(role(grantBy).name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Everybody whom a request is put before; empty where only the requester would be left. */
    Set<PersonId> people(String grantBy, @Nullable String region, PersonId requester) {
        var people = grantBy.equals(MANAGERS) ? staff.supervisorsOf(region) : staff.having(role(grantBy));
        var ids = new LinkedHashSet<PersonId>();
        people.stream().map(Person::id).filter(id -> !id.equals(requester)).forEach(ids::add);
        return ids;
    }

    /** The same, by the groups that are on file. */
    Set<PersonId> people(GreenChannel it) {
        var ids = new LinkedHashSet<PersonId>();
        for (var group : it.groups()) {
            var grantBy = group.startsWith(MANAGERS) ? MANAGERS : group;
            ids.addAll(people(grantBy, it.region(), it.by()));
        }
        return ids;
    }

    boolean mayAnswer(GreenChannel it, UUID person) {
        return !it.by().value().equals(person)
                && staff.find(new PersonId(person))
                        .filter(Person::active)
                        .map(one -> new Caller(one.id(), one.name(), one.roles(), one.region()))
                        .map(caller -> CandidateGroups.of(caller, staff.regions()))
                        .filter(groups -> it.groups().stream().anyMatch(groups::contains))
                        .isPresent();
    }

    /** Whoever has to hear that a debt of this person is overdue. */
    Set<PersonId> superiorsOf(PersonId debtor, @Nullable String region) {
        var ids = new LinkedHashSet<PersonId>();
        staff.supervisorsOf(region).stream()
                .map(Person::id)
                .filter(id -> !id.equals(debtor))
                .forEach(ids::add);
        if (ids.isEmpty()) {
            staff.having(Role.DIRECTOR).stream()
                    .map(Person::id)
                    .filter(id -> !id.equals(debtor))
                    .forEach(ids::add);
        }
        return ids;
    }

    private static Role role(String grantBy) {
        try {
            return Role.valueOf(grantBy.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("green-channel: grantBy names neither managers nor a role: " + grantBy, e);
        }
    }
}
