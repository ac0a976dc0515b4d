package dev.baton.engine;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where records stand in their diagram, as far as jobs and user tasks have told. */
@Component
public class Whereabouts {

    /** How many tasks wait, and how many steps gave up, at one element of a diagram. */
    @Schema(name = "ElementCount")
    public record Count(String elementId, long active, long incidents) {}

    /** The same for a whole process. */
    public record Total(long active, long incidents) {

        public static final Total NONE = new Total(0, 0);
    }

    private record TotalOf(String processId, long active, long incidents) {}

    private record Seen(UUID recordId, String elementId) {}

    private final JdbcClient jdbc;

    Whereabouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The element whose job came last for each of the records. */
    public Map<UUID, String> lastElements(Collection<UUID> recordIds) {
        return jdbc.sql("""
                        select r.id as record_id, l.element_id from unnest(?::uuid[]) as r(id)
                        cross join lateral (select element_id from job_log where record_id = r.id
                                            order by delivered_at desc, job_key desc limit 1) l""").param(recordIds.toArray(UUID[]::new)).query(Seen.class).list().stream()
                .collect(Collectors.toMap(Seen::recordId, Seen::elementId));
    }

    /** How much goes on in each process in which anything does. */
    public Map<String, Total> totals() {
        return jdbc.sql("""
                        select process_id, sum(active) as active, sum(incidents) as incidents from (
                          select process_id, count(*) as active, 0 as incidents
                            from user_task where state = 'OPEN' group by process_id
                          union all
                          select process_id, count(*), count(*) from job_incident where resolved_at is null group by process_id
                        ) t group by process_id""").query(TotalOf.class).list().stream()
                .collect(Collectors.toMap(TotalOf::processId, total -> new Total(total.active(), total.incidents())));
    }

    public List<Count> counts(String processId) {
        return jdbc.sql("""
                        select element_id, sum(active) as active, sum(incidents) as incidents from (
                          select element_id, count(*) as active, 0 as incidents
                            from user_task where state = 'OPEN' and process_id = :process group by element_id
                          union all
                          select element_id, count(*), count(*) from job_incident where resolved_at is null and process_id = :process and element_id <> ''
                            group by element_id
                        ) t group by element_id order by element_id""").param("process", processId).query(Count.class).list();
    }
}
