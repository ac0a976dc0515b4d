package dev.baton.staff.account;

import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import dev.baton.staff.Origin;
import dev.baton.staff.PersonId;
import dev.baton.staff.people.People;
import dev.baton.staff.people.StaffDirectory;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replaces a password; every sign-in and token that was proved with the old one ends with it. */
@Component
@Transactional
public class ChangingPassword {

    private final People people;
    private final StaffDirectory directory;
    private final ProvingPassword proving;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final EndingProofs proofs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangingPassword(
            People people,
            StaffDirectory directory,
            ProvingPassword proving,
            PasswordRules rules,
            Passwords passwords,
            EndingProofs proofs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.directory = directory;
        this.proving = proving;
        this.rules = rules;
        this.passwords = passwords;
        this.proofs = proofs;
        this.events = events;
        this.clock = clock;
    }

    public void change(Caller caller, String oldPassword, String newPassword, Origin from) {
        proving.mustBe(caller.id(), oldPassword, "oldPassword", from);
        replace(caller.id(), newPassword);
        events.publishEvent(SecurityEvent.by(caller.id().value(), Kind.PASSWORD_CHANGED, Map.of()));
    }

    /** For somebody who forgot it, by an administrator. */
    public void reset(Caller caller, PersonId id, String newPassword) {
        replace(id, newPassword);
        events.publishEvent(SecurityEvent.by(caller.id().value(), Kind.PASSWORD_RESET, id.value(), Map.of()));
    }

    private void replace(PersonId id, String newPassword) {
        var person = directory.find(id).orElseThrow(() -> Refusal.notFound("person-not-found"));
        rules.mustBeAcceptable(newPassword, "newPassword", person.login(), person.name());
        var hash = passwords.hash(newPassword);
        people.change(id).changePassword(hash, clock.instant());
        proofs.of(id);
        directory.changed();
    }
}
