package dev.baton.lead.desk;

import dev.baton.engine.Messages;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends the message of a lead again whose process never began. */
@Component
class StartingLeadsAgain {

    private static final Logger LOG = LoggerFactory.getLogger(StartingLeadsAgain.class);
    private static final Limit AT_ONCE = Limit.of(100);

    private final Leads leads;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration startWithin;

    StartingLeadsAgain(
            Leads leads,
            Messages messages,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${baton.lead.start-within:5m}") Duration startWithin) {
        this.leads = leads;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
        this.startWithin = startWithin;
    }

    @Scheduled(fixedDelayString = "${baton.lead.stall-check-interval:10s}")
    void check() {
        var before = clock.instant().minus(startWithin);
        try {
            transaction.executeWithoutResult(status -> leads.findUnstarted(before, AT_ONCE)
                    .forEach(id -> messages.repeat(LeadResponse.Messages.LEAD_RECEIVED, id.toString(), before)));
        } catch (RuntimeException e) {
            LOG.warn("Leads that have not begun are sent again later: {}", e.getMessage());
        }
    }
}
