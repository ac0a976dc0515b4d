package dev.baton.endtoend;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says of a group of leads: counted there, because asking 1,000 pages would take longer. */
final class Facts {

    private final JdbcClient jdbc;

    Facts(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** Leads whose name begins so. */
    long leads(String name) {
        return count("select count(*) from lead where name like ?", name + "%");
    }

    /** Those that have neither an owner nor an incident that somebody can see, and how far each has come. */
    List<String> withoutOwnerOrIncident(String name) {
        return jdbc.sql("""
                        select concat_ws(' ', l.id, l.status, 'instance', coalesce(l.process_instance_key::text, 'none'),
                          (select string_agg(concat(m.name, ' sent ', coalesce(m.sent_at::text, 'not yet'), ' attempts ',
                                                    m.attempts, coalesce(' ' || m.last_error, '')), ', ')
                             from outbox_message m where m.correlation_key = l.id::text),
                          (select string_agg(concat(j.job_type, ' ', j.job_key, ' deliveries ', j.deliveries, ' finished ',
                                                    coalesce(j.finished_at::text, 'no')), ', ' order by j.delivered_at)
                             from job_log j where j.record_id = l.id))
                        from lead l where name like ? and owner_id is null and not exists
                          (select 1 from job_incident i where i.record_id = l.id and i.resolved_at is null)""").param(name + "%").query(String.class).list();
    }

    /** Those that more than one process instance has given to somebody, or that were given away more than once. */
    List<UUID> workedOnTwice(String name) {
        return jdbc.sql("""
                        select l.id from lead l join job_log j on j.record_id = l.id and j.job_type = 'lead.assignLead'
                        where l.name like ? and j.finished_at is not null group by l.id having count(*) > 1
                        union
                        select l.id from lead l join job_log j on j.record_id = l.id
                        where l.name like ? and j.job_type = 'lead.assignLead'
                          and j.process_instance_key <> l.process_instance_key
                        union
                        select l.id from lead l join response_window w on w.lead_id = l.id
                        where l.name like ? group by l.id having count(*) > 1""")
                .params(name + "%", name + "%", name + "%")
                .query(UUID.class)
                .list();
    }

    /** Deadlines of a kind that somebody has acted on. */
    long actedOn(String name, String kind) {
        return count(
                "select count(*) from deadline d join lead l on l.id = d.record_id where l.name like ? and d.kind = ?"
                        + " and d.acted_at is not null",
                name + "%",
                kind);
    }

    /** Deadlines of a kind on which one of the engine's timers has acted. */
    long actedOnByTimer(String name, String kind) {
        return count(
                "select count(*) from deadline d join lead l on l.id = d.record_id where l.name like ? and d.kind = ?"
                        + " and d.acted_by = 'TIMER'",
                name + "%",
                kind);
    }

    /** Messages of a template on a channel, delivered or not. */
    long deliveries(String name, String template, String channel) {
        return count(
                "select count(*) from notification_delivery d join lead l on d.event like 'lead:' || l.id || ':%'"
                        + " where l.name like ? and d.template = ? and d.channel = ?",
                name + "%", template, channel);
    }

    long count(String sql, Object... values) {
        return jdbc.sql(sql).params(List.of(values)).query(Long.class).single();
    }
}
