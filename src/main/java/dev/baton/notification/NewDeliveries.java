package dev.baton.notification;

import dev.baton.shared.Rows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/**
 * Adds the deliveries of a notice, and what the workbench shows of it, in one statement: it stands in the transaction
 * of whatever caused the notice, and the same notice may be written by two of them at once.
 */
@Component
class NewDeliveries {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    NewDeliveries(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What exists for the same event, person and channel stays as it is.
     *
     * @param deliveries one a channel, all of one notice; at least one
     * @param text as the workbench shows it
     * @return those that are new
     */
    List<Delivery> add(List<Delivery> deliveries, String text) {
        var rows = String.join(
                ", ",
                IntStream.range(0, deliveries.size())
                        .mapToObj(
                                "(cast(:id%1$d as uuid), :channel%1$d, :state%1$d, cast(:reason%1$d as text), cast(:replacedBy%1$d as text), cast(:standsInFor%1$d as text), :attempts%1$d, cast(:next%1$d as timestamptz), cast(:sent%1$d as timestamptz))"
                                        ::formatted)
                        .toList());
        var values = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < deliveries.size(); i++) {
            var delivery = deliveries.get(i);
            values.put("id" + i, delivery.id());
            values.put("channel" + i, delivery.channel().name());
            values.put("state" + i, delivery.state().name());
            values.put("reason" + i, name(delivery.reason()));
            values.put("replacedBy" + i, name(delivery.replacedBy()));
            values.put("standsInFor" + i, name(delivery.standsInFor()));
            values.put("attempts" + i, delivery.attempts());
            values.put("next" + i, Rows.timeOrNull(delivery.nextAttemptAt()));
            values.put("sent" + i, Rows.timeOrNull(delivery.sentAt()));
        }
        var each = deliveries.getFirst();
        var fresh = new HashSet<>(jdbc.sql("""
                        with fresh as (
                            insert into notification_delivery (id, event, person_id, channel, template, language,
                                placeholders, path, state, reason, replaced_by, stands_in_for, attempts, created_at,
                                next_attempt_at, sent_at, title)
                            select row.id, :event, :person, row.channel, :template, :language, cast(:values as jsonb),
                                :path, row.state, row.reason, row.replaced_by, row.stands_in_for, row.attempts, :now,
                                row.next_attempt_at, row.sent_at, :title
                            from (values %s) as row (id, channel, state, reason, replaced_by, stands_in_for, attempts,
                                next_attempt_at, sent_at)
                            on conflict on constraint notification_delivery_once do nothing
                            returning id, channel, state),
                        shown as (
                            insert into in_app_notice (id, person_id, title, text, path, created_at)
                            select id, :person, :title, :text, :path, :now
                            from fresh where channel = 'IN_APP' and state = 'SENT')
                        select id from fresh""".formatted(rows))
                .params(values)
                .param("event", each.event())
                .param("person", each.to().value())
                .param("template", each.template())
                .param("language", each.language().toLanguageTag())
                .param("values", json.writeValueAsString(each.values()))
                .param("path", each.path())
                .param("title", each.title())
                .param("text", text)
                .param("now", Rows.time(each.createdAt()))
                .query(UUID.class)
                .list());
        return deliveries.stream()
                .filter(delivery -> fresh.contains(delivery.id()))
                .toList();
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
