package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.engine.tables.ProcessFiles;
import dev.baton.shared.Ids;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Does by hand, for tests that step through a process, what the projection and the deployer do by themselves. */
public class InboxBench {

    private final JdbcClient jdbc;
    private final DeployedResources resources;
    private final ProcessRecords records;
    private final ObjectMapper json;
    private final LostInstances lost;
    private final Instances instances;
    private final Incidents incidents;
    private final DeploymentIncidents deployments;
    private final Watchdog watchdog;
    private final JobLog log;
    private final Clock clock;

    InboxBench(
            JdbcClient jdbc,
            DeployedResources resources,
            ProcessRecords records,
            ObjectMapper json,
            LostInstances lost,
            Instances instances,
            Incidents incidents,
            DeploymentIncidents deployments,
            Watchdog watchdog,
            JobLog log,
            Clock clock) {
        this.jdbc = jdbc;
        this.resources = resources;
        this.records = records;
        this.json = json;
        this.lost = lost;
        this.instances = instances;
        this.incidents = incidents;
        this.deployments = deployments;
        this.watchdog = watchdog;
        this.log = log;
        this.clock = clock;
    }

    /** Keeps what was deployed, so that tables and forms can be read. */
    public void keepResources(CamundaClient camunda) {
        try {
            new Deployer(
                            camunda,
                            resources,
                            new FirstDeployment(),
                            deployments,
                            ProcessFiles.WITH_THE_APPLICATION,
                            "",
                            clock)
                    .deploy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody hears who starts an application with these files on an engine that has others already. */
    public List<Incidents.Incident> deployFrom(CamundaClient camunda, Path folder) {
        assertThat(deployer(camunda, resources, folder).deployed(0))
                .as("is not tried again")
                .isTrue();
        return incidents.open(1_000).stream()
                .filter(incident -> incident.kind() == Incidents.Kind.DEPLOYMENT)
                .toList();
    }

    /** What somebody hears who starts an application on an engine on which nothing runs. */
    public RefusedStart refusedStart(CamundaClient camunda, Path folder) {
        var nothing = new DeployedResources(jdbc) {
            @Override
            public List<DeployedResource> latest(DeployedResource.Kind kind) {
                return List.of();
            }
        };
        return catchThrowableOfType(
                RefusedStart.class, () -> deployer(camunda, nothing, folder).deployFirst());
    }

    /** What ends the start of an application whose database goes away at its very end: nothing should. */
    public @Nullable Throwable startWithoutDatabase(CamundaClient camunda, Path folder) {
        var away = new DeployedResources(jdbc) {
            @Override
            public List<DeployedResource> latest(DeployedResource.Kind kind) {
                throw new CannotGetJdbcConnectionException("the database is away");
            }
        };
        return catchThrowable(() -> deployer(camunda, away, folder).deployFirst());
    }

    private Deployer deployer(CamundaClient camunda, DeployedResources known, Path folder) {
        return new Deployer(
                camunda,
                known,
                new FirstDeployment(),
                deployments,
                folder.toUri().toString(),
                "",
                clock);
    }

    public List<Incidents.Incident> openIncidents() {
        return incidents.open(1_000);
    }

    /** Lets the watchdog act on one deadline, as when its timer did not. */
    public void actInPlaceOfTimer(UUID record, int round, String kind) {
        watchdog.act(new Watchdog.Overdue(record, round, kind));
    }

    /** What people see of a step that was refused or came to nothing. */
    public void gaveUp(ActivatedJob job, RuntimeException fault) {
        log.gaveUp(job, records.of(job), String.valueOf(fault.getMessage()), fault instanceof ForcedStep);
    }

    /** Lets the inbox see a job of whatever version. */
    public void seen(ActivatedJob job) {
        deployments.seen(job);
    }

    /** Keeps a file of tables as if its owner had deployed it just now. */
    public void keepTables(String content, List<String> decisions) {
        resources.record(decisions.stream()
                .map(decision -> {
                    var before = resources
                            .latest(DeployedResource.Kind.DECISION, decision)
                            .orElseThrow();
                    return new DeployedResource(
                            DeployedResource.Kind.DECISION,
                            before.key() + 1_000_000,
                            decision,
                            before.version() + 1,
                            content,
                            clock.instant());
                })
                .toList());
    }

    /** Deploys a diagram and keeps it, as when its owner has changed it. */
    public void deployDiagram(CamundaClient camunda, String processId, String content) {
        var deployed = camunda.newDeployResourceCommand()
                .addResourceStringUtf8(content, processId + ".bpmn")
                .send()
                .join()
                .getProcesses()
                .getFirst();
        resources.record(List.of(new DeployedResource(
                DeployedResource.Kind.PROCESS,
                deployed.getProcessDefinitionKey(),
                processId,
                deployed.getVersion(),
                content,
                clock.instant())));
    }

    /** The incidents about lost instances of a record, after every record has had its turn of being asked for. */
    public List<Incidents.Incident> lostInstancesOf(UUID record) {
        do {
            lost.lookOnce(LostInstances.ROUND);
        } while (!lost.isAtTheBeginning());
        return incidents.open(10_000).stream()
                .filter(incident -> incident.kind() == Incidents.Kind.LOST && record.equals(incident.recordId()))
                .toList();
    }

    public void startAgain(Incidents.Incident incident, UUID by) {
        incidents.retry(incident, by, "somebody");
    }

    /** Whether an instance has ended or was cancelled. */
    public boolean isGone(long instance) {
        return instances.isGone(instance);
    }

    /** As somebody does by the incident of a lost instance, without waiting until it is found. */
    public void startLostAgain(String processId, UUID record, UUID by) {
        lost.startAgain(processId, record, by);
    }

    /** The diagram as it counts now. */
    public String diagram(String processId) {
        return resources
                .latest(DeployedResource.Kind.PROCESS, processId)
                .orElseThrow()
                .content();
    }

    /** The table as it counts now. */
    public String table(String decision) {
        return resources
                .latest(DeployedResource.Kind.DECISION, decision)
                .orElseThrow()
                .content();
    }

    /** Puts a task of the engine into the inbox. */
    public UUID project(ActivatedJob job) {
        var headers = job.getCustomHeaders();
        var formKey = headers.get("io.camunda.zeebe:formKey");
        var assignee = headers.get("io.camunda.zeebe:assignee");
        var dueDate = headers.get("io.camunda.zeebe:dueDate");
        return jdbc.sql("""
                        insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                            element_instance_key, record_id, form_key, assignee, candidate_groups, due_at, state,
                            created_at, locked_until)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?) returning id""")
                .params(
                        Ids.next(),
                        job.getKey(),
                        job.getBpmnProcessId(),
                        job.getProcessDefinitionVersion(),
                        job.getProcessInstanceKey(),
                        job.getElementId(),
                        job.getElementInstanceKey(),
                        records.of(job),
                        formKey == null ? null : Long.valueOf(formKey),
                        assignee == null ? null : UUID.fromString(assignee),
                        groups(headers.get("io.camunda.zeebe:candidateGroups")),
                        dueDate == null
                                ? null
                                : Timestamp.from(OffsetDateTime.parse(dueDate).toInstant()),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(Instant.parse("2999-01-01T00:00:00Z")))
                .query(UUID.class)
                .single();
    }

    /** The task in the inbox that stands for a job. */
    public Optional<UUID> taskOf(ActivatedJob job) {
        return jdbc.sql("select id from user_task where job_key = ?")
                .param(job.getKey())
                .query(UUID.class)
                .optional();
    }

    private String[] groups(@Nullable String header) {
        try {
            return header == null ? new String[0] : json.readValue(header, String[].class);
        } catch (JacksonException e) {
            throw new IllegalStateException("candidate groups are a JSON list, not " + header, e);
        }
    }
}
