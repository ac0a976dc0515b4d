package dev.baton.staff.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatonTest
class StaffDirectoryTests {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    @DisplayName("Somebody who is taken on while the staff is being read is there as soon as they are on file")
    void takenOnMeanwhile() throws Exception {
        var queries = new Slow(jdbc);
        var directory = new StaffDirectory(people, queries, clock, "");
        var reading = CompletableFuture.supplyAsync(directory::reps);
        assertThat(queries.read.await(30, TimeUnit.SECONDS)).isTrue();

        var id = new PersonId(Ids.next());
        people.save(new Employee(
                id,
                "meanwhile-" + id,
                "刚来的",
                new Employee.Contact("meanwhile@baton.example", null, null),
                "east",
                Set.of(Role.REP),
                "",
                Instant.now()));
        directory.changed();

        // Found before whoever began to read has got an answer, and with what they may do.
        assertThat(directory.find(id)).map(Person::roles).contains(Set.of(Role.REP));
        queries.goOn.countDown();
        assertThat(reading.get(30, TimeUnit.SECONDS)).extracting(Person::id).doesNotContain(id);
        assertThat(directory.find(id)).isPresent();
    }

    /** Keeps its first reader waiting with what it has read. */
    private static final class Slow extends StaffQueries {

        final CountDownLatch read = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicBoolean first = new AtomicBoolean(true);

        Slow(JdbcClient jdbc) {
            super(jdbc);
        }

        @Override
        Directory load() {
            var loaded = super.load();
            if (first.getAndSet(false)) {
                read.countDown();
                try {
                    assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return loaded;
        }
    }
}
