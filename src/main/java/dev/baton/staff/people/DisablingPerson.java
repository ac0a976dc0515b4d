package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes somebody out of service and back; whoever holds work of theirs hears of it in the same transaction (LA-20). */
@Component
@Transactional
public class DisablingPerson {

    private final People people;
    private final StaffDirectory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DisablingPerson(People people, StaffDirectory directory, ApplicationEventPublisher events, Clock clock) {
        this.people = people;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /** Repeating it changes nothing and tells nobody again. */
    public void disable(Caller caller, PersonId id) {
        var person = directory.find(id).orElseThrow(() -> Refusal.notFound("person-not-found"));
        Scope.mustManage(caller, person);
        if (caller.id().equals(id)) {
            throw Refusal.conflict("not-yourself", Map.of());
        }
        if (person.has(Role.ADMIN)
                && person.active()
                && people.findActiveForUpdate(Role.ADMIN).size() <= 1) {
            throw Refusal.conflict("last-admin", Map.of());
        }
        if (people.change(id).disable(clock.instant())) {
            directory.changed();
            events.publishEvent(SecurityEvent.by(caller.id().value(), Kind.PERSON_DISABLED, id.value(), Map.of()));
            events.publishEvent(new PersonDisabled(id));
        }
    }

    public void enable(Caller caller, PersonId id) {
        var person = directory.find(id).orElseThrow(() -> Refusal.notFound("person-not-found"));
        Scope.mustManage(caller, person);
        if (people.change(id).enable()) {
            directory.changed();
            events.publishEvent(SecurityEvent.by(caller.id().value(), Kind.PERSON_ENABLED, id.value(), Map.of()));
        }
    }
}
