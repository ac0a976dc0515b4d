package dev.baton.staff;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The staff in memory: read from the database at most every two seconds, and at once after a change made here. */
@Component
class StaffDirectory implements Staff {

    private static final Duration FRESH_FOR = Duration.ofSeconds(2);

    private final People people;
    private final Clock clock;
    private final String fallbackLogin;
    private final LoadingCache<Boolean, People.Directory> cache;

    StaffDirectory(People people, Clock clock, @Value("${baton.assignment.fallback-login:}") String fallbackLogin) {
        this.people = people;
        this.clock = clock;
        this.fallbackLogin = fallbackLogin;
        this.cache = Caffeine.newBuilder().expireAfterWrite(FRESH_FOR).build(key -> people.load());
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

    List<Person> select(Predicate<Person> wanted) {
        var now = clock.instant();
        return directory().inOrder().stream()
                .map(row -> row.at(now))
                .filter(wanted)
                .toList();
    }

    Optional<People.Row> row(PersonId id) {
        return Optional.ofNullable(directory().byId().get(id));
    }

    /**
     * Called after a change in the current transaction: the transaction itself reads the database from here on, and
     * everybody else once it has ended.
     */
    void changed() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            cache.invalidateAll();
        } else if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResource(StaffDirectory.this);
                    cache.invalidateAll();
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

    private List<Person> activeDirectors() {
        return select(person -> person.active() && person.has(Role.DIRECTOR));
    }

    private People.Directory directory() {
        return TransactionSynchronizationManager.hasResource(this) ? people.load() : cache.get(true);
    }
}
