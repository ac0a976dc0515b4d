package dev.baton.lead.owner;

import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** What the lead tables say about each rep: the facts that weights are made of (F-01). */
@Component
@NamedInterface("owner")
public class OwnerFigures {

    /** How far back answers count. */
    public static final Duration RESPONSE_PERIOD = Duration.ofHours(72);

    private static final Duration RESULT_PERIOD = Duration.ofDays(365);

    /**
     * @param open leads that wait for or are in contact, now
     * @param responses answers owed since 72 hours ago, and those owed for longer and not given yet
     * @param responseSeconds sum of their response times; one that is still owed counts with the time it has waited, at
     *     most 72 hours
     * @param won leads qualified in the last 365 days; closed adds those lost
     */
    @NamedInterface("owner")
    public record Figures(long open, long responses, double responseSeconds, long won, long closed) {

        public static final Figures NONE = new Figures(0, 0, 0, 0, 0);
    }

    private record Open(UUID ownerId, long open) {}

    private record Unassigned(String region, long waiting) {}

    private record Answered(UUID ownerId, long responses, double seconds) {}

    private record Closed(UUID ownerId, long won, long closed) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    OwnerFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many leads each owner has open now. */
    Map<PersonId, Long> open() {
        return jdbc.sql("""
                        select owner_id, count(*) as open from lead
                        where status in ('ASSIGNED', 'CONTACTED') and owner_id is not null group by owner_id""").query(Open.class).list().stream()
                .collect(Collectors.toMap(row -> new PersonId(row.ownerId()), Open::open));
    }

    public Map<PersonId, Figures> read() {
        var now = clock.instant();
        var figures = new HashMap<PersonId, Figures>();
        open().forEach((owner, open) -> merge(figures, owner.value(), new Figures(open, 0, 0, 0, 0)));
        answers(now)
                .forEach((owner, answered) ->
                        merge(figures, owner, new Figures(0, answered.responses(), answered.seconds(), 0, 0)));
        jdbc.sql("""
                        select owner_id, count(*) filter (where status = 'QUALIFIED') as won, count(*) as closed from lead
                        where status in ('QUALIFIED', 'LOST') and owner_id is not null and last_contact_at > ?
                        group by owner_id""")
                .param(Timestamp.from(now.minus(RESULT_PERIOD)))
                .query(Closed.class)
                .list()
                .forEach(row -> merge(figures, row.ownerId(), new Figures(0, 0, 0, row.won(), row.closed())));
        return figures;
    }

    /** Leads that nobody owns yet although their region is known, by region: in the pool, or held. */
    public Map<String, Long> unassigned() {
        return jdbc.sql("""
                        select region, sum(waiting)::bigint as waiting from (
                            select region, count(*) as waiting from lead where status = 'POOLED' group by region
                            union all
                            select region, count(*) as waiting from lead
                            where status = 'RECEIVED' and hold_reason is not null group by region
                        ) unassigned where region is not null group by region""").query(Unassigned.class).list().stream()
                .collect(Collectors.toMap(Unassigned::region, Unassigned::waiting));
    }

    private Map<UUID, Answered> answers(Instant now) {
        var answers = new HashMap<UUID, Answered>();
        // A lead that was taken away unanswered counts until it was taken away, and one that is left alone for longer
        // than
        // the period goes on counting with all of it: neither improves anybody's figure (F-01).
        jdbc.sql("""
                        select owner_id, count(*) as responses, sum(seconds)::float8 as seconds from (
                            select owner_id, extract(epoch from coalesce(first_touch_at, ended_at, :now) - started_at) as seconds
                            from response_window where started_at > :from
                            union all
                            select owner_id, extract(epoch from cast(:now as timestamptz) - :from) as seconds
                            from response_window where started_at <= :from and ended_at is null and first_touch_at is null
                        ) answer group by owner_id""")
                .param("now", Timestamp.from(now))
                .param("from", Timestamp.from(now.minus(RESPONSE_PERIOD)))
                .query(Answered.class)
                .list()
                .forEach(row -> answers.put(row.ownerId(), row));
        return answers;
    }

    private static void merge(Map<PersonId, Figures> figures, UUID owner, Figures more) {
        figures.merge(
                new PersonId(owner),
                more,
                (one, other) -> new Figures(
                        one.open() + other.open(),
                        one.responses() + other.responses(),
                        one.responseSeconds() + other.responseSeconds(),
                        one.won() + other.won(),
                        one.closed() + other.closed()));
    }
}
