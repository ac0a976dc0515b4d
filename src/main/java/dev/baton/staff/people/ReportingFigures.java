package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps until when the follow-up figures of a person are complete, as whatever brings them says. Where nothing brings
 * figures from outside, nothing is reported and they always count (LA-04).
 */
@Component
public class ReportingFigures {

    private final People people;
    private final StaffDirectory directory;
    private final Clock clock;

    ReportingFigures(People people, StaffDirectory directory, Clock clock) {
        this.people = people;
        this.directory = directory;
        this.clock = clock;
    }

    @Transactional
    public void completeUntil(PersonId id, Instant moment) {
        if (directory.find(id).isEmpty()) {
            throw Refusal.notFound("person-not-found");
        }
        if (moment.isAfter(clock.instant())) {
            throw Refusal.invalid("date-in-future", "syncedAt", Map.of());
        }
        people.change(id).figuresCompleteUntil(moment);
        directory.changed();
    }
}
