package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import io.camunda.client.api.response.ActivatedJob;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is known of a job that comes. */
@BatonTest
class JobLogTests {

    private static final UUID LEAD = Ids.next();

    private final long key = ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE);

    @Autowired
    private JobLog log;

    @Test
    void aJobThatComesAgainIsCountedAndBringsItsOutput() {
        var job = job(71);
        assertThat(log.delivered(job, LEAD)).isEqualTo(new JobLog.Entry(1, false, null));
        assertThat(log.delivered(job, LEAD)).isEqualTo(new JobLog.Entry(2, false, null));
        assertThat(log.finish(job, "{\"a\":1}")).isTrue();
        assertThat(log.delivered(job, LEAD)).isEqualTo(new JobLog.Entry(3, true, "{\"a\":1}"));
        assertThat(log.finish(job, "{}")).isFalse();
    }

    @Test
    void anEngineWithoutItsDataGivesTheKeyToAnotherJob() {
        var before = job(71);
        log.delivered(before, LEAD);
        log.finish(before, "{\"a\":1}");

        var now = job(72);
        assertThat(log.delivered(now, Ids.next())).isEqualTo(new JobLog.Entry(1, false, null));
        assertThat(log.finish(before, "{}")).isFalse();
        assertThat(log.finish(now, "{}")).isTrue();
    }

    @Test
    void theSameKeysForAnotherRecordAreAnotherJob() {
        var job = job(71);
        log.delivered(job, LEAD);
        log.finish(job, "{\"a\":1}");
        assertThat(log.delivered(job, Ids.next())).isEqualTo(new JobLog.Entry(1, false, null));
    }

    private ActivatedJob job(long elementInstance) {
        var job = mock(ActivatedJob.class);
        when(job.getKey()).thenReturn(key);
        when(job.getType()).thenReturn("test");
        when(job.getElementId()).thenReturn("serviceTask_test");
        when(job.getElementInstanceKey()).thenReturn(elementInstance);
        when(job.getProcessInstanceKey()).thenReturn(elementInstance - 1);
        return job;
    }
}
