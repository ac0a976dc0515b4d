package dev.baton.staff.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a list shows is whom the check of a single person knows, for callers, roles and regions drawn by lot. */
@BatonTest
class StaffScopeTests {

    private static final List<String> REGIONS = Arrays.asList("east", "west", null);

    @Autowired
    ListingPeople listing;

    @Autowired
    Staff staff;

    @Autowired
    StaffOnFile people;

    @Test
    @DisplayName("The list of people shows exactly those who are not answered as unknown (AC-02)")
    void listsAndChecksSayTheSame() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var drawn = new ArrayList<Person>();
        for (var number = 0; number < 30; number++) {
            var person = people.person(one(random, REGIONS), one(random, List.of(Role.values())));
            if (random.nextInt(4) == 0) {
                people.leaves(person);
            }
            drawn.add(person);
        }
        var everybody = drawn.stream()
                .map(person -> staff.find(person.id()).orElseThrow())
                .toList();

        for (var asking : everybody) {
            var caller = new Caller(asking.id(), asking.name(), asking.roles(), asking.region());
            var listed = listing.list(caller, null, null).stream()
                    .map(Person::id)
                    .filter(id ->
                            everybody.stream().anyMatch(person -> person.id().equals(id)))
                    .toList();
            assertThat(listed)
                    .as("-Dseed=%d, %s of %s", seed, caller.roles(), caller.region())
                    .containsExactlyInAnyOrderElementsOf(everybody.stream()
                            .filter(person -> isKnown(caller, person))
                            .map(Person::id)
                            .toList());
        }
    }

    @Test
    void whoeverLeftIsShownToThoseWhoLeadAndToNoColleague() {
        var colleague = people.rep("east");
        var gone = people.rep("east");
        var manager = people.supervisor("east");
        people.leaves(gone);

        assertThat(seenBy(manager))
                .contains(gone.id().toString(), colleague.id().toString());
        assertThat(seenBy(colleague))
                .contains(manager.id().toString())
                .doesNotContain(gone.id().toString());
        assertThat(seenBy(people.supervisor("west"))).doesNotContain(gone.id().toString());
    }

    private List<String> seenBy(Person person) {
        return listing
                .list(new Caller(person.id(), person.name(), person.roles(), person.region()), null, null)
                .stream()
                .map(one -> one.id().toString())
                .toList();
    }

    private static boolean isKnown(Caller caller, Person person) {
        try {
            StaffScope.mustManage(caller, person);
            return true;
        } catch (Refusal refused) {
            return refused.kind() != Refusal.Kind.NOT_FOUND;
        }
    }

    private static <T extends @Nullable Object> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
