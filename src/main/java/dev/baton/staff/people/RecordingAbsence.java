package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.AbsencesTrusted;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.time.Clock;
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

    /** What is known about the source of absences. */
    public record Source(boolean healthy, Optional<Instant> lastGoodAt) {}

    private final People people;
    private final AbsenceSources sources;
    private final StaffDirectory directory;
    private final StaffQueries queries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordingAbsence(
            People people,
            AbsenceSources sources,
            StaffDirectory directory,
            StaffQueries queries,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.sources = sources;
        this.directory = directory;
        this.queries = queries;
        this.events = events;
        this.clock = clock;
    }

    /** Replaces every absence of the person that is not over yet. */
    public void record(Caller caller, PersonId id, Instant from, Instant to) {
        mustManage(caller, id);
        people.change(id).goAway(from, to, clock.instant());
        directory.changed();
        tell(caller, id, Map.of("from", from.toString(), "to", to.toString()));
    }

    public void end(Caller caller, PersonId id) {
        mustManage(caller, id);
        people.change(id).comeBack(clock.instant());
        directory.changed();
        tell(caller, id, Map.of("back", true));
    }

    /** Said by an administrator, or by the adapter that reads the absences; what waited for it goes on at once. */
    public void reportSource(Caller caller, boolean healthy) {
        sources.change().report(healthy, caller.id(), clock.instant());
        directory.changed();
        tell(caller, caller.id(), Map.of("sourceHealthy", healthy));
        if (healthy) {
            events.publishEvent(new AbsencesTrusted());
        }
    }

    @Transactional(readOnly = true)
    public Source source() {
        return new Source(directory.absencesTrustworthy(), queries.absencesLastTrusted());
    }

    private void mustManage(Caller caller, PersonId id) {
        var person = directory.find(id).orElseThrow(() -> Refusal.notFound("person-not-found"));
        Scope.mustManage(caller, person);
    }

    private void tell(Caller caller, PersonId id, Map<String, ?> details) {
        events.publishEvent(SecurityEvent.by(caller.id().value(), Kind.ABSENCE_CHANGED, id.value(), details));
    }
}
