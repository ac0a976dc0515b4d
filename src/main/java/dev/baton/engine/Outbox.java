package dev.baton.engine;

import dev.baton.shared.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Keeps messages to the engine in the table {@code outbox_message} until the engine has confirmed them. */
@Component
class Outbox implements Messages {

    /** How long the process that wrote or took a message has for sending it, before another may take it. */
    static final Duration LEASE = Duration.ofSeconds(15);

    record Message(UUID id, String name, String correlationKey, String messageId, String variables, int attempts) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final MessageQueue queue;

    Outbox(JdbcClient jdbc, ObjectMapper json, Clock clock, MessageQueue queue) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.queue = queue;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(String name, String correlationKey, String messageId, Map<String, ?> variables) {
        var message = new Message(Ids.next(), name, correlationKey, messageId, write(variables), 0);
        var now = clock.instant();
        jdbc.sql("""
                        insert into outbox_message
                          (id, name, correlation_key, message_id, variables, created_at, next_attempt_at)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?)""")
                .params(
                        message.id(),
                        name,
                        correlationKey,
                        messageId,
                        message.variables(),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(LEASE)))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                queue.offer(message);
            }
        });
    }

    @Override
    @Transactional
    public int repeat(String name, String correlationKey, Instant sentBefore) {
        return jdbc.sql("""
                        update outbox_message set sent_at = null, next_attempt_at = ?,
                            message_id = name || ':' || correlation_key || ':' || gen_random_uuid()
                        where name = ? and correlation_key = ? and sent_at < ?""")
                .params(Timestamp.from(clock.instant()), name, correlationKey, Timestamp.from(sentBefore))
                .update();
    }

    /** Takes messages that nobody has sent in time; two processes never take the same one. */
    @Transactional
    public List<Message> takeDue(int limit) {
        var now = clock.instant();
        return jdbc.sql("""
                        update outbox_message set next_attempt_at = ?, attempts = attempts + 1
                        where id in (select id from outbox_message
                                     where sent_at is null and next_attempt_at <= ?
                                     order by next_attempt_at limit ? for update skip locked)
                        returning id, name, correlation_key, message_id, variables::text, attempts""")
                .params(Timestamp.from(now.plus(LEASE)), Timestamp.from(now), limit)
                .query(Message.class)
                .list();
    }

    /** Needs no flush of its own: a message whose mark was lost is sent again and refused by its id. */
    @Transactional
    public void markSent(Collection<UUID> ids) {
        jdbc.sql("set local synchronous_commit to off").update();
        jdbc.sql("update outbox_message set sent_at = ?, last_error = null where id = any(?)")
                .params(Timestamp.from(clock.instant()), ids.toArray(UUID[]::new))
                .update();
    }

    /** Needs no flush of its own: a message whose waiting time was lost is taken again when its lease ends. */
    public void postpone(UUID id, Instant until, String error) {
        jdbc.sql("""
                        update outbox_message set next_attempt_at = ?, last_error = ? where id = ? and sent_at is null
                        returning set_config('synchronous_commit', 'off', true)""")
                .params(Timestamp.from(until), error, id)
                .query(String.class)
                .optional();
    }

    long unsent() {
        return jdbc.sql("select count(*) from outbox_message where sent_at is null")
                .query(Long.class)
                .single();
    }

    private String write(Map<String, ?> variables) {
        try {
            return json.writeValueAsString(variables);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("variables of a message must be JSON", e);
        }
    }
}
