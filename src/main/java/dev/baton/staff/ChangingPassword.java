package dev.baton.staff;

import dev.baton.shared.Refusal;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replaces a password; every sign-in that was proved with the old one ends within seconds. */
@Component
public class ChangingPassword {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private final People people;
    private final StaffDirectory directory;
    private final Passwords passwords;
    private final Clock clock;

    ChangingPassword(People people, StaffDirectory directory, Passwords passwords, Clock clock) {
        this.people = people;
        this.directory = directory;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Transactional
    public void change(Caller caller, String oldPassword, String newPassword) {
        var hash = people.passwordHash(caller.id());
        if (hash.isEmpty() || !passwords.matches(oldPassword, hash.get())) {
            throw Refusal.invalid("wrong-password", "oldPassword", Map.of());
        }
        mustBeAcceptable(newPassword, "newPassword");
        people.changePassword(caller.id(), passwords.hash(newPassword), clock.instant());
        directory.changed();
    }

    /** For somebody who forgot it, by an administrator. */
    @Transactional
    public void reset(PersonId id, String newPassword) {
        if (directory.find(id).isEmpty()) {
            throw Refusal.notFound("person-not-found");
        }
        mustBeAcceptable(newPassword, "newPassword");
        people.changePassword(id, passwords.hash(newPassword), clock.instant());
        directory.changed();
    }

    static void mustBeAcceptable(String password, String field) {
        if (password.length() < SHORTEST) {
            throw Refusal.invalid("password-too-short", field, Map.of("min", SHORTEST));
        }
        if (password.length() > LONGEST) {
            throw Refusal.invalid("too-long", field, Map.of("field", field, "max", LONGEST));
        }
    }
}
