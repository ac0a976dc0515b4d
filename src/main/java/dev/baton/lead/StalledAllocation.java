package dev.baton.lead;

import dev.baton.engine.Messages;
import dev.baton.engine.Whereabouts;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.shared.Ids;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

    /**
     * Leads of the caller's scope that somebody should look at, and why; the oldest 200 of each kind.
     *
     * @param muted open leads whose owner has switched the reminders off (LR-05)
     */
    @Schema(name = "StalledLeads")
    public record Waiting(
            long received,
            long held,
            long stuck,
            long untouched48h,
            long muted,
            List<Item> items,
            List<Alarm> alarms) {}

    /** One such lead. */
    @Schema(name = "StalledLead")
    public record Item(
            LeadId leadId,
            String name,
            String state,
            Instant since,
            @Nullable String elementId,
            @Nullable String reason,
            LeadQueries.@Nullable Owner owner) {}

    /** Leads arrive and none is given to anybody. */
    @Schema(name = "AllocationAlarm")
    public record Alarm(
            String code,
            Instant since,
            int waiting,
            @Nullable String elementId) {}

    private record Row(
            UUID id,
            String name,
            Timestamp receivedAt,
            @Nullable String holdReason,
            @Nullable String incident) {}

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

    public Waiting waitingFor(Caller caller) {
        return waiting(caller.seesEverything(), caller.region());
    }

    /** @param region only leads of this region, and received ones of none; null for all */
    Waiting waiting(@Nullable String region) {
        return waiting(region == null, region);
    }

    private Waiting waiting(boolean all, @Nullable String region) {
        var now = clock.instant();
        var scope = new HashMap<String, @Nullable Object>();
        scope.put("all", all);
        scope.put("region", region);
        scope.put("people", all || region == null ? new UUID[0] : peopleOf(region));
        scope.put("before", Timestamp.from(now.minus(UNTOUCHED)));
        var received = received(scope, now);
        var items = new ArrayList<>(received);
        items.addAll(untouched(scope));
        return new Waiting(
                count("select count(*) from lead l where " + RECEIVED, scope),
                count("select count(*) from lead l where l.hold_reason is not null and " + RECEIVED, scope),
                received.stream().filter(item -> item.state().equals("stuck")).count(),
                count("select count(*) from lead l where " + UNTOUCHED_IN_SCOPE, scope),
                count("select count(*) from lead l where " + MUTED_IN_SCOPE, scope),
                items,
                openAlarm().map(List::of).orElse(List.of()));
    }

    private List<Item> received(Map<String, @Nullable Object> scope, Instant now) {
        var rows =
                jdbc.sql("""
                        select l.id, l.name, l.received_at, l.hold_reason,
                               (select i.reason from job_incident i where i.record_id = l.id and i.resolved_at is null
                                order by i.raised_at desc limit 1) as incident
                        from lead l where %s order by l.received_at limit 200""".formatted(RECEIVED)).params(scope).query(Row.class).list();
        var elements = whereabouts.lastElements(rows.stream().map(Row::id).toList());
        return rows.stream().map(row -> item(row, elements.get(row.id()), now)).toList();
    }

    private List<Item> untouched(Map<String, @Nullable Object> scope) {
        var rows = jdbc.sql("""
                        select l.id, l.name, l.first_assigned_at, l.owner_id
                        from lead l where %s order by l.first_assigned_at limit 200""".formatted(UNTOUCHED_IN_SCOPE))
                .params(scope)
                .query(Untouched.class)
                .list();
        var elements = whereabouts.lastElements(rows.stream().map(Untouched::id).toList());
        return rows.stream()
                .map(row -> new Item(
                        new LeadId(row.id()),
                        row.name(),
                        "untouched",
                        row.firstAssignedAt().toInstant(),
                        elements.get(row.id()),
                        null,
                        owner(row.ownerId())))
                .toList();
    }

    private LeadQueries.@Nullable Owner owner(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        var person = new PersonId(id);
        return new LeadQueries.Owner(
                person, staff.find(person).map(Person::name).orElse("?"));
    }

    private UUID[] peopleOf(String region) {
        return staff.reps().stream()
                .filter(rep -> region.equals(rep.region()))
                .map(rep -> rep.id().value())
                .toArray(UUID[]::new);
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
                row.holdReason() != null ? row.holdReason() : row.incident(),
                null);
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
                .forEach(id -> messages.repeat(LeadResponse.Messages.LEAD_RECEIVED, id.toString(), before));
    }

    private void raiseOrClear() {
        var now = clock.instant();
        var limit = Timestamp.from(now.minus(patience));
        var waiting = jdbc.sql(
                        "select id from lead where status = 'RECEIVED' and received_at <= ? order by received_at limit 1000")
                .param(limit)
                .query(UUID.class)
                .list();
        var decided = jdbc.sql(
                        "select count(*) from (select 1 from lead where first_assigned_at > ? order by first_assigned_at desc limit 1) t")
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

    private long count(String sql, Map<String, @Nullable Object> params) {
        return jdbc.sql(sql).params(params).query(Long.class).single();
    }
}
