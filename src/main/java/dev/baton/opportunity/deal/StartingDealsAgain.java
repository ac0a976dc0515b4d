package dev.baton.opportunity.deal;

import dev.baton.engine.Messages;
import dev.baton.opportunity.policy.OpportunityStages;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends the message of a deal again whose process never began. */
@Component
class StartingDealsAgain {

    private static final Logger LOG = LoggerFactory.getLogger(StartingDealsAgain.class);
    private static final int AT_ONCE = 100;

    private final Deals deals;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration startWithin;

    StartingDealsAgain(
            Deals deals,
            Messages messages,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${baton.deals.start-within:5m}") Duration startWithin) {
        this.deals = deals;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
        this.startWithin = startWithin;
    }

    @Scheduled(fixedDelayString = "${baton.deals.start-check-interval:30s}")
    void check() {
        try {
            transaction.executeWithoutResult(status -> startAgain());
        } catch (RuntimeException e) {
            LOG.warn("Deals that wait for their process are looked at again later: {}", e.getMessage());
        }
    }

    private void startAgain() {
        var before = clock.instant().minus(startWithin);
        deals.findWithoutProcess(before, Limit.of(AT_ONCE))
                .forEach(id -> messages.repeat(OpportunityStages.Messages.OPENED, id.toString(), before));
    }
}
