package dev.baton.engine;

import io.camunda.client.CamundaClient;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Steps that gave up, and the way to give them another chance once the cause is mended. */
@Component
public class Incidents {

    /** A step that gave up, with the reason that it gave. */
    public record Incident(
            UUID id,
            String processId,
            @Nullable UUID recordId,
            String jobType,
            String elementId,
            long elementInstanceKey,
            long processInstanceKey,
            String reason,
            Instant raisedAt) {}

    private static final String OPEN = """
            select id, process_id, record_id, job_type, element_id, element_instance_key, process_instance_key, reason, raised_at
            from job_incident where resolved_at is null
            """;

    private final JdbcClient jdbc;
    private final CamundaClient camunda;
    private final Clock clock;

    Incidents(JdbcClient jdbc, CamundaClient camunda, Clock clock) {
        this.jdbc = jdbc;
        this.camunda = camunda;
        this.clock = clock;
    }

    public List<Incident> open(int limit) {
        return jdbc.sql(OPEN + "order by raised_at limit ?")
                .param(limit)
                .query(Incident.class)
                .list();
    }

    public Optional<Incident> find(UUID id) {
        return jdbc.sql(OPEN + "and id = ?").param(id).query(Incident.class).optional();
    }

    /**
     * Starts the step anew in its running instance: the engine tells nobody the key of an incident over gRPC, and
     * ending the element ends its incident as well.
     */
    @Transactional(propagation = Propagation.NEVER)
    public void retry(Incident incident, String by) {
        try {
            camunda.newModifyProcessInstanceCommand(incident.processInstanceKey())
                    .activateElement(incident.elementId())
                    .and()
                    .terminateElement(incident.elementInstanceKey())
                    .requestTimeout(Duration.ofSeconds(10))
                    .send()
                    .join();
        } catch (RuntimeException e) {
            if (!EngineAnswers.isGone(e)) {
                throw e;
            }
        }
        jdbc.sql("update job_incident set resolved_at = ?, resolved_by = ? where id = ?")
                .params(Timestamp.from(clock.instant()), by, incident.id())
                .update();
    }
}
