package dev.baton.engine;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Says when the engine is away: leads are still taken in, and worked on as soon as it is back. */
@Component("engine")
@ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
class EngineHealthIndicator implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED", "the engine is away, leads wait in the outbox");

    private final CamundaClient camunda;
    private final Outbox outbox;

    EngineHealthIndicator(CamundaClient camunda, Outbox outbox) {
        this.camunda = camunda;
        this.outbox = outbox;
    }

    @Override
    public Health health() {
        var health = Health.up().withDetail("unsentMessages", outbox.unsent());
        try {
            var topology = camunda.newTopologyRequest()
                    .requestTimeout(Duration.ofSeconds(2))
                    .send()
                    .join();
            return health.withDetail("gatewayVersion", topology.getGatewayVersion())
                    .build();
        } catch (RuntimeException e) {
            return health.status(DEGRADED)
                    .withDetail("error", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
