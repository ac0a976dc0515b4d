package dev.baton.lead.board;

import static dev.baton.shared.Rows.instantOrNull;

import dev.baton.lead.LeadId;
import dev.baton.lead.board.ShowingWindows.Counts;
import dev.baton.lead.board.ShowingWindows.Window;
import dev.baton.lead.file.LeadScope;
import dev.baton.staff.Caller;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is owed in first contacts, and what became of it. */
@Component
class WindowQueries {

    private static final int COUNTED_UP_TO = 10_000;
    private static final String DUE = "w.ended_at is null and w.due_at >= :now";
    private static final String BREACHED = "w.ended_at is null and w.due_at < :now";
    private static final String NEAREST = "w.due_at, w.lead_id, w.round";
    private static final String LAST_ENDED = "w.ended_at desc, w.lead_id, w.round";
    private static final String MET = "w.ended_at > :since and w.first_touch_at <= w.due_at";

    /** Breached and over: contacted afterwards, or handed on without a contact. */
    private static final String LATE = "w.ended_at > :since and coalesce(w.first_touch_at, w.ended_at) > w.due_at";

    private final JdbcClient jdbc;
    private final OwnerNames owners;
    private final LeadScope scope;
    private final Clock clock;

    WindowQueries(JdbcClient jdbc, OwnerNames owners, LeadScope scope, Clock clock) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.scope = scope;
        this.clock = clock;
    }

    /** Windows of the caller's people: open ones now, ended ones of the last 24 hours; each counted up to 10,000. */
    Counts counts(Caller caller, @Nullable String region) {
        var params = windowParams(caller, region);
        var scope = windowScope(caller, region);
        return jdbc.sql("select (%s) as due, (%s) as breached, (%s) as met, (%s) as late"
                        .formatted(
                                countedUpTo(DUE, "w.due_at", scope),
                                countedUpTo(BREACHED, "w.due_at", scope),
                                countedUpTo(MET, "w.ended_at desc", scope),
                                countedUpTo(LATE, "w.ended_at desc", scope)))
                .params(params)
                .query(Counts.class)
                .single();
    }

    /** In the order of an index that holds all it asks for, so that a count stops where it has counted enough. */
    private static String countedUpTo(String condition, String order, String scope) {
        return "select count(*) from (select 1 from response_window w where %s and %s order by %s limit %d) t"
                .formatted(condition, scope, order, COUNTED_UP_TO);
    }

    /** @param state {@code due}, {@code breached}, {@code met} or {@code late} */
    List<Window> page(Caller caller, String state, @Nullable String region, int page) {
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
                        owners.of(row.getObject("owner_id", UUID.class)),
                        row.getString("source"),
                        row.getString("region"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        instantOrNull(row, "opened_at"),
                        instantOrNull(row, "first_touch_at"),
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
}
