package dev.baton.greenchannel;

import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the requests for exceptions; each change says from which state it may be made. */
@Component
class GreenChannelRecords {

    private static final String COLUMNS = "select * from green_channel ";

    private final JdbcClient jdbc;

    GreenChannelRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, GreenChannels.Request request, Instant at) {
        var subject = request.subject();
        jdbc.sql("""
                        insert into green_channel (id, deal_id, name, owner_id, region, amount, currency, purpose,
                            from_step, to_step, steps, reason, evidence, asked_by, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        subject.dealId(),
                        subject.name(),
                        subject.owner() == null ? null : subject.owner().value(),
                        subject.region(),
                        subject.amount(),
                        subject.currency(),
                        request.purpose().name(),
                        request.fromStep(),
                        request.toStep(),
                        request.steps().toArray(String[]::new),
                        request.reason(),
                        request.evidence().toArray(UUID[]::new),
                        request.by().value(),
                        Timestamp.from(at))
                .update();
    }

    Optional<GreenChannel> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(GreenChannelRecords::map)
                .optional();
    }

    GreenChannel get(UUID id) {
        return find(id).orElseThrow(() -> Refusal.notFound("green-channel-not-found"));
    }

    /** Until the end of the transaction nobody else changes it. */
    GreenChannel change(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ? for update")
                .param(id)
                .query(GreenChannelRecords::map)
                .optional()
                .orElseThrow(() -> Refusal.notFound("green-channel-not-found"));
    }

    List<GreenChannel> of(UUID dealId) {
        return jdbc.sql(COLUMNS + "where deal_id = ? order by asked_at desc, id desc")
                .param(dealId)
                .query(GreenChannelRecords::map)
                .list();
    }

    List<GreenChannel> newest(int limit) {
        return jdbc.sql(COLUMNS + "order by asked_at desc, id desc limit ?")
                .param(limit)
                .query(GreenChannelRecords::map)
                .list();
    }

    List<GreenChannel> newestOf(@Nullable String region, UUID person, int limit) {
        return jdbc.sql(COLUMNS + """
                        where region = :region or asked_by = :person or owner_id = :person
                        order by asked_at desc, id desc limit :limit""")
                .param("region", region)
                .param("person", person)
                .param("limit", limit)
                .query(GreenChannelRecords::map)
                .list();
    }

    /** True for the one instance of the process that may work on it: the newest, until somebody has been asked. */
    boolean takeUp(UUID id, long processInstance) {
        return jdbc.sql("""
                                update green_channel set process_instance_key = ?
                                where id = ? and (process_instance_key is null or process_instance_key = ? or level = 0)""").params(processInstance, id, processInstance).update() == 1;
    }

    void putBefore(UUID id, int level, List<String> groups, Instant due, int explainDays, BigDecimal dailyRate) {
        jdbc.sql("""
                        update green_channel set level = ?, groups = ?, answer_due_at = ?, explain_days = ?, daily_rate = ?
                        where id = ? and state = 'ASKED'""")
                .params(level, groups.toArray(String[]::new), Timestamp.from(due), explainDays, dailyRate, id)
                .update();
    }

    void decide(UUID id, GreenChannel.State state, @Nullable PersonId by, Instant at, @Nullable String reason) {
        jdbc.sql("""
                        update green_channel set state = ?, decided_by = ?, decided_at = ?, decision_reason = ?
                        where id = ? and state = 'ASKED'""")
                .params(state.name(), by == null ? null : by.value(), Timestamp.from(at), reason, id)
                .update();
    }

    boolean use(UUID id, Instant at) {
        return jdbc.sql("update green_channel set state = 'USED', used_at = ? where id = ? and state = 'GRANTED'")
                        .params(Timestamp.from(at), id)
                        .update()
                == 1;
    }

    private static GreenChannel map(ResultSet row, int number) throws SQLException {
        return new GreenChannel(
                row.getObject("id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getString("name"),
                person(row, "owner_id"),
                row.getString("region"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                Purpose.valueOf(row.getString("purpose")),
                row.getString("from_step"),
                row.getString("to_step"),
                words(row, "steps"),
                row.getString("reason"),
                List.of((UUID[]) row.getArray("evidence").getArray()),
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                GreenChannel.State.valueOf(row.getString("state")),
                row.getInt("level"),
                words(row, "groups"),
                instant(row, "answer_due_at"),
                row.getInt("explain_days"),
                row.getBigDecimal("daily_rate"),
                person(row, "decided_by"),
                instant(row, "decided_at"),
                row.getString("decision_reason"),
                instant(row, "used_at"));
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static @Nullable PersonId person(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new PersonId(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** What the audit trail says about a request. */
    static Map<String, Object> shown(GreenChannel it) {
        return Map.of(
                "purpose", it.purpose().name(),
                "steps", skipped(it),
                "reason", it.reason());
    }

    /** The keys of what is left out. */
    static List<String> skipped(GreenChannel it) {
        return it.purpose() == Purpose.STAGE_JUMP
                ? List.of(String.valueOf(it.fromStep()), String.valueOf(it.toStep()))
                : it.steps();
    }
}
