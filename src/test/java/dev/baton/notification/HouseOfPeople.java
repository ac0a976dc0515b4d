package dev.baton.notification;

import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Region;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A house with the people that a test puts into it. */
public final class HouseOfPeople implements Staff {

    private final Map<PersonId, Person> all = new ConcurrentHashMap<>();

    /** A Chinese-speaking rep of the east whom every channel can reach. */
    public Person rep(String login) {
        return rep(login, person -> person);
    }

    public Person rep(String login, UnaryOperator<Person> change) {
        return add(change.apply(new Person(
                new PersonId(Ids.next()),
                login,
                "王小明",
                login + "@example.com",
                "+8613800138000",
                "wx-" + login,
                "east",
                Set.of(Role.REP),
                true,
                true,
                false,
                null,
                Locale.SIMPLIFIED_CHINESE)));
    }

    public Person add(Person person) {
        all.put(person.id(), person);
        return person;
    }

    public static Person with(
            Person p, String name, @Nullable String email, @Nullable String mobile, boolean active, Locale language) {
        return new Person(
                p.id(),
                p.login(),
                name,
                email,
                mobile,
                p.wecomUserId(),
                p.region(),
                p.roles(),
                active,
                p.receivesLeads(),
                p.onLeave(),
                p.figuresSyncedAt(),
                language);
    }

    public static UnaryOperator<Person> english() {
        return p -> with(p, "Jane Doe", p.email(), p.mobile(), true, Locale.ENGLISH);
    }

    public static UnaryOperator<Person> withoutMail() {
        return p -> with(p, p.name(), null, p.mobile(), true, p.language());
    }

    public static UnaryOperator<Person> withoutMobile() {
        return p -> with(p, p.name(), p.email(), null, true, p.language());
    }

    public static UnaryOperator<Person> left() {
        return p -> with(p, p.name(), p.email(), p.mobile(), false, p.language());
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Person> findByLogin(String login) {
        return all.values().stream().filter(p -> p.login().equals(login)).findFirst();
    }

    @Override
    public List<Person> reps() {
        return List.copyOf(all.values());
    }

    @Override
    public List<Person> having(Role role) {
        return all.values().stream().filter(p -> p.active() && p.has(role)).toList();
    }

    @Override
    public List<Person> supervisorsOf(@Nullable String region) {
        return List.of();
    }

    @Override
    public Person fallbackOwner() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Region> regions() {
        return List.of();
    }

    @Override
    public boolean absencesTrustworthy() {
        return true;
    }
}
