package dev.baton.engine;

import io.camunda.client.CamundaClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks for jobs again that died with their process and that the engine should have delivered anew long since.
 *
 * <p>A broker of 8.6 can keep the key of a job that timed out in its cache of commands under way; that job never times
 * out again until the broker is restarted. Failing a job with its retries left brings it back whatever the cache holds.
 */
@Component
@ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
class StalledJobs {

    private static final Logger LOG = LoggerFactory.getLogger(StalledJobs.class);
    private static final Duration LOOK_BACK = Duration.ofMinutes(15);

    private final JobLog log;
    private final CamundaClient camunda;
    private final EngineProperties properties;
    private final Clock clock;
    private Duration lookBack;

    StalledJobs(JobLog log, CamundaClient camunda, EngineProperties properties, Clock clock) {
        this.log = log;
        this.camunda = camunda;
        this.properties = properties;
        this.clock = clock;
        this.lookBack = properties.retention();
    }

    @Scheduled(fixedDelayString = "${baton.engine.stalled-interval:30s}")
    void askAgain() {
        try {
            Instant now = clock.instant();
            log.withoutOutcome(
                            now.minus(lookBack),
                            now.minus(properties.jobTimeout().multipliedBy(2)))
                    .forEach(this::deliverAgain);
            lookBack = LOOK_BACK;
        } catch (RuntimeException e) {
            LOG.info("Stalled jobs are looked for again later: {}", e.getMessage());
        }
    }

    private void deliverAgain(long jobKey) {
        LOG.warn("Job {} was delivered and came to nothing: asking for it again", jobKey);
        camunda.newFailCommand(jobKey)
                .retries(StepWorkers.MAX_RETRIES)
                .errorMessage("delivered, and nothing came of it")
                .send()
                .whenComplete((told, fault) -> {
                    if (fault != null) {
                        LOG.warn("Job {} could not be asked for again: {}", jobKey, fault.toString());
                    }
                });
    }
}
