package dev.baton.staff;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who is away, and whether what is known about it can be believed (LA-09, LA-22). */
@Component
@Transactional
public class RecordingAbsence {

    private static final Duration LONGEST = Duration.ofDays(2 * 366);

    /** What is known about the source of absences. */
    public record Source(boolean healthy, Optional<Instant> lastGoodAt) {}

    private final People people;
    private final StaffDirectory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordingAbsence(People people, StaffDirectory directory, ApplicationEventPublisher events, Clock clock) {
        this.people = people;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /** Replaces every absence of the person that is not over yet. */
    public void record(Caller caller, PersonId id, Instant from, Instant to) {
        var person = directory.find(id).orElseThrow(() -> Refusal.notFound("person-not-found"));
        Scope.mustManage(caller, person);
        var now = clock.instant();
        if (!from.isBefore(to)) {
            throw Refusal.invalid("ends-before-start", "to", Map.of());
        }
        if (!to.isAfter(now)) {
            throw Refusal.invalid("date-in-past", "to", Map.of("field", "to", "value", to));
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("date-absurd", "to", Map.of("field", "to", "value", to));
        }
        people.replaceAbsence(id, from, to, Ids.next(), now);
        directory.changed();
        events.publishEvent(SecurityEvent.by(
                caller.id().value(), Kind.ABSENCE_CHANGED, id.value(), Map.of("from", from, "to", to)));
    }

    public void end(Caller caller, PersonId id) {
        var person = directory.find(id).orElseThrow(() -> Refusal.notFound("person-not-found"));
        Scope.mustManage(caller, person);
        people.removeAbsences(id, clock.instant());
        directory.changed();
        events.publishEvent(
                SecurityEvent.by(caller.id().value(), Kind.ABSENCE_CHANGED, id.value(), Map.of("ended", true)));
    }

    /** Said by an administrator, or by the adapter that reads the absences; what waited for it goes on at once. */
    public void reportSource(Caller caller, boolean healthy) {
        people.reportAbsenceSource(healthy, caller.id(), clock.instant());
        directory.changed();
        if (healthy) {
            events.publishEvent(new AbsencesTrusted());
        }
    }

    @Transactional(readOnly = true)
    public Source source() {
        return new Source(directory.absencesTrustworthy(), people.absenceSourceLastGood());
    }
}
