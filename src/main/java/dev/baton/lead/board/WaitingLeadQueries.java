package dev.baton.lead.board;

import dev.baton.engine.Incidents;
import dev.baton.engine.Whereabouts;
import dev.baton.lead.LeadId;
import dev.baton.lead.board.WaitingLeads.Item;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads which leads wait for an owner or for a first contact; at most 200 of each kind, the nearest promise and the oldest first. */
@Component
class WaitingLeadQueries {

    private static final Duration UNTOUCHED = Duration.ofHours(48);

    /**
     * Whose leads are asked for.
     *
     * @param people whose leads count wherever they come from
     */
    record Within(boolean all, @Nullable String region, List<UUID> people) {

        static final Within EVERYWHERE = new Within(true, null, List.of());
    }

    private record Row(
            UUID id,
            String name,
            Timestamp receivedAt,
            @Nullable Timestamp answerBy,
            @Nullable String holdReason) {}

    private record Untouched(
            UUID id,
            String name,
            Timestamp firstAssignedAt,
            @Nullable UUID ownerId) {}

    private static final String RECEIVED = "l.status = 'RECEIVED' and (:all or l.region is null or l.region = :region)";

    private static final String OPEN_IN_SCOPE = """
            l.status in ('ASSIGNED', 'POOLED', 'CONTACTED')
              and (:all or l.region = :region or l.owner_id = any(:people))""";

    /** What was given to somebody 48 hours ago or more and has not been contacted since. */
    private static final String UNTOUCHED_IN_SCOPE =
            "l.first_touch_at is null and l.first_assigned_at <= :before and " + OPEN_IN_SCOPE;

    private static final String MUTED_IN_SCOPE = "l.reminders_muted and " + OPEN_IN_SCOPE;

    private final JdbcClient jdbc;
    private final Whereabouts whereabouts;
    private final Incidents incidents;
    private final OwnerNames owners;
    private final Clock clock;
    private final Duration patience;

    WaitingLeadQueries(
            JdbcClient jdbc,
            Whereabouts whereabouts,
            Incidents incidents,
            OwnerNames owners,
            Clock clock,
            @Value("${baton.lead.stall-alarm-after:5m}") Duration patience) {
        this.jdbc = jdbc;
        this.whereabouts = whereabouts;
        this.incidents = incidents;
        this.owners = owners;
        this.clock = clock;
        this.patience = patience;
    }

    List<Item> received(Within within) {
        var rows = jdbc.sql("""
                        select l.id, l.name, l.received_at, l.answer_by, l.hold_reason
                        from lead l where %s order by l.answer_by, l.received_at, l.id limit 200""".formatted(RECEIVED))
                .params(params(within))
                .query(Row.class)
                .list();
        var ids = rows.stream().map(Row::id).toList();
        var elements = whereabouts.lastElements(ids);
        var incidents = this.incidents.reasons(ids);
        var old = clock.instant().minus(patience);
        return rows.stream()
                .map(row -> item(row, elements.get(row.id()), incidents.get(row.id()), old))
                .toList();
    }

    List<Item> untouched(Within within) {
        var rows = jdbc.sql("""
                        select l.id, l.name, l.first_assigned_at, l.owner_id
                        from lead l where %s order by l.first_assigned_at, l.id limit 200""".formatted(UNTOUCHED_IN_SCOPE))
                .params(params(within))
                .query(Untouched.class)
                .list();
        var elements = whereabouts.lastElements(rows.stream().map(Untouched::id).toList());
        return rows.stream()
                .map(row -> new Item(
                        new LeadId(row.id()),
                        row.name(),
                        "untouched",
                        row.firstAssignedAt().toInstant(),
                        null,
                        elements.get(row.id()),
                        null,
                        owners.of(row.ownerId())))
                .toList();
    }

    private static Item item(Row row, @Nullable String element, @Nullable String incident, Instant old) {
        var since = row.receivedAt().toInstant();
        var state = row.holdReason() != null ? "held" : incident != null || since.isBefore(old) ? "stuck" : "received";
        return new Item(
                new LeadId(row.id()),
                row.name(),
                state,
                since,
                row.answerBy() == null ? null : row.answerBy().toInstant(),
                element,
                row.holdReason() != null ? row.holdReason() : incident,
                null);
    }

    long countReceived(Within within) {
        return count("select count(*) from lead l where " + RECEIVED, within);
    }

    long countHeld(Within within) {
        return count("select count(*) from lead l where l.hold_reason is not null and " + RECEIVED, within);
    }

    /** Received ones whose process has not been let begin. */
    long countQueued(Within within) {
        return count("select count(*) from lead l where l.admitted_at is null and " + RECEIVED, within);
    }

    Optional<Instant> oldestReceived(Within within) {
        return jdbc.sql("select l.received_at from lead l where " + RECEIVED + " order by l.received_at limit 1")
                .params(params(within))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    long countUntouched(Within within) {
        return count("select count(*) from lead l where " + UNTOUCHED_IN_SCOPE, within);
    }

    /** Open leads whose owner has switched the reminders off (LR-05). */
    long countMuted(Within within) {
        return count("select count(*) from lead l where " + MUTED_IN_SCOPE, within);
    }

    /** Leads without an owner since before then, the oldest first and no more than a thousand. */
    List<UUID> receivedBefore(Instant limit) {
        return jdbc.sql(
                        "select id from lead where status = 'RECEIVED' and received_at <= ? order by received_at, id limit 1000")
                .param(Timestamp.from(limit))
                .query(UUID.class)
                .list();
    }

    boolean isAnyAssignedSince(Instant limit) {
        return jdbc.sql(
                                "select count(*) from (select 1 from lead where first_assigned_at > ? order by first_assigned_at desc limit 1) t")
                        .param(Timestamp.from(limit))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private long count(String sql, Within within) {
        return jdbc.sql(sql).params(params(within)).query(Long.class).single();
    }

    private Map<String, @Nullable Object> params(Within within) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("all", within.all());
        params.put("region", within.region());
        params.put("people", within.people().toArray(UUID[]::new));
        params.put("before", Timestamp.from(clock.instant().minus(UNTOUCHED)));
        return params;
    }
}
