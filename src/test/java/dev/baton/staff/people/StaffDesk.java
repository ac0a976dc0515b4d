package dev.baton.staff.people;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What this package does with persons, put together by hand for tests that have a database and a clock of their own. */
public final class StaffDesk {

    /** Where its repositories come from. */
    public interface Records {

        <R> R of(Class<R> repository);
    }

    private final People people;
    private final AbsenceSources sources;
    private final StaffQueries queries;
    private final Clock clock;

    public StaffDesk(Records records, JdbcClient jdbc, Clock clock) {
        this.people = records.of(People.class);
        this.sources = records.of(AbsenceSources.class);
        this.queries = new StaffQueries(jdbc);
        this.clock = clock;
    }

    public StaffDirectory directory(String fallbackLogin) {
        return new StaffDirectory(people, queries, clock, fallbackLogin);
    }

    public DisablingPerson disabling(StaffDirectory directory, ApplicationEventPublisher events) {
        return new DisablingPerson(people, directory, events, clock);
    }

    public RecordingAbsence absences(StaffDirectory directory, ApplicationEventPublisher events) {
        return new RecordingAbsence(people, sources, directory, queries, events, clock);
    }

    public ReportingFigures reporting(StaffDirectory directory) {
        return new ReportingFigures(people, directory, clock);
    }

    public ListingPeople listing(StaffDirectory directory) {
        return new ListingPeople(directory);
    }
}
