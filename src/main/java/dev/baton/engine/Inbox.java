package dev.baton.engine;

import io.camunda.client.CamundaClient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * The open user tasks of all processes, whatever kind of task the engine keeps behind them.
 *
 * <p>A row is decided by whoever changes it first; the engine is told afterwards, and told again until it has answered.
 */
@Component
public class Inbox {

    /** A user task as people see it. */
    public record Task(
            UUID id,
            long jobKey,
            String processId,
            int processVersion,
            long processInstanceKey,
            String elementId,
            UUID recordId,
            @Nullable Long formKey,
            @Nullable UUID assignee,
            List<String> candidateGroups,
            @Nullable Instant dueAt,
            State state,
            @Nullable UUID completedBy,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /**
     * What somebody answered to a task.
     *
     * @param variables as the rule of the process let them pass
     */
    public record Answer(UUID taskId, UUID by, Map<String, Object> variables, Instant taskCreatedAt) {}

    /** Where a task is in its life. */
    public enum State {
        OPEN,
        /** Decided by somebody, not yet confirmed by the engine. */
        COMPLETING,
        COMPLETED,
        /** Ended without an answer: by a deadline, an event or a cancellation. */
        GONE
    }

    /** What became of the wish to complete a task. */
    public sealed interface Completion {

        record Done() implements Completion {}

        /** Stored; the engine is away and is told when it is back. */
        record Pending() implements Completion {}

        record AlreadyDone(@Nullable UUID by) implements Completion {}

        /**
         * The process moved on without an answer.
         *
         * @param answered whether it did so between the answer, which is kept, and the engine
         */
        record Gone(boolean answered) implements Completion {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final String COLUMNS = """
            select id, job_key, process_id, process_version, process_instance_key, element_id, record_id, form_key,
                   assignee, candidate_groups, due_at, state, completed_by, created_at, ended_at from user_task
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CamundaClient camunda;
    private final ObjectMapper json;
    private final Clock clock;

    Inbox(JdbcClient jdbc, TransactionTemplate transaction, CamundaClient camunda, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.camunda = camunda;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Task> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?").param(id).query(Inbox::map).optional();
    }

    /**
     * Tasks of the person and unassigned ones of the groups, nearest due date first; those behind {@code after}, where it
     * is given, whatever has become of that one meanwhile.
     */
    public List<Task> openFor(UUID person, Collection<String> groups, @Nullable Task after, int limit) {
        return jdbc.sql(COLUMNS + """
                        where state = 'OPEN'
                          and (assignee = :person or (assignee is null and candidate_groups && cast(:groups as text[])))
                          and (cast(:afterId as uuid) is null
                               or (coalesce(due_at, 'infinity'), id)
                                  > (coalesce(cast(:afterDueAt as timestamptz), 'infinity'), cast(:afterId as uuid)))
                        order by due_at nulls last, id limit :limit""")
                .param("person", person)
                .param("groups", groups.toArray(String[]::new))
                .param("afterId", after == null ? null : after.id())
                .param("afterDueAt", after == null || after.dueAt() == null ? null : Timestamp.from(after.dueAt()))
                .param("limit", limit)
                .query(Inbox::map)
                .list();
    }

    public List<Task> openOf(UUID recordId) {
        return jdbc.sql(COLUMNS + "where record_id = ? and state = 'OPEN' order by created_at, id")
                .param(recordId)
                .query(Inbox::map)
                .list();
    }

    /** The open tasks of many records at once, oldest first. */
    public List<Task> openOf(Collection<UUID> recordIds) {
        return jdbc.sql(COLUMNS + "where record_id = any(?) and state = 'OPEN' order by created_at, id")
                .param(recordIds.toArray(UUID[]::new))
                .query(Inbox::map)
                .list();
    }

    /** Open tasks of one element, newest first. */
    public List<Task> openAt(String processId, String elementId, int limit) {
        return jdbc.sql(COLUMNS + "where process_id = ? and element_id = ? and state = 'OPEN' order by id desc limit ?")
                .params(processId, elementId, limit)
                .query(Inbox::map)
                .list();
    }

    /**
     * The answer that somebody gave here to the newest task of one element of an instance: a step that must not believe
     * the variables of its process reads it instead. Empty where that task was completed in any other way, whatever its
     * variables say of who did it, and whatever was answered to tasks before it.
     */
    public Optional<Answer> newestAnswer(UUID recordId, long processInstanceKey, String elementId) {
        return jdbc.sql("""
                        select id, completed_by, variables::text as variables, created_at from (
                            select * from user_task
                            where record_id = ? and process_instance_key = ? and element_id = ?
                            order by created_at desc, id desc limit 1) newest
                        where state in ('COMPLETING', 'COMPLETED') and completed_by is not null""")
                .params(recordId, processInstanceKey, elementId)
                .query((row, number) -> new Answer(
                        row.getObject("id", UUID.class),
                        row.getObject("completed_by", UUID.class),
                        read(row.getString("variables")),
                        row.getTimestamp("created_at").toInstant()))
                .optional();
    }

    /**
     * Who answered here the newest of some tasks of an instance; empty where that one was completed in any other way: what
     * the engine was told of who did it is nobody's word.
     */
    public Optional<UUID> whoAnswered(UUID recordId, long processInstanceKey, Collection<String> elementIds) {
        return jdbc.sql("""
                        select completed_by from (
                            select * from user_task
                            where record_id = ? and process_instance_key = ? and element_id = any(?)
                            order by created_at desc, id desc limit 1) newest
                        where state in ('COMPLETING', 'COMPLETED') and completed_by is not null""")
                .params(recordId, processInstanceKey, elementIds.toArray(String[]::new))
                .query(UUID.class)
                .optional();
    }

    /** Where the engine keeps an open task. */
    public record Place(long processInstanceKey, long elementInstanceKey) {}

    /** Where the newest open task of one element is, for whoever takes it away. */
    public Optional<Place> placeOf(UUID recordId, String elementId) {
        return jdbc.sql("""
                        select process_instance_key, element_instance_key from user_task
                        where record_id = ? and element_id = ? and state = 'OPEN'
                        order by created_at desc, id desc limit 1""").params(recordId, elementId).query(Place.class).optional();
    }

    /** Gives a task of the record back to its groups, because whoever it was assigned to has left. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID recordId, String elementId, UUID from) {
        jdbc.sql("""
                        update user_task set assignee = null
                        where record_id = ? and element_id = ? and assignee = ? and state = 'OPEN'""").params(recordId, elementId, from).update();
    }

    /** Makes an unassigned task somebody's own; false when somebody else was faster or it is over. */
    @Transactional
    public boolean claim(UUID id, UUID person) {
        return jdbc.sql("""
                                update user_task set assignee = ?
                                where id = ? and state = 'OPEN' and (assignee is null or assignee = ?)""").params(person, id, person).update() == 1;
    }

    /**
     * Completes a task with the given variables.
     *
     * <p>Must not run inside a transaction: the decision commits first, then the engine hears of it.
     *
     * @param with what else is written down about the answer: it commits with the decision, or neither does
     */
    @Transactional(propagation = Propagation.NEVER)
    public Completion complete(UUID id, UUID by, Map<String, ?> variables, Runnable with) {
        var mine = Boolean.TRUE.equals(transaction.execute(status -> decide(id, by, variables, with)));
        var task = find(id);
        if (task.isEmpty()) {
            return new Completion.Gone(false);
        }
        if (!mine) {
            return task.get().state() == State.GONE
                    ? new Completion.Gone(false)
                    : new Completion.AlreadyDone(task.get().completedBy());
        }
        return tellEngine(id, task.get().jobKey(), write(variables));
    }

    /** The same where what is to be written down about the answer has been written with what it decided. */
    @Transactional(propagation = Propagation.NEVER)
    public Completion complete(UUID id, UUID by, Map<String, ?> variables) {
        return complete(id, by, variables, () -> {});
    }

    private boolean decide(UUID id, UUID by, Map<String, ?> variables, Runnable with) {
        var first = jdbc.sql("""
                                update user_task set state = 'COMPLETING', completed_by = ?, variables = ?::jsonb,
                                    next_attempt_at = ?
                                where id = ? and state = 'OPEN'""")
                        .params(
                                by,
                                write(variables),
                                Timestamp.from(clock.instant().plus(LEASE)),
                                id)
                        .update()
                == 1;
        if (first) {
            with.run();
        }
        return first;
    }

    /** Takes tasks out of the inbox that the process has left behind; joins the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(UUID recordId, Collection<String> elementIds) {
        jdbc.sql("""
                        update user_task set state = 'GONE', ended_at = ?
                        where record_id = ? and state = 'OPEN' and element_id = any(?)""")
                .params(Timestamp.from(clock.instant()), recordId, elementIds.toArray(String[]::new))
                .update();
    }

    /** Moves when the open tasks of a record are due, as its own deadlines have moved; joins the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveDue(UUID recordId, Duration by) {
        jdbc.sql("""
                        update user_task set due_at = due_at + make_interval(secs => ?)
                        where record_id = ? and state = 'OPEN' and due_at is not null""").params((double) by.toSeconds(), recordId).update();
    }

    /** Gives the open tasks of a record that are somebody's to somebody else; joins the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handOver(UUID recordId, UUID from, UUID to) {
        jdbc.sql("update user_task set assignee = ? where record_id = ? and assignee = ? and state = 'OPEN'")
                .params(to, recordId, from)
                .update();
    }

    /** The same for the tasks of some elements: what else they have to do for the record stays with them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handOver(UUID recordId, Collection<String> elementIds, UUID from, UUID to) {
        jdbc.sql("""
                        update user_task set assignee = ?
                        where record_id = ? and assignee = ? and state = 'OPEN' and element_id = any(?)""")
                .params(to, recordId, from, elementIds.toArray(String[]::new))
                .update();
    }

    /** Tells the engine of completions that it has not confirmed. */
    void finishPending() {
        record Pending(UUID id, long jobKey, String variables) {}
        var pending = transaction.execute(status -> jdbc.sql("""
                        update user_task set next_attempt_at = ?
                        where id in (select id from user_task where state = 'COMPLETING' and next_attempt_at <= ?
                                     order by next_attempt_at limit 100 for update skip locked)
                        returning id, job_key, variables::text as variables""")
                .params(Timestamp.from(clock.instant().plus(LEASE)), Timestamp.from(clock.instant()))
                .query(Pending.class)
                .list());
        for (var task : pending == null ? List.<Pending>of() : pending) {
            tellEngine(task.id(), task.jobKey(), task.variables());
        }
    }

    private Completion tellEngine(UUID id, long jobKey, String variables) {
        try {
            camunda.newCompleteCommand(jobKey)
                    .variables(variables)
                    .requestTimeout(Duration.ofSeconds(5))
                    .send()
                    .join();
            end(id, State.COMPLETED);
            return new Completion.Done();
        } catch (RuntimeException e) {
            if (EngineAnswers.isGone(e)) {
                end(id, State.GONE);
                return new Completion.Gone(true);
            }
            LOG.info("Completion of task {} waits for the engine: {}", id, e.getMessage());
            return new Completion.Pending();
        }
    }

    private void end(UUID id, State state) {
        transaction.executeWithoutResult(status -> jdbc.sql(
                        "update user_task set state = ?, ended_at = ? where id = ? and state in ('OPEN', 'COMPLETING')")
                .params(state.name(), Timestamp.from(clock.instant()), id)
                .update());
    }

    private String write(Map<String, ?> variables) {
        try {
            return json.writeValueAsString(variables);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("variables of a task must be JSON", e);
        }
    }

    private Map<String, Object> read(@Nullable String variables) {
        try {
            return variables == null ? Map.of() : json.readValue(variables, VARIABLES);
        } catch (JacksonException e) {
            throw new IllegalStateException("stored variables are JSON", e);
        }
    }

    private static Task map(ResultSet row, int number) throws SQLException {
        return new Task(
                row.getObject("id", UUID.class),
                row.getLong("job_key"),
                row.getString("process_id"),
                row.getInt("process_version"),
                row.getLong("process_instance_key"),
                row.getString("element_id"),
                row.getObject("record_id", UUID.class),
                row.getObject("form_key", Long.class),
                row.getObject("assignee", UUID.class),
                Arrays.asList((String[]) row.getArray("candidate_groups").getArray()),
                instant(row, "due_at"),
                State.valueOf(row.getString("state")),
                row.getObject("completed_by", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
