package dev.baton.lead.board;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says how many leads wait for an owner and how old the oldest is: whoever runs the machine sees when it is too small. */
@Component("waitingLeadsHealthIndicator")
class WaitingLeadsHealth implements HealthIndicator {

    private final WaitingLeadQueries queries;
    private final Clock clock;

    WaitingLeadsHealth(WaitingLeadQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var health = Health.up()
                .withDetail("received", queries.countReceived(WaitingLeadQueries.Within.EVERYWHERE))
                .withDetail("queued", queries.countQueued(WaitingLeadQueries.Within.EVERYWHERE));
        queries.oldestReceived(WaitingLeadQueries.Within.EVERYWHERE)
                .ifPresent(since -> health.withDetail(
                        "oldestSeconds",
                        Duration.between(since, clock.instant()).toSeconds()));
        return health.build();
    }
}
