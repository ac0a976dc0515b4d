package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which jobs are asked for again. */
@BatonTest
class StalledJobsTests {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Autowired
    private JobLog log;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aJobThatWasDeliveredAMinuteAgoAndCameToNothingIsAskedForAgain() {
        long job = delivered(now.minus(MINUTE.multipliedBy(2)), null);
        assertThat(stalled()).contains(job);
    }

    @Test
    void aJobThatHasJustBeenDeliveredAgainIsLeftAlone() {
        long job = delivered(now.minus(MINUTE.multipliedBy(2)), now.minusSeconds(5));
        assertThat(stalled()).doesNotContain(job);
    }

    @Test
    void aFinishedJobIsLeftAlone() {
        long job = delivered(now.minus(MINUTE.multipliedBy(2)), null);
        jdbc.sql("update job_log set finished_at = ? where job_key = ?")
                .params(Timestamp.from(now), job)
                .update();
        assertThat(stalled()).doesNotContain(job);
    }

    @Test
    void aJobThatGaveUpIsAnIncidentAndIsLeftAlone() {
        long job = delivered(now.minus(MINUTE.multipliedBy(2)), null);
        jdbc.sql("""
                        insert into job_incident (id, job_key, job_type, element_id, element_instance_key, process_id,
                                                  process_instance_key, reason, raised_at)
                        values (gen_random_uuid(), ?, 'test', 'e', 1, 'p', 1, 'broken', ?)""").params(job, Timestamp.from(now)).update();
        assertThat(stalled()).doesNotContain(job);
    }

    private List<Long> stalled() {
        return log.withoutOutcome(now.minus(Duration.ofMinutes(15)), now.minus(MINUTE));
    }

    private long delivered(Instant at, @Nullable Instant again) {
        long key = ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE);
        jdbc.sql("""
                        insert into job_log (job_key, job_type, element_id, element_instance_key, process_instance_key,
                                             deliveries, delivered_at, last_delivered_at)
                        values (?, 'test', 'e', 1, 1, 1, ?, ?)""")
                .params(key, Timestamp.from(at), again == null ? null : Timestamp.from(again))
                .update();
        return key;
    }
}
