package dev.baton.engine;

import dev.baton.shared.Ids;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Keeps the inbox in step with the engine's job-based user tasks.
 *
 * <p>A task's job is taken with a short lock, so that one pushed to a dying process comes back in minutes; once its key
 * is stored the lock is made long. Renewing it is at the same time the question whether the task still exists.
 */
@Component
@ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
class UserTaskProjection implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UserTaskProjection.class);
    private static final String JOB_TYPE = "io.camunda.zeebe:userTask";
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(2);
    private static final int RENEWALS_AT_ONCE = 100;

    private static final String STORE = """
            insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                element_instance_key, record_id, form_key, assignee, candidate_groups, due_at, state,
                created_at, locked_until)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?)
            on conflict (job_key) do update set locked_until = excluded.locked_until,
                state = case user_task.state when 'GONE' then 'OPEN' else user_task.state end
            where user_task.element_instance_key = excluded.element_instance_key
                and user_task.record_id = excluded.record_id
            returning set_config('synchronous_commit', 'off', true)""";

    private final CamundaClient camunda;
    private final JdbcClient jdbc;
    private final ProcessRecords records;
    private final Inbox inbox;
    private final DeploymentIncidents deployments;
    private final ObjectMapper json;
    private final EngineProperties properties;
    private final Clock clock;
    private volatile boolean running;

    UserTaskProjection(
            CamundaClient camunda,
            JdbcClient jdbc,
            ProcessRecords records,
            Inbox inbox,
            DeploymentIncidents deployments,
            ObjectMapper json,
            EngineProperties properties,
            Clock clock) {
        this.camunda = camunda;
        this.jdbc = jdbc;
        this.records = records;
        this.inbox = inbox;
        this.deployments = deployments;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        camunda.newWorker()
                .jobType(JOB_TYPE)
                .handler((client, job) -> project(job))
                .name("baton-inbox")
                .timeout(properties.taskLock())
                .maxJobsActive(64)
                .fetchVariables(records.variables())
                .streamEnabled(true)
                .open();
    }

    /** The client closes its worker, see {@link StepWorkers#stop}. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void project(ActivatedJob job) {
        if (!running) {
            giveBack(job, Duration.ZERO, "stopping");
            return;
        }
        try {
            deployments.seen(job);
            store(job);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("User task {} comes again, the database is away: {}", job.getKey(), e.getMessage());
            giveBack(job, BackOff.after(3), "the inbox is not reachable");
        }
    }

    private void giveBack(ActivatedJob job, Duration pause, String reason) {
        camunda.newFailCommand(job.getKey())
                .retries(job.getRetries())
                .retryBackoff(pause)
                .errorMessage(reason)
                .send()
                .whenComplete((told, fault) -> {
                    if (fault != null) {
                        LOG.debug("Task {} was not given back: {}", job.getKey(), fault.toString());
                    }
                });
    }

    /**
     * Needs no flush of its own: the job of a row that a crash of the machine forgot comes again when its lock ends. An
     * engine without its data gives keys away again; the task that had this one stays on file, under no key that is used.
     */
    private void store(ActivatedJob job) {
        if (!stored(job)) {
            jdbc.sql("""
                            update user_task set job_key = -job_key, ended_at = coalesce(ended_at, ?),
                                state = case when state in ('OPEN', 'COMPLETING') then 'GONE' else state end
                            where job_key = ?""").params(Timestamp.from(clock.instant()), job.getKey()).update();
            stored(job);
        }
    }

    /** False where another task has the key. */
    private boolean stored(ActivatedJob job) {
        var headers = job.getCustomHeaders();
        var now = clock.instant();
        var formKey = headers.get("io.camunda.zeebe:formKey");
        var assignee = headers.get("io.camunda.zeebe:assignee");
        var dueDate = headers.get("io.camunda.zeebe:dueDate");
        return jdbc.sql(STORE)
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
                        Timestamp.from(now),
                        Timestamp.from(now.plus(properties.taskLock())))
                .query(String.class)
                .optional()
                .isPresent();
    }

    private String[] groups(@Nullable String header) {
        try {
            return header == null ? new String[0] : json.readValue(header, String[].class);
        } catch (JacksonException e) {
            throw new IllegalStateException("candidate groups are a JSON list, not " + header, e);
        }
    }

    @Scheduled(fixedDelayString = "${baton.engine.sweep-interval:1s}")
    void finishPendingCompletions() {
        quietly(inbox::finishPending);
    }

    @Scheduled(fixedDelayString = "${baton.engine.sweep-interval:1s}")
    void renewLocks() {
        quietly(() -> {
            record Lock(UUID id, long jobKey) {}
            var ending = jdbc.sql("""
                            select id, job_key from user_task where state = 'OPEN' and locked_until < ?
                            order by locked_until, id limit ?""")
                    .params(Timestamp.from(clock.instant().plus(RENEW_BEFORE_END)), RENEWALS_AT_ONCE)
                    .query(Lock.class)
                    .list();
            for (var lock : ending) {
                renew(lock.id(), lock.jobKey());
            }
        });
    }

    private void renew(UUID id, long jobKey) {
        // Spread, so that tasks that came together do not all ask together.
        var seconds = properties.taskRenewal().toSeconds();
        var lock =
                Duration.ofSeconds(seconds * 3 / 4 + ThreadLocalRandom.current().nextLong(seconds / 2 + 1));
        try {
            camunda.newUpdateTimeoutCommand(jobKey)
                    .timeout(lock)
                    .requestTimeout(Duration.ofSeconds(5))
                    .send()
                    .join();
            jdbc.sql("update user_task set locked_until = ? where id = ? and state = 'OPEN'")
                    .params(Timestamp.from(clock.instant().plus(lock)), id)
                    .update();
        } catch (RuntimeException e) {
            if (!EngineAnswers.isGone(e)) {
                throw e;
            }
            jdbc.sql("update user_task set state = 'GONE', ended_at = ? where id = ? and state = 'OPEN'")
                    .params(Timestamp.from(clock.instant()), id)
                    .update();
        }
    }

    private static void quietly(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.info("The inbox is swept again later: {}", e.getMessage());
        }
    }
}
