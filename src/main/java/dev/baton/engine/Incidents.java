package dev.baton.engine;

import io.camunda.client.CamundaClient;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** What happened. */
    public enum Kind {
        /** A step gave up. */
        STEP,
        /** The instance of a record is not in the engine any more. */
        LOST,
        /** The engine refused what is to be deployed. */
        DEPLOYMENT
    }

    /**
     * What needs a person, with the reason that was given.
     *
     * @param jobType null for what is not a step
     * @param elementId empty where nobody knows
     */
    public record Incident(
            UUID id,
            Kind kind,
            String processId,
            @Nullable UUID recordId,
            @Nullable String jobType,
            String elementId,
            long elementInstanceKey,
            long processInstanceKey,
            String reason,
            Instant raisedAt) {}

    private static final String OPEN = """
            select id, kind, process_id, record_id, job_type, element_id, element_instance_key, process_instance_key, reason, raised_at
            from job_incident where resolved_at is null
            """;

    private final JdbcClient jdbc;
    private final CamundaClient camunda;
    private final LostInstances lost;
    private final Clock clock;

    Incidents(JdbcClient jdbc, CamundaClient camunda, LostInstances lost, Clock clock) {
        this.jdbc = jdbc;
        this.camunda = camunda;
        this.lost = lost;
        this.clock = clock;
    }

    public List<Incident> open(int limit) {
        return jdbc.sql(OPEN + "order by raised_at, id limit ?")
                .param(limit)
                .query(Incident.class)
                .list();
    }

    public Optional<Incident> find(UUID id) {
        return jdbc.sql(OPEN + "and id = ?").param(id).query(Incident.class).optional();
    }

    /** Why records wait for somebody, as was said last; those that do not are not in it. */
    public Map<UUID, String> reasons(Collection<UUID> records) {
        var reasons = new HashMap<UUID, String>();
        if (!records.isEmpty()) {
            jdbc.sql("""
                            select distinct on (record_id) record_id, reason from job_incident
                            where record_id = any(?) and resolved_at is null order by record_id, raised_at desc, id desc""").param(records.toArray(UUID[]::new)).query(row -> {
                reasons.put(row.getObject("record_id", UUID.class), row.getString("reason"));
            });
        }
        return reasons;
    }

    /** How many of a kind wait for somebody. */
    long open(Kind kind) {
        return jdbc.sql("select count(*) from job_incident where resolved_at is null and kind = ?")
                .param(kind.name())
                .query(Long.class)
                .single();
    }

    /** Starts again what the incident is about: the step, or the instance of the record. */
    @Transactional(propagation = Propagation.NEVER)
    public void retry(Incident incident, UUID by, String name) {
        switch (incident.kind()) {
            case STEP -> startStepAnew(incident);
            case LOST -> lost.startAgain(incident.processId(), Objects.requireNonNull(incident.recordId()), by);
            case DEPLOYMENT -> {
                // Only another deployment ends it.
                return;
            }
        }
        jdbc.sql("update job_incident set resolved_at = ?, resolved_by = ? where id = ?")
                .params(Timestamp.from(clock.instant()), name, incident.id())
                .update();
    }

    /**
     * In its running instance: the engine tells nobody the key of an incident over gRPC, and ending the element ends its
     * incident as well.
     */
    private void startStepAnew(Incident incident) {
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
    }
}
