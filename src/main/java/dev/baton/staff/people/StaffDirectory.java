package dev.baton.staff.people;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Region;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The staff in memory: read from the database at most every two seconds, and at once after a change made here. */
@Component
public class StaffDirectory implements Staff {

    private static final Duration FRESH_FOR = Duration.ofSeconds(2);

    private final People people;
    private final StaffQueries queries;
    private final Clock clock;
    private final String fallbackLogin;

    /** By how many changes it has seen: what was being read when the last one came serves nobody after it. */
    private final LoadingCache<Long, StaffQueries.Directory> cache;

    private final AtomicLong changes = new AtomicLong();

    StaffDirectory(
            People people,
            StaffQueries queries,
            Clock clock,
            @Value("${baton.assignment.fallback-login:}") String fallbackLogin) {
        this.people = people;
        this.queries = queries;
        this.clock = clock;
        this.fallbackLogin = fallbackLogin;
        this.cache = Caffeine.newBuilder().expireAfterWrite(FRESH_FOR).build(key -> queries.load());
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return row(id).map(row -> row.at(clock.instant()));
    }

    @Override
    public Optional<Person> findByLogin(String login) {
        return Optional.ofNullable(directory().byLogin().get(login.toLowerCase(Locale.ROOT)))
                .map(row -> row.at(clock.instant()));
    }

    @Override
    public List<Person> reps() {
        return select(person -> person.has(Role.REP));
    }

    @Override
    public List<Person> of(String region) {
        return select(person -> region.equals(person.region()));
    }

    @Override
    public List<Person> having(Role role) {
        return select(person -> person.active() && person.has(role));
    }

    @Override
    public List<Person> supervisorsOf(@Nullable String region) {
        var supervisors = select(person ->
                person.active() && person.has(Role.SUPERVISOR) && region != null && region.equals(person.region()));
        return supervisors.isEmpty() ? activeDirectors() : supervisors;
    }

    @Override
    public Person fallbackOwner() {
        return Optional.of(fallbackLogin)
                .filter(login -> !login.isBlank())
                .flatMap(this::findByLogin)
                .filter(Person::active)
                .or(() -> activeDirectors().stream().findFirst())
                .or(() -> select(person -> person.active() && person.has(Role.ADMIN)).stream()
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "No fallback owner: baton.assignment.fallback-login names nobody active, and there is no"
                                + " active director or administrator"));
    }

    @Override
    public List<Region> regions() {
        return directory().regions();
    }

    @Override
    public boolean absencesTrustworthy() {
        return directory().absencesTrustworthy();
    }

    public List<Person> select(Predicate<Person> wanted) {
        var now = clock.instant();
        return directory().inOrder().stream()
                .map(row -> row.at(now))
                .filter(wanted)
                .toList();
    }

    /** A person as of now, and since when they have the credentials that prove it. */
    public record Standing(Person person, Instant credentialsChangedAt) {}

    public Optional<Standing> standing(PersonId id) {
        return row(id).map(row -> new Standing(row.at(clock.instant()), row.credentialsChangedAt()));
    }

    private Optional<StaffQueries.Row> row(PersonId id) {
        return Optional.ofNullable(directory().byId().get(id));
    }

    /**
     * Called after a change in the current transaction: the transaction itself reads the database from here on, and
     * everybody else once it has ended.
     */
    public void changed() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            forget();
            return;
        }
        // What is read next is read by SQL.
        people.flush();
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResource(StaffDirectory.this);
                    forget();
                }

                @Override
                public void suspend() {
                    TransactionSynchronizationManager.unbindResource(StaffDirectory.this);
                }

                @Override
                public void resume() {
                    TransactionSynchronizationManager.bindResource(StaffDirectory.this, true);
                }
            });
        }
    }

    private void forget() {
        changes.incrementAndGet();
        cache.invalidateAll();
    }

    private List<Person> activeDirectors() {
        return select(person -> person.active() && person.has(Role.DIRECTOR));
    }

    private StaffQueries.Directory directory() {
        return TransactionSynchronizationManager.hasResource(this) ? queries.load() : cache.get(changes.get());
    }
}
