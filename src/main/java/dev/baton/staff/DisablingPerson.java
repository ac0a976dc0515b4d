package dev.baton.staff;

import dev.baton.shared.Refusal;
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
        if (person.has(Role.ADMIN) && person.active() && people.countActiveAdminsForUpdate() <= 1) {
            throw Refusal.conflict("last-admin", Map.of());
        }
        if (people.disable(id, clock.instant())) {
            directory.changed();
            events.publishEvent(new PersonDisabled(id));
        }
    }

    public void enable(Caller caller, PersonId id) {
        var person = directory.find(id).orElseThrow(() -> Refusal.notFound("person-not-found"));
        Scope.mustManage(caller, person);
        if (people.enable(id)) {
            directory.changed();
        }
    }
}
