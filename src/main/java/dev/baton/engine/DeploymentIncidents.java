package dev.baton.engine;

import dev.baton.engine.DeployedResource.Kind;
import dev.baton.shared.Ids;
import io.camunda.client.api.response.ActivatedJob;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says where the engine runs something else than what lies under {@code processes/}: because it refused that, or because
 * somebody deployed another version past Baton, for example with Modeler's own button. The next deployment ends it.
 */
@Component
class DeploymentIncidents {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentIncidents.class);

    private final JdbcClient jdbc;
    private final DeployedResources resources;
    private final Clock clock;
    private final Set<Long> known = ConcurrentHashMap.newKeySet();

    DeploymentIncidents(JdbcClient jdbc, DeployedResources resources, Clock clock) {
        this.jdbc = jdbc;
        this.resources = resources;
        this.clock = clock;
    }

    @Transactional
    public void refused(List<RefusedDeployment.Fault> faults) {
        over();
        for (var fault : faults) {
            LOG.error(
                    "The engine refuses {} {}: {}. It goes on with what it has until that is corrected and Baton started again",
                    fault.file(),
                    fault.element(),
                    fault.reason());
            raise(fault.processId(), fault.element(), fault.file() + ": " + fault.reason());
        }
    }

    /** Notices a job of a version that is not on file; a deployment that is on its way is on file in a moment, and ends this. */
    public void seen(ActivatedJob job) {
        if (known.add(job.getProcessDefinitionKey())
                && resources.byKey(Kind.PROCESS, job.getProcessDefinitionKey()).isEmpty()) {
            LOG.warn(
                    "Version {} of {} was deployed past Baton",
                    job.getProcessDefinitionVersion(),
                    job.getBpmnProcessId());
            raise(
                    job.getBpmnProcessId(),
                    "",
                    "Version " + job.getProcessDefinitionVersion()
                            + " was deployed past Baton; pages and tables show what lies under processes/");
        }
    }

    @Transactional
    public void over() {
        jdbc.sql(
                        "update job_incident set resolved_at = ?, resolved_by = 'engine' where kind = 'DEPLOYMENT' and resolved_at is null")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private void raise(String processId, String element, String reason) {
        jdbc.sql("""
                        insert into job_incident (id, kind, element_id, element_instance_key, process_id,
                                                  process_instance_key, reason, raised_at)
                        select :id, 'DEPLOYMENT', :element, 0, :process, 0, :reason, :at
                        where not exists (select 1 from job_incident
                                          where kind = 'DEPLOYMENT' and resolved_at is null and process_id = :process
                                            and element_id = :element and reason = :reason)""")
                .param("id", Ids.next())
                .param("element", element)
                .param("process", processId)
                .param("reason", reason)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
