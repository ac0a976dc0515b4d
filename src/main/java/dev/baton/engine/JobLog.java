package dev.baton.engine;

import dev.baton.shared.Ids;
import io.camunda.client.api.response.ActivatedJob;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers for every job how often it was delivered and what came of it. */
@Component
class JobLog {

    /** @param output JSON of the variables that the finished job set; null while it is not finished */
    record Entry(int deliveries, boolean finished, @Nullable String output) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    JobLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts a delivery before the work starts, so that a job that kills its process is noticed. A crash of the
     * machine may forget the last counts, which costs nothing but another try: they need no flush of their own, and
     * the one statement says so itself.
     */
    Entry delivered(ActivatedJob job, @Nullable UUID recordId) {
        return jdbc.sql("""
                        insert into job_log as l (job_key, job_type, element_id, element_instance_key,
                                             process_instance_key, record_id, deliveries, delivered_at)
                        values (?, ?, ?, ?, ?, ?, 1, ?)
                        on conflict (job_key) do update set deliveries = l.deliveries + 1, last_delivered_at = excluded.delivered_at
                        returning deliveries, finished_at is not null as finished, output,
                                  set_config('synchronous_commit', 'off', true)""")
                .params(
                        job.getKey(),
                        job.getType(),
                        job.getElementId(),
                        job.getElementInstanceKey(),
                        job.getProcessInstanceKey(),
                        recordId,
                        Timestamp.from(clock.instant()))
                .query(Entry.class)
                .single();
    }

    /** Closes the entry inside the transaction of the effect; false when another delivery was faster. */
    boolean finish(long jobKey, String output) {
        return jdbc.sql("update job_log set finished_at = ?, output = ? where job_key = ? and finished_at is null")
                        .params(Timestamp.from(clock.instant()), output, jobKey)
                        .update()
                == 1;
    }

    /** Jobs whose last delivery lies between the two instants and came to nothing, not even to an incident. */
    List<Long> withoutOutcome(Instant after, Instant before) {
        return jdbc.sql("""
                        select job_key from job_log l
                        where delivered_at >= ? and delivered_at < ? and finished_at is null
                          and coalesce(last_delivered_at, delivered_at) < ?
                          and not exists (select 1 from job_incident i where i.job_key = l.job_key)
                        limit 1000""")
                .params(Timestamp.from(after), Timestamp.from(before), Timestamp.from(before))
                .query(Long.class)
                .list();
    }

    /** Makes a job that gave up visible, once. */
    @Transactional
    public void gaveUp(ActivatedJob job, @Nullable UUID recordId, String reason) {
        jdbc.sql("""
                        insert into job_incident (id, job_key, job_type, element_id, element_instance_key,
                                                  process_id, process_instance_key, record_id, reason, raised_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (job_key) do update set reason = excluded.reason, raised_at = excluded.raised_at,
                                                            resolved_at = null, resolved_by = null""")
                .params(
                        Ids.next(),
                        job.getKey(),
                        job.getType(),
                        job.getElementId(),
                        job.getElementInstanceKey(),
                        job.getBpmnProcessId(),
                        job.getProcessInstanceKey(),
                        recordId,
                        reason,
                        Timestamp.from(clock.instant()))
                .update();
    }
}
