package dev.baton.notification;

import dev.baton.notification.Delivery.Reason;
import dev.baton.notification.Delivery.State;
import dev.baton.notification.NoticeRouting.Leg;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The table that makes outward effects happen at least once and lets everybody see what became of them. */
@Repository
class Deliveries {

    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    private static final String COLUMNS = """
            id, event, person_id, channel, template, language, placeholders, path, attempts, failing_since, created_at,
            next_attempt_at""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Deliveries(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What a notice says, whatever the channel.
     *
     * @param title as the workbench shows it
     * @param text as the workbench shows it
     */
    record Content(
            String event,
            PersonId to,
            String template,
            Locale language,
            Map<String, String> values,
            String path,
            String title,
            String text) {}

    /**
     * Writes a row for every leg, and the in-app notice where there is such a leg, in one statement; rows that exist
     * stay as they are.
     *
     * @return the rows that are new, whatever their state
     */
    List<Delivery> add(Content content, List<Leg> legs, Instant now, Instant leaseUntil) {
        var rows = String.join(
                ", ",
                IntStream.range(0, legs.size())
                        .mapToObj(
                                "(cast(:id%1$d as uuid), :channel%1$d, :state%1$d, cast(:reason%1$d as text), cast(:next%1$d as text), cast(:for%1$d as text))"
                                        ::formatted)
                        .toList());
        var values = new HashMap<String, @Nullable Object>();
        var perId = new HashMap<UUID, Delivery>();
        for (int i = 0; i < legs.size(); i++) {
            var leg = legs.get(i);
            var id = Ids.next();
            perId.put(
                    id,
                    new Delivery(
                            id,
                            content.event(),
                            content.to(),
                            leg.channel(),
                            content.template(),
                            content.language(),
                            content.values(),
                            content.path(),
                            0,
                            null,
                            now,
                            leaseUntil));
            values.put("id" + i, id);
            values.put("channel" + i, leg.channel().name());
            values.put("state" + i, leg.firstState().name());
            values.put("reason" + i, name(leg.obstacle()));
            values.put("next" + i, name(leg.next()));
            values.put("for" + i, name(leg.standsInFor()));
        }
        return jdbc
                .sql("""
                        with fresh as (
                            insert into notification_delivery (id, event, person_id, channel, template, language,
                                placeholders, path, state, reason, replaced_by, stands_in_for, attempts, created_at,
                                next_attempt_at, sent_at, title)
                            select row.id, :event, :person, row.channel, :template, :language, cast(:values as jsonb),
                                :path, row.state, row.reason, row.next, row.stands_in_for,
                                case when row.state = 'SENT' then 1 else 0 end, :now,
                                case when row.state = 'PENDING' then cast(:lease as timestamptz) end,
                                case when row.state = 'SENT' then cast(:now as timestamptz) end, :title
                            from (values %s) as row (id, channel, state, reason, next, stands_in_for)
                            on conflict on constraint notification_delivery_once do nothing
                            returning id, channel, state),
                        shown as (
                            insert into in_app_notice (id, person_id, title, text, path, created_at)
                            select id, :person, :title, :text, :path, :now
                            from fresh where channel = 'IN_APP' and state = 'SENT')
                        select id from fresh""".formatted(rows))
                .params(values)
                .param("event", content.event())
                .param("person", content.to().value())
                .param("template", content.template())
                .param("language", content.language().toLanguageTag())
                .param("values", written(content.values()))
                .param("path", content.path())
                .param("title", content.title())
                .param("text", content.text())
                .param("now", at(now))
                .param("lease", at(leaseUntil))
                .query(UUID.class)
                .list()
                .stream()
                .map(perId::get)
                .toList();
    }

    /** Takes what nobody holds; other applications do the same at the same time and get other rows. */
    List<Delivery> claim(Channel channel, Instant now, Instant leaseUntil, int most) {
        return jdbc.sql("""
                        update notification_delivery set next_attempt_at = :lease
                        where id in (select id from notification_delivery
                            where channel = :channel and next_attempt_at <= :now
                            order by next_attempt_at limit :most for update skip locked)
                        returning %s""".formatted(COLUMNS))
                .param("channel", channel.name())
                .param("now", at(now))
                .param("lease", at(leaseUntil))
                .param("most", most)
                .query(this::delivery)
                .list();
    }

    void sent(Delivery delivery, @Nullable String reference, Instant now) {
        jdbc.sql("""
                        update notification_delivery set state = 'SENT', attempts = attempts + 1, reference = :reference,
                            sent_at = :now, next_attempt_at = null, reason = null
                        where id = :id and next_attempt_at is not null""")
                .param("reference", reference)
                .param("now", at(now))
                .param("id", delivery.id())
                .update();
    }

    void retry(Delivery delivery, String why, Instant now, Instant nextAttempt) {
        jdbc.sql("""
                        update notification_delivery set state = 'RETRYING', attempts = attempts + 1, last_error = :why,
                            reason = :reason, failing_since = coalesce(failing_since, :now), next_attempt_at = :next
                        where id = :id and next_attempt_at is not null""")
                .param("why", why)
                .param("reason", Reason.CHANNEL_DOWN.name())
                .param("now", at(now))
                .param("next", at(nextAttempt))
                .param("id", delivery.id())
                .update();
    }

    /** Ends a row without success. Returns false if somebody else settled it meanwhile. */
    boolean settle(Delivery delivery, State state, Reason reason, @Nullable String why, @Nullable Channel next) {
        return jdbc.sql("""
                                update notification_delivery set state = :state, reason = :reason, replaced_by = :next,
                                    attempts = attempts + :attempted, last_error = coalesce(:why, last_error),
                                    next_attempt_at = null
                                where id = :id and next_attempt_at is not null""")
                        .param("state", state.name())
                        .param("reason", reason.name())
                        .param("next", name(next))
                        .param("attempted", why == null ? 0 : 1)
                        .param("why", why)
                        .param("id", delivery.id())
                        .update()
                == 1;
    }

    /** How much waits to be delivered, and since when. */
    record Backlog(long waiting, @Nullable Instant oldest) {}

    Backlog backlog() {
        return jdbc.sql("""
                        select count(*) as waiting, min(created_at) as oldest from notification_delivery
                        where next_attempt_at is not null""")
                .query((row, n) -> new Backlog(row.getLong("waiting"), instant(row, "oldest")))
                .single();
    }

    private Delivery delivery(ResultSet row, int n) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getString("event"),
                new PersonId(row.getObject("person_id", UUID.class)),
                Channel.valueOf(row.getString("channel")),
                row.getString("template"),
                Locale.forLanguageTag(row.getString("language")),
                read(row.getString("placeholders")),
                row.getString("path"),
                row.getInt("attempts"),
                instant(row, "failing_since"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("next_attempt_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private String written(Map<String, String> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Map<String, String> read(String values) {
        try {
            return json.readValue(values, VALUES);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
