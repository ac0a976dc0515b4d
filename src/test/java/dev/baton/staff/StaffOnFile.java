package dev.baton.staff;

import dev.baton.shared.Ids;
import dev.baton.staff.account.Passwords;
import dev.baton.staff.people.Employee;
import dev.baton.staff.people.People;
import dev.baton.staff.people.StaffDirectory;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes people for tests of any module; all of them have the password {@link #PASSWORD}. */
@TestComponent
public class StaffOnFile {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final People people;
    private final StaffDirectory directory;
    private final JdbcClient jdbc;
    private final String hash;

    StaffOnFile(People people, StaffDirectory directory, Passwords passwords, JdbcClient jdbc) {
        this.people = people;
        this.directory = directory;
        this.jdbc = jdbc;
        this.hash = passwords.hash(PASSWORD);
    }

    /** Whoever was taken on before has left: what is allocated now is allocated among those who come after. */
    public void startAnew() {
        jdbc.sql("update person set active = false, disabled_at = now() where active")
                .update();
        directory.changed();
    }

    /** Somebody who is on file and not here any more. */
    public void leaves(Person person) {
        jdbc.sql("update person set active = false, disabled_at = now() where id = ?")
                .param(person.id().value())
                .update();
        directory.changed();
    }

    public Person rep(String region) {
        return person(region, Role.REP);
    }

    public Person supervisor(String region) {
        return person(region, Role.SUPERVISOR);
    }

    public Person director() {
        return person(null, Role.DIRECTOR);
    }

    public Person admin() {
        return person(null, Role.ADMIN);
    }

    public Person person(@Nullable String region, Role... roles) {
        var id = new PersonId(Ids.next());
        var login = roles[0].name().toLowerCase(Locale.ROOT) + COUNT.incrementAndGet();
        people.save(new Employee(
                id,
                login,
                "测试" + login,
                new Employee.Contact(login + "@baton.example", "13800000000", "wx-" + login),
                region,
                Set.of(roles),
                hash,
                Instant.now()));
        directory.changed();
        return directory.find(id).orElseThrow();
    }
}
