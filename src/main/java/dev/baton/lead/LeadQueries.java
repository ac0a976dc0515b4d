package dev.baton.lead;

import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Reads leads for people: each list is one statement, and each has an index that serves it. */
@Component
public class LeadQueries {

    /** Who looks after it. */
    @Schema(name = "PersonRef")
    public record Owner(PersonId id, String name) {}

    /** A line of a list. */
    public record Summary(
            LeadId id,
            String name,
            @Nullable String company,
            LeadStatus status,
            String source,
            String intent,
            @Nullable String region,
            @Nullable Owner owner,
            Instant receivedAt,
            @Nullable Instant windowDueAt,
            Instant nextFollowUpAt,
            @Nullable Instant nextDeadlineAt,
            @Nullable String deadlineKind,
            @Nullable Instant assignedAt,
            @Nullable Instant openedAt,
            String phone,
            boolean needsCollaboration) {}

    /** Everything that is stored of a lead. */
    public record Details(
            LeadId id,
            LeadStatus status,
            String name,
            @Nullable String company,
            String phone,
            String phoneStatus,
            @Nullable String phoneOriginal,
            @Nullable String email,
            String source,
            String intent,
            @Nullable String region,
            @Nullable String industry,
            @Nullable String companySize,
            @Nullable String externalRef,
            Map<String, String> utm,
            Map<String, String> sourceMeta,
            @Nullable Owner owner,
            @Nullable String assignedBy,
            int round,
            Instant receivedAt,
            @Nullable Instant assignedAt,
            @Nullable Instant openedAt,
            @Nullable Instant firstTouchAt,
            @Nullable Long leadClockSeconds,
            @Nullable Long repClockSeconds,
            @Nullable Instant windowDueAt,
            Instant nextFollowUpAt,
            @Nullable Instant followUpDueAt,
            @Nullable Instant nextDeadlineAt,
            @Nullable Long processInstanceKey,
            boolean remindersMuted,
            boolean needsCollaboration,
            @Nullable String holdReason,
            @Nullable String lostReason,
            @Nullable UUID dealId,
            List<String> notices) {

        /** What somebody sees who has to claim it first. */
        Details masked() {
            return new Details(
                    id,
                    status,
                    name,
                    company,
                    Phone.masked(phone),
                    phoneStatus,
                    null,
                    null,
                    source,
                    intent,
                    region,
                    industry,
                    companySize,
                    null,
                    Map.of(),
                    Map.of(),
                    null,
                    null,
                    round,
                    receivedAt,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    nextFollowUpAt,
                    null,
                    null,
                    null,
                    false,
                    needsCollaboration,
                    null,
                    null,
                    null,
                    notices);
        }
    }

    /** A page of a list. */
    public record Page(List<Summary> items, long total) {}

    /** A lead that may be claimed, with what one should know before the first call (LA-15). */
    public record PoolEntry(
            LeadId id,
            String name,
            @Nullable String company,
            @Nullable String region,
            String source,
            String intent,
            @Nullable String industry,
            @Nullable String companySize,
            String phoneMasked,
            @Nullable String lastSummary,
            long contacts,
            Instant receivedAt) {}

    /** Counts of first contacts that are owed, overdue, were made in time, or came too late or from nobody. */
    public record WindowCounts(long due, long breached, long met, long late) {}

    /** A line of the window board. */
    public record Window(
            LeadId leadId,
            String name,
            @Nullable Owner owner,
            String source,
            @Nullable String region,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant openedAt,
            @Nullable Instant firstTouchAt,
            String state,
            boolean needsCollaboration) {}

    /** Which of the leads that somebody may read are wanted. */
    public enum Whose {
        ALL(""),
        OWNED_BY_ME(" and l.owner_id = :me"),
        ENTERED_BY_ME(" and l.created_by = :me");

        private final String condition;

        Whose(String condition) {
            this.condition = condition;
        }
    }

    private static final String SUMMARY = "select l.* from lead l ";
    private static final int MOST = 200;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final int COUNTED_UP_TO = 10_000;
    private static final String DUE = "w.ended_at is null and w.due_at >= :now";
    private static final String BREACHED = "w.ended_at is null and w.due_at < :now";
    private static final String NEAREST = "w.due_at, w.lead_id, w.round";
    private static final String LAST_ENDED = "w.ended_at desc, w.lead_id, w.round";
    private static final String MET = "w.ended_at > :since and w.first_touch_at <= w.due_at";

    /** Breached and over: contacted afterwards, or handed on without a contact. */
    private static final String LATE = "w.ended_at > :since and coalesce(w.first_touch_at, w.ended_at) > w.due_at";

    private final JdbcClient jdbc;
    private final Staff staff;
    private final LeadScope scope;
    private final ObjectMapper json;
    private final Clock clock;

    LeadQueries(JdbcClient jdbc, Staff staff, LeadScope scope, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.scope = scope;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Details> find(LeadId id) {
        return jdbc.sql("select * from lead where id = ?")
                .param(id.value())
                .query(this::details)
                .optional();
    }

    /** What a person has to do, nearest deadline first; ties by intent (LA-23). */
    public List<Summary> today(PersonId owner, int limit) {
        return jdbc.sql(SUMMARY + """
                        where l.owner_id = ? and l.status in ('ASSIGNED', 'CONTACTED')
                        order by l.next_deadline_at, case l.intent when 'high' then 0 when 'medium' then 1 else 2 end, l.id
                        limit ?""")
                .params(owner.value(), Math.min(limit, MOST))
                .query(this::summary)
                .list();
    }

    /** Leads whose promised follow-up is more than 48 hours overdue (LR-12). */
    public List<Summary> overdueFollowUps(PersonId owner) {
        return jdbc.sql(SUMMARY + """
                        where l.owner_id = ? and l.status in ('ASSIGNED', 'CONTACTED') and l.next_follow_up_at < ?
                        order by l.next_follow_up_at, l.id limit ?""")
                .params(owner.value(), Timestamp.from(clock.instant().minus(Duration.ofHours(48))), MOST)
                .query(this::summary)
                .list();
    }

    public Page search(
            Caller caller, @Nullable String text, @Nullable LeadStatus status, Whose whose, int page, int size) {
        var readable = scope.readable(caller);
        var params = new HashMap<String, @Nullable Object>(readable.params());
        params.put("me", caller.id().value());
        var where = new StringBuilder("where " + readable.sql() + whose.condition);
        if (status != null) {
            where.append(" and l.status = :status");
            params.put("status", status.name());
        }
        if (text != null && !text.isBlank()) {
            where.append(" and (l.name ilike :text or l.company ilike :text or l.phone like :digits)");
            params.put("text", "%" + escapeLike(text.strip()) + "%");
            var number = Phone.searched(text);
            params.put("digits", number == null ? "-" : "%" + number + "%");
        }
        var total = jdbc.sql("select count(*) from (select 1 from lead l " + where + " limit 10000) t")
                .params(params)
                .query(Long.class)
                .single();
        params.put("limit", Math.clamp(size, 1, MOST));
        params.put("offset", Math.max(0, page) * Math.clamp(size, 1, MOST));
        var items = jdbc.sql(SUMMARY + where + " order by l.id desc limit :limit offset :offset")
                .params(params)
                .query(this::summary)
                .list();
        return new Page(items, total);
    }

    public List<PoolEntry> pool(Caller caller) {
        var pooled = scope.pooled(caller);
        return jdbc.sql("""
                        select l.*, c.summary as last_summary,
                               (select count(*) from contact_entry e where e.lead_id = l.id) as contacts
                        from lead l
                        left join lateral (select summary from contact_entry e where e.lead_id = l.id
                                           order by at desc limit 1) c on true
                        where %s order by l.received_at desc, l.id desc limit 200""".formatted(pooled.sql()))
                .params(pooled.params())
                .query((row, number) -> new PoolEntry(
                        new LeadId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("company"),
                        row.getString("region"),
                        row.getString("source"),
                        row.getString("intent"),
                        row.getString("industry"),
                        row.getString("company_size"),
                        Phone.masked(row.getString("phone")),
                        row.getString("last_summary"),
                        row.getLong("contacts"),
                        row.getTimestamp("received_at").toInstant()))
                .list();
    }

    /** Windows of the caller's people: open ones now, ended ones of the last 24 hours; each counted up to 10,000. */
    public WindowCounts windowCounts(Caller caller, @Nullable String region) {
        var params = windowParams(caller, region);
        var scope = windowScope(caller, region);
        return jdbc.sql("select (%s) as due, (%s) as breached, (%s) as met, (%s) as late"
                        .formatted(
                                countedUpTo(DUE, "w.due_at", scope),
                                countedUpTo(BREACHED, "w.due_at", scope),
                                countedUpTo(MET, "w.ended_at desc", scope),
                                countedUpTo(LATE, "w.ended_at desc", scope)))
                .params(params)
                .query(WindowCounts.class)
                .single();
    }

    /** In the order of an index that holds all it asks for, so that a count stops where it has counted enough. */
    private static String countedUpTo(String condition, String order, String scope) {
        return "select count(*) from (select 1 from response_window w where %s and %s order by %s limit %d) t"
                .formatted(condition, scope, order, COUNTED_UP_TO);
    }

    /** @param state {@code due}, {@code breached}, {@code met} or {@code late} */
    public List<Window> windows(Caller caller, String state, @Nullable String region, int page) {
        var params = windowParams(caller, region);
        params.put("state", state);
        params.put("offset", Math.max(0, page) * 50);
        var condition =
                switch (state) {
                    case "breached" -> BREACHED;
                    case "met" -> MET;
                    case "late" -> LATE;
                    default -> DUE;
                };
        return jdbc.sql("""
                        select w.*, l.name, l.needs_collaboration from
                          (select * from response_window w where %1$s and %2$s order by %3$s limit 50 offset :offset) w
                        join lead l on l.id = w.lead_id
                        order by %3$s""".formatted(condition, windowScope(caller, region), ended(state) ? LAST_ENDED : NEAREST))
                .params(params)
                .query((row, number) -> new Window(
                        new LeadId(row.getObject("lead_id", UUID.class)),
                        row.getString("name"),
                        owner(row.getObject("owner_id", UUID.class)),
                        row.getString("source"),
                        row.getString("region"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        instant(row, "opened_at"),
                        instant(row, "first_touch_at"),
                        state,
                        row.getBoolean("needs_collaboration")))
                .list();
    }

    private static boolean ended(String state) {
        return state.equals("met") || state.equals("late");
    }

    private Map<String, Object> windowParams(Caller caller, @Nullable String region) {
        var params = new HashMap<String, Object>();
        var now = clock.instant();
        params.put("now", Timestamp.from(now));
        params.put("since", Timestamp.from(now.minus(Duration.ofHours(24))));
        var wanted = caller.seesEverything() ? region : caller.region();
        params.put("people", wanted == null ? new UUID[0] : scope.peopleOf(wanted));
        params.put("region", wanted);
        return params;
    }

    private static String windowScope(Caller caller, @Nullable String region) {
        return caller.seesEverything() && region == null ? "true" : "(w.region = :region or w.owner_id = any(:people))";
    }

    private Summary summary(ResultSet row, int number) throws SQLException {
        var status = LeadStatus.valueOf(row.getString("status"));
        var deadline = instant(row, "next_deadline_at");
        var followUp = instant(row, "next_follow_up_at");
        return new Summary(
                new LeadId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("company"),
                status,
                row.getString("source"),
                row.getString("intent"),
                row.getString("region"),
                owner(row.getObject("owner_id", UUID.class)),
                row.getTimestamp("received_at").toInstant(),
                instant(row, "window_due_at"),
                row.getTimestamp("next_follow_up_at").toInstant(),
                deadline,
                deadline == null
                        ? null
                        : status == LeadStatus.ASSIGNED
                                ? "first-contact"
                                : deadline.equals(followUp) ? "follow-up" : "silence",
                instant(row, "assigned_at"),
                instant(row, "opened_at"),
                Phone.national(row.getString("phone")),
                row.getBoolean("needs_collaboration"));
    }

    private Details details(ResultSet row, int number) throws SQLException {
        return new Details(
                new LeadId(row.getObject("id", UUID.class)),
                LeadStatus.valueOf(row.getString("status")),
                row.getString("name"),
                row.getString("company"),
                Phone.national(row.getString("phone")),
                row.getString("phone_status"),
                row.getString("phone_original"),
                row.getString("email"),
                row.getString("source"),
                row.getString("intent"),
                row.getString("region"),
                row.getString("industry"),
                row.getString("company_size"),
                row.getString("external_ref"),
                texts(row.getString("utm")),
                texts(row.getString("source_meta")),
                owner(row.getObject("owner_id", UUID.class)),
                row.getString("assigned_by"),
                row.getInt("round"),
                row.getTimestamp("received_at").toInstant(),
                instant(row, "assigned_at"),
                instant(row, "opened_at"),
                instant(row, "first_touch_at"),
                row.getObject("lead_clock_seconds", Long.class),
                row.getObject("rep_clock_seconds", Long.class),
                instant(row, "window_due_at"),
                row.getTimestamp("next_follow_up_at").toInstant(),
                instant(row, "follow_up_due_at"),
                instant(row, "next_deadline_at"),
                row.getObject("process_instance_key", Long.class),
                row.getBoolean("reminders_muted"),
                row.getBoolean("needs_collaboration"),
                row.getString("hold_reason"),
                row.getString("lost_reason"),
                row.getObject("deal_id", UUID.class),
                Arrays.asList((String[]) row.getArray("notices").getArray()));
    }

    private @Nullable Owner owner(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        var person = new PersonId(id);
        return new Owner(person, staff.find(person).map(Person::name).orElse("?"));
    }

    private Map<String, String> texts(String stored) {
        try {
            return json.readValue(stored, TEXTS);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
