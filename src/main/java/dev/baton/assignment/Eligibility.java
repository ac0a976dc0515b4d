package dev.baton.assignment;

import dev.baton.assignment.Exclusion.Reason;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may be chosen and who may not, from facts that go on record: the decision and its replay ask the same.
 *
 * @param switches positions of those that leave somebody out; one that is not named is on
 * @param previousOwners who had the lead before, where that counts
 */
record Eligibility(List<Facts> people, Map<String, Boolean> switches, Set<String> previousOwners) {

    /** What was known of a rep. */
    record Facts(String id, @Nullable String region, boolean active, boolean receivesLeads, boolean onLeave) {

        static Facts of(Person person) {
            return new Facts(
                    person.id().toString(), person.region(), person.active(), person.receivesLeads(), person.onLeave());
        }
    }

    static Eligibility of(List<Person> reps, RoutingSwitches switches, Set<PersonId> previousOwners) {
        return new Eligibility(
                reps.stream().map(Facts::of).toList(),
                switches.leavingOut(),
                previousOwners.stream().map(PersonId::toString).collect(Collectors.toSet()));
    }

    List<Exclusion> exclusions(Routing routing) {
        var exclusions = new ArrayList<Exclusion>();
        for (var person : people) {
            var why = reasonAgainst(person, routing);
            if (why != null) {
                exclusions.add(new Exclusion(PersonId.of(person.id()), why));
            }
        }
        return exclusions;
    }

    /** Those against whom nothing speaks, by id. */
    Set<String> eligible(Routing routing) {
        return people.stream()
                .filter(person -> reasonAgainst(person, routing) == null)
                .map(Facts::id)
                .collect(Collectors.toSet());
    }

    private @Nullable Reason reasonAgainst(Facts rep, Routing routing) {
        if (!rep.active()) {
            return Reason.NOT_ACTIVE;
        }
        if (!rep.receivesLeads()) {
            return Reason.NO_RECEIVE_PERMISSION;
        }
        if (!"any".equals(routing.regionRoute())
                && !String.valueOf(rep.region()).equals(routing.regionRoute())) {
            return Reason.OTHER_REGION;
        }
        if (rep.region() != null && !isOn(RoutingSwitch.RULE_PREFIX + rep.region())) {
            return Reason.RULE_DISABLED;
        }
        if (rep.onLeave() && isOn(RoutingSwitch.EXCLUDE_ON_LEAVE)) {
            return Reason.ON_LEAVE;
        }
        return previousOwners.contains(rep.id()) ? Reason.HAD_IT_BEFORE : null;
    }

    private boolean isOn(String name) {
        return switches.getOrDefault(name, true);
    }
}
