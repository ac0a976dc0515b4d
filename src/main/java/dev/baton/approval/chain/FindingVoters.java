package dev.baton.approval.chain;

import dev.baton.staff.CandidateGroups;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the people behind the words of a chain. Somebody who has left, is absent, or asked for the approval does not
 * vote: a colleague of the same role takes the place, else a director, else an administrator, and the reason is kept.
 * Whoever appears twice has one place.
 */
@Component
public class FindingVoters {

    static final String LEFT = "LEFT";
    static final String ABSENT = "ABSENT";
    /** Nobody approves what they asked for themselves, nor what is theirs. */
    static final String REQUESTER = "REQUESTER";
    /** The house has nobody of that role, or no such person. */
    static final String NOBODY = "NOBODY";

    private static final String PERSON = "person:";

    private final Staff staff;

    FindingVoters(Staff staff) {
        this.staff = staff;
    }

    /** @param insteadOf whose place it is, where somebody else took it for the reason {@code because} */
    public record Place(
            PersonId person,
            String name,
            String group,
            @Nullable PersonId insteadOf,
            @Nullable String insteadOfName,
            @Nullable String because) {}

    public record Seated(List<Place> places, int needed, Set<String> notices) {}

    /** One word of a chain, or one of the people it stands for. */
    private record Wanted(
            String label,
            @Nullable Role role,
            @Nullable Person person,
            @Nullable String obstacle) {}

    /** @param barred whoever asked, and whose the matter is */
    public Seated seat(Collection<String> who, int needed, @Nullable String region, Set<PersonId> barred) {
        var notices = new LinkedHashSet<String>();
        var wanted = who.stream()
                .flatMap(word -> wanted(word, region, barred, notices))
                .toList();
        var places = new LinkedHashMap<PersonId, Place>();
        wanted.stream()
                .filter(one -> one.obstacle() == null && one.person() != null)
                .forEach(one -> places.putIfAbsent(
                        one.person().id(), place(one.person(), group(one.role(), one.person(), region), null, null)));
        // Of several equals some are enough: as long as these are there, nobody has to stand in for the others.
        if (needed == Chain.ALL || places.size() < needed) {
            for (var one : wanted) {
                if (one.obstacle() != null) {
                    standIn(one, region, barred, places.keySet())
                            .ifPresentOrElse(
                                    deputy -> places.put(
                                            deputy.id(),
                                            place(deputy, group(one.role(), deputy, region), one, one.obstacle())),
                                    () -> notices.add(Chain.PLACE_DROPPED));
                }
            }
        }
        if (places.isEmpty()) {
            throw new IllegalStateException("nobody may approve in place of " + who + ": there is no director or"
                    + " administrator who did not ask for it");
        }
        if (needed != Chain.ALL && needed > places.size()) {
            notices.add(Chain.FEWER_APPROVERS);
        }
        return new Seated(List.copyOf(places.values()), Math.min(needed, places.size()), notices);
    }

    /** Who takes the place of somebody who cannot vote any more; nobody where everybody who could has a place. */
    public Optional<Place> standIn(
            PersonId person,
            String name,
            String group,
            @Nullable String region,
            Set<PersonId> barred,
            Set<PersonId> seated) {
        var known = staff.find(person).orElse(null);
        var obstacle = obstacle(known, Set.of());
        if (obstacle == null) {
            return Optional.empty();
        }
        var role = Stream.of(Role.values())
                .filter(one ->
                        known != null && known.has(one) && groupOf(one, region).equals(group))
                .findFirst()
                .orElse(null);
        var one = new Wanted(name, role, known, obstacle);
        return standIn(one, region, barred, seated).map(deputy -> place(deputy, group, one, obstacle));
    }

    /** Whether somebody who has a place can vote. */
    public boolean canVote(PersonId person) {
        return obstacle(staff.find(person).orElse(null), Set.of()) == null;
    }

    /** The first person that the words lead to, in their order: for calls that go to one. */
    public Optional<Person> first(Collection<String> who, @Nullable String region) {
        return who.stream()
                .flatMap(word -> wanted(word, region, Set.of(), new LinkedHashSet<>()))
                .filter(one -> one.obstacle() == null)
                .map(Wanted::person)
                .filter(person -> person != null)
                .findFirst();
    }

    /** Everybody present whom a word leads to. */
    public List<Person> all(String word, @Nullable String region) {
        return wanted(word, region, Set.of(), new LinkedHashSet<>())
                .filter(one -> one.obstacle() == null)
                .<Person>mapMulti((one, out) -> {
                    if (one.person() != null) {
                        out.accept(one.person());
                    }
                })
                .toList();
    }

    private Stream<Wanted> wanted(String word, @Nullable String region, Set<PersonId> barred, Set<String> notices) {
        if (!staff.absencesTrustworthy()) {
            notices.add(Chain.ABSENCES_UNSURE);
        }
        if (word.startsWith(PERSON)) {
            var login = word.substring(PERSON.length()).strip();
            var person = staff.findByLogin(login).orElse(null);
            var role = person == null
                    ? null
                    : person.roles().stream().sorted().findFirst().orElse(null);
            return Stream.of(
                    new Wanted(person == null ? login : person.name(), role, person, obstacle(person, barred)));
        }
        var role = role(word);
        if (role == null) {
            return Stream.of(new Wanted(word, null, null, NOBODY));
        }
        var members = role == Role.SUPERVISOR
                ? staff.supervisorsOf(region).stream()
                        .filter(person -> person.has(role))
                        .toList()
                : staff.having(role);
        return members.isEmpty()
                ? Stream.of(new Wanted(word, role, null, NOBODY))
                : members.stream().map(person -> new Wanted(person.name(), role, person, obstacle(person, barred)));
    }

    private @Nullable String obstacle(@Nullable Person person, Set<PersonId> barred) {
        if (person == null) {
            return NOBODY;
        }
        if (!person.active()) {
            return LEFT;
        }
        if (barred.contains(person.id())) {
            return REQUESTER;
        }
        return person.onLeave() && staff.absencesTrustworthy() ? ABSENT : null;
    }

    private Optional<Person> standIn(Wanted one, @Nullable String region, Set<PersonId> barred, Set<PersonId> seated) {
        var colleagues = one.role() == null
                ? Stream.<Person>empty()
                : one.role() == Role.SUPERVISOR
                        ? staff.supervisorsOf(region).stream()
                        : staff.having(one.role()).stream();
        return Stream.of(colleagues, staff.having(Role.DIRECTOR).stream(), staff.having(Role.ADMIN).stream())
                .flatMap(people -> people)
                .filter(person -> obstacle(person, barred) == null && !seated.contains(person.id()))
                .findFirst();
    }

    private static Place place(Person person, String group, @Nullable Wanted one, @Nullable String because) {
        return new Place(
                person.id(),
                person.name(),
                group,
                one == null || one.person() == null ? null : one.person().id(),
                one == null ? null : one.label(),
                because);
    }

    private static String group(@Nullable Role role, Person person, @Nullable String region) {
        var known = role != null
                ? role
                : person.roles().stream().sorted().findFirst().orElse(Role.DIRECTOR);
        return groupOf(known, region);
    }

    public static String groupOf(Role role, @Nullable String region) {
        return switch (role) {
            case SUPERVISOR -> CandidateGroups.managers(region);
            case REP -> CandidateGroups.sales(region);
            default -> role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    static @Nullable Role role(String word) {
        return Stream.of(Role.values())
                .filter(role -> role.name().equals(word))
                .findFirst()
                .orElse(null);
    }
}
