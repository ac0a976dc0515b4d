package dev.baton.lead;

import dev.baton.engine.Messages;
import dev.baton.engine.Whereabouts;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.shared.Ids;
import dev.baton.staff.Staff;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices leads that arrive while nobody gets any (LO-09), counts those nobody has touched (LR-07), and sends the
 * message of a lead again whose process never began.
 */
@Component
public class StalledAllocation {

    private static final Logger LOG = LoggerFactory.getLogger(StalledAllocation.class);
    private static final Duration UNTOUCHED = Duration.ofHours(48);

    /** Leads that somebody should look at, and why. */
    public record Waiting(long received, long held, long stuck, long untouched48h, List<Item> items, List<Alarm> alarms) {}

    /** One such lead. */
    public record Item(
            LeadId leadId, String name, String state, Instant since, @Nullable String elementId, @Nullable String reason) {}

    /** Leads arrive and none is given to anybody. */
    public record Alarm(String code, Instant since, int waiting, @Nullable String elementId) {}

    private record Row(UUID id, String name, Timestamp receivedAt, @Nullable String holdReason, @Nullable String incident) {}

    private final JdbcClient jdbc;
    private final Whereabouts whereabouts;
    private final Messages messages;
    private final Notifications notifications;
    private final Staff staff;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration patience;
    private final Duration startWithin;

    StalledAllocation(
            JdbcClient jdbc,
            Whereabouts whereabouts,
            Messages messages,
            Notifications notifications,
            Staff staff,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${baton.lead.stall-alarm-after:5m}") Duration patience,
            @Value("${baton.lead.start-within:5m}") Duration startWithin) {
        this.jdbc = jdbc;
        this.whereabouts = whereabouts;
        this.messages = messages;
        this.notifications = notifications;
        this.staff = staff;
        this.transaction = transaction;
        this.clock = clock;
        this.patience = patience;
        this.startWithin = startWithin;
    }

    /** @param region only leads of this region and of none; null for all */
    public Waiting waiting(@Nullable String region) {
        var now = clock.instant();
        var rows = jdbc.sql("""
                        select l.id, l.name, l.received_at, l.hold_reason,
                               (select i.reason from job_incident i where i.record_id = l.id and i.resolved_at is null
                                order by i.raised_at desc limit 1) as incident
                        from lead l
                        where l.status = 'RECEIVED' and (cast(:region as text) is null or l.region is null or l.region = :region)
                        order by l.received_at limit 200""")
                .param("region", region)
                .query(Row.class)
                .list();
        var elements = whereabouts.lastElements(rows.stream().map(Row::id).toList());
        var items = rows.stream().map(row -> item(row, elements.get(row.id()), now)).toList();
        return new Waiting(
                count("select count(*) from lead where status = 'RECEIVED'"),
                count("select count(*) from lead where status = 'RECEIVED' and hold_reason is not null"),
                items.stream().filter(item -> item.state().equals("stuck")).count(),
                untouched(now),
                items,
                openAlarm().map(List::of).orElse(List.of()));
    }

    private Item item(Row row, @Nullable String element, Instant now) {
        var since = row.receivedAt().toInstant();
        var old = since.isBefore(now.minus(patience));
        var state = row.holdReason() != null ? "held" : row.incident() != null || old ? "stuck" : "received";
        return new Item(
                new LeadId(row.id()),
                row.name(),
                state,
                since,
                element,
                row.holdReason() != null ? row.holdReason() : row.incident());
    }

    /** Leads that were given to somebody 48 hours ago or more and have not been contacted since. */
    long untouched(Instant now) {
        return jdbc.sql("""
                        select count(*) from lead where first_touch_at is null and first_assigned_at <= ?
                          and status in ('ASSIGNED', 'POOLED', 'CONTACTED')""")
                .param(Timestamp.from(now.minus(UNTOUCHED)))
                .query(Long.class)
                .single();
    }

    @Scheduled(fixedDelayString = "${baton.lead.stall-check-interval:10s}")
    void check() {
        try {
            transaction.executeWithoutResult(status -> {
                startAgain();
                raiseOrClear();
            });
        } catch (RuntimeException e) {
            LOG.warn("Waiting leads are looked at again later: {}", e.getMessage());
        }
    }

    private void startAgain() {
        var before = clock.instant().minus(startWithin);
        jdbc.sql("""
                        select id from lead where status = 'RECEIVED' and process_instance_key is null
                          and received_at < ? order by received_at limit 100""")
                .param(Timestamp.from(before))
                .query(UUID.class)
                .list()
                .forEach(id -> messages.repeat("lead.received", id.toString(), before));
    }

    private void raiseOrClear() {
        var now = clock.instant();
        var limit = Timestamp.from(now.minus(patience));
        var waiting = jdbc.sql("select id from lead where status = 'RECEIVED' and received_at <= ? order by received_at limit 1000")
                .param(limit)
                .query(UUID.class)
                .list();
        var decided = jdbc.sql("select count(*) from (select 1 from lead where first_assigned_at > ? order by first_assigned_at desc limit 1) t")
                .param(limit)
                .query(Long.class)
                .single();
        if (waiting.isEmpty() || decided > 0) {
            jdbc.sql("update allocation_alarm set until = ? where until is null")
                    .param(Timestamp.from(now))
                    .update();
            return;
        }
        var element = whereabouts.lastElements(List.of(waiting.getFirst())).get(waiting.getFirst());
        var id = Ids.next();
        var raised = jdbc.sql("""
                        insert into allocation_alarm (id, since, waiting, element_id) values (?, ?, ?, ?)
                        on conflict ((true)) where until is null do update set waiting = excluded.waiting,
                            element_id = excluded.element_id
                        returning id""")
                .params(id, Timestamp.from(now), waiting.size(), element)
                .query(UUID.class)
                .single();
        if (raised.equals(id)) {
            tell(id, waiting.size(), element);
        }
    }

    private void tell(UUID alarm, int waiting, @Nullable String element) {
        for (var person : staff.supervisorsOf(null)) {
            notifications.send(new Notice(
                    "allocation-stalled:" + alarm,
                    person.id(),
                    "allocation.stalled",
                    Map.of("count", String.valueOf(waiting), "element", element == null ? "-" : element),
                    "/waiting",
                    List.of(Channel.IN_APP, Channel.MAIL)));
        }
    }

    private Optional<Alarm> openAlarm() {
        return jdbc.sql("select since, waiting, element_id from allocation_alarm where until is null")
                .query((row, number) -> new Alarm(
                        "ALLOCATION_STALLED",
                        row.getTimestamp("since").toInstant(),
                        row.getInt("waiting"),
                        row.getString("element_id")))
                .optional();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
