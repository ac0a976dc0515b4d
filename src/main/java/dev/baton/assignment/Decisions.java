package dev.baton.assignment;

import dev.baton.assignment.Exclusion.Reason;
import dev.baton.lead.LeadId;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The record of every decision (LO-03): the record alone is enough to make the decision again. */
@Component
class Decisions {

    /**
     * All that a rule saw before it weighed.
     *
     * @param routingTables versions of the tables that routed the lead; absent in records from before they were kept
     * @param eligibility what was known of each rep; absent where nobody was to be chosen
     * @param heldSince since when the lead had waited, where it had waited too long
     */
    record Inputs(
            Routing routing,
            Parameters parameters,
            List<Candidate> candidates,
            List<Exclusion> exclusions,
            @Nullable Map<String, Integer> routingTables,
            @Nullable Eligibility eligibility,
            @Nullable Instant heldSince) {

        /** Whether all who might work for this region are away, disabled or may not receive leads. */
        boolean nobodyOnDuty() {
            return candidates.isEmpty()
                    && exclusions.stream()
                            .noneMatch(exclusion -> exclusion.reason() == Reason.HAD_IT_BEFORE
                                    || exclusion.reason() == Reason.RULE_DISABLED);
        }
    }

    /** @param inputs read only when asked for */
    record Prepared(String route, Instant at, Supplier<Inputs> inputs) {}

    record Decision(
            UUID id,
            LeadId lead,
            int round,
            String kind,
            @Nullable Instant decidedAt,
            @Nullable PersonId owner,
            @Nullable PersonId by,
            @Nullable String fallbackReason,
            @Nullable String route,
            long processInstanceKey,
            long processDefinitionKey,
            int processVersion,
            @Nullable Long weightsTableKey,
            @Nullable Integer weightsTableVersion,
            Inputs inputs,
            List<Weight> weights,
            Map<String, Long> creditsBefore,
            Map<String, Long> creditsAfter) {}

    private static final TypeReference<TreeMap<String, Long>> CREDITS = new TypeReference<>() {};
    private static final TypeReference<List<Weight>> WEIGHTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Decisions(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void prepare(
            UUID id, LeadId lead, int round, Instant at, Inputs inputs, long instance, long definition, int version) {
        jdbc.sql("""
                        insert into assignment_decision (id, lead_id, round, kind, prepared_at, route, process_instance_key,
                            process_definition_key, process_version, inputs)
                        values (?, ?, ?, 'PREPARED', ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        id,
                        lead.value(),
                        round,
                        Timestamp.from(at),
                        inputs.routing().route(),
                        instance,
                        definition,
                        version,
                        write(inputs))
                .update();
    }

    void decideByRule(
            UUID id,
            Instant at,
            PersonId owner,
            List<Weight> weights,
            FairTurns.Turn turn,
            long tableKey,
            int tableVersion) {
        jdbc.sql("""
                        update assignment_decision set kind = 'RULE', decided_at = ?, owner_id = ?, weights = ?::jsonb,
                            credits_before = ?::jsonb, credits_after = ?::jsonb, weights_table_key = ?, weights_table_version = ?
                        where id = ?""")
                .params(
                        Timestamp.from(at),
                        owner.value(),
                        write(weights),
                        write(turn.before()),
                        write(turn.after()),
                        tableKey,
                        tableVersion,
                        id)
                .update();
    }

    /** @param owner null where the lead went to the pool */
    void decideByPerson(UUID id, Instant at, String right, @Nullable PersonId owner, @Nullable PersonId by) {
        changed(jdbc.sql(
                        "update assignment_decision set kind = ?, decided_at = ?, owner_id = ?, by_id = ? where id = ?")
                .params(
                        right,
                        Timestamp.from(at),
                        owner == null ? null : owner.value(),
                        by == null ? null : by.value(),
                        id)
                .update());
    }

    private static void changed(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("the decision was not prepared: " + rows + " rows");
        }
    }

    void decideByFallback(UUID id, Instant at, PersonId owner, String reason) {
        jdbc.sql("""
                        update assignment_decision set kind = 'FALLBACK', decided_at = ?, owner_id = ?, fallback_reason = ?
                        where id = ?""").params(Timestamp.from(at), owner.value(), reason, id).update();
    }

    Optional<Decision> find(UUID id) {
        return jdbc.sql("select * from assignment_decision where id = ?")
                .param(id)
                .query(this::map)
                .optional();
    }

    /** A decision that waits for its weights: the account of those who compete in it, and since when. */
    Optional<Prepared> prepared(UUID id) {
        return jdbc.sql("select route, prepared_at from assignment_decision where id = ?")
                .param(id)
                .query((row, number) -> new Prepared(
                        row.getString("route"),
                        row.getTimestamp("prepared_at").toInstant(),
                        () -> find(id).orElseThrow().inputs()))
                .optional();
    }

    /** The tables that routed a lead when it was decided first: it is not routed again when it changes hands. */
    Optional<Map<String, Integer>> firstRoutingTables(LeadId lead) {
        return jdbc.sql("select * from assignment_decision where lead_id = ? order by prepared_at limit 1")
                .param(lead.value())
                .query(this::map)
                .optional()
                .map(decision -> decision.inputs().routingTables());
    }

    /** Who has owned a lead by a decision. */
    Set<PersonId> ownersOf(LeadId lead) {
        return jdbc
                .sql("select owner_id from assignment_decision where lead_id = ? and owner_id is not null")
                .param(lead.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(PersonId::new)
                .collect(Collectors.toSet());
    }

    List<Decision> of(LeadId lead) {
        return jdbc.sql(
                        "select * from assignment_decision where lead_id = ? and decided_at is not null order by decided_at, id")
                .param(lead.value())
                .query(this::map)
                .list();
    }

    List<Decision> latest(int limit) {
        return jdbc.sql(
                        "select * from assignment_decision where decided_at is not null order by decided_at desc, id desc limit ?")
                .param(limit)
                .query(this::map)
                .list();
    }

    /** Locks the credits of a route until the transaction ends: decisions of one route happen one after another. */
    Map<String, Long> lockCredits(String route, Instant now) {
        var known = lockedCredits(route);
        if (known.isEmpty()) {
            jdbc.sql(
                            "insert into credit_account (route, credits, changed_at) values (?, '{}', ?) on conflict do nothing")
                    .params(route, Timestamp.from(now))
                    .update();
            known = lockedCredits(route);
        }
        return read(known.orElseThrow(), CREDITS);
    }

    /** What everybody of a route is owed now; whoever wants to change it locks it instead. */
    Map<String, Long> credits(String route) {
        return jdbc.sql("select credits::text from credit_account where route = ?")
                .param(route)
                .query(String.class)
                .optional()
                .map(credits -> (Map<String, Long>) read(credits, CREDITS))
                .orElseGet(Map::of);
    }

    private Optional<String> lockedCredits(String route) {
        return jdbc.sql("select credits::text from credit_account where route = ? for update")
                .param(route)
                .query(String.class)
                .optional();
    }

    void storeCredits(String route, Map<String, Long> credits, Instant now) {
        jdbc.sql("update credit_account set credits = ?::jsonb, changed_at = ? where route = ?")
                .params(write(credits), Timestamp.from(now), route)
                .update();
    }

    private Decision map(ResultSet row, int number) throws SQLException {
        var owner = row.getObject("owner_id", UUID.class);
        var by = row.getObject("by_id", UUID.class);
        var decidedAt = row.getTimestamp("decided_at");
        var weights = row.getString("weights");
        var before = row.getString("credits_before");
        var after = row.getString("credits_after");
        return new Decision(
                row.getObject("id", UUID.class),
                new LeadId(row.getObject("lead_id", UUID.class)),
                row.getInt("round"),
                row.getString("kind"),
                decidedAt == null ? null : decidedAt.toInstant(),
                owner == null ? null : new PersonId(owner),
                by == null ? null : new PersonId(by),
                row.getString("fallback_reason"),
                row.getString("route"),
                row.getLong("process_instance_key"),
                row.getLong("process_definition_key"),
                row.getInt("process_version"),
                row.getObject("weights_table_key", Long.class),
                row.getObject("weights_table_version", Integer.class),
                read(row.getString("inputs"), new TypeReference<>() {}),
                weights == null ? List.of() : read(weights, WEIGHTS),
                before == null ? Map.of() : read(before, CREDITS),
                after == null ? Map.of() : read(after, CREDITS));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
