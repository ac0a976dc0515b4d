package dev.baton.engine;

import dev.baton.shared.Ids;
import io.camunda.client.api.response.ActivatedJob;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers for every job how often it was delivered and what came of it. */
@Component
class JobLog {

    /** @param output JSON of the variables that the finished job set; null while it is not finished */
    record Entry(int deliveries, boolean finished, @Nullable String output) {}

    private static final String SAME_JOB = "(l.element_instance_key = excluded.element_instance_key"
            + " and l.element_id = excluded.element_id and l.record_id is not distinct from excluded.record_id)";

    private static final String DELIVERED = """
            insert into job_log as l (job_key, job_type, element_id, element_instance_key,
                                 process_instance_key, record_id, deliveries, delivered_at)
            values (?, ?, ?, ?, ?, ?, 1, ?)
            on conflict (job_key) do update set
              job_type = excluded.job_type, element_id = excluded.element_id,
              element_instance_key = excluded.element_instance_key,
              process_instance_key = excluded.process_instance_key, record_id = excluded.record_id,
              deliveries = case when %1$s then l.deliveries + 1 else 1 end,
              delivered_at = case when %1$s then l.delivered_at else excluded.delivered_at end,
              last_delivered_at = case when %1$s then excluded.delivered_at end,
              finished_at = case when %1$s then l.finished_at end,
              output = case when %1$s then l.output end
            returning deliveries, finished_at is not null as finished, output,
                      set_config('synchronous_commit', 'off', true)""".formatted(SAME_JOB);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JobLog(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Counts a delivery before the work starts, so that a job that kills its process is noticed. A crash of the
     * machine may forget the last counts, which costs nothing but another try: they need no flush of their own, and
     * the one statement says so itself.
     *
     * <p>An engine whose data was lost or restored gives keys away again: the entry of another job under this key says
     * nothing about this one, and makes room for it.
     */
    Entry delivered(ActivatedJob job, @Nullable UUID recordId) {
        return jdbc.sql(DELIVERED)
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
    boolean finish(ActivatedJob job, String output) {
        return jdbc.sql("""
                                update job_log set finished_at = ?, output = ?
                                where job_key = ? and element_instance_key = ? and finished_at is null""")
                        .params(Timestamp.from(clock.instant()), output, job.getKey(), job.getElementInstanceKey())
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

    /**
     * Makes a job that gave up visible, once.
     *
     * @param forced whether its record refused it, as {@link ForcedStep} says
     */
    @Transactional
    public void gaveUp(ActivatedJob job, @Nullable UUID recordId, String reason, boolean forced) {
        var now = clock.instant();
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
                        Timestamp.from(now))
                .update();
        if (forced && recordId != null) {
            events.publishEvent(
                    new ForcedStep.Refused(recordId, job.getBpmnProcessId(), job.getElementId(), reason, now));
        }
    }
}
