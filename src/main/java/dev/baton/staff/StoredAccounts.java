package dev.baton.staff;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Accounts as they stand in the database. */
@Component
class StoredAccounts implements Accounts {

    /** Longer input only costs time. */
    private static final int LONGEST_PASSWORD = 200;

    private final StaffDirectory directory;
    private final People people;
    private final Tokens tokens;
    private final Passwords passwords;
    private final Clock clock;

    StoredAccounts(StaffDirectory directory, People people, Tokens tokens, Passwords passwords, Clock clock) {
        this.directory = directory;
        this.people = people;
        this.tokens = tokens;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public Optional<Identity> byPassword(String login, String password) {
        if (password.length() > LONGEST_PASSWORD) {
            return Optional.empty();
        }
        var person = directory.findByLogin(login.strip().toLowerCase(Locale.ROOT));
        var hash = person.filter(Person::active).flatMap(known -> people.passwordHash(known.id()));
        if (hash.isEmpty()) {
            passwords.matchNobody(password);
            return Optional.empty();
        }
        // The identity is read before the slow check: a password changed meanwhile makes this proof void.
        var identity = current(person.orElseThrow().id());
        return passwords.matches(password, hash.get()) ? identity : Optional.empty();
    }

    @Override
    public Optional<Identity> byToken(String token) {
        return tokens.ownerOf(token, clock.instant()).flatMap(this::current);
    }

    @Override
    public Optional<Identity> current(PersonId id) {
        return directory
                .row(id)
                .filter(row -> row.person().active())
                .map(row -> new Identity(row.at(clock.instant()), row.credentialsChangedAt()));
    }
}
