package dev.baton.lead.intake;

import dev.baton.engine.Messages;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.lead.policy.PromisedWindows;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the processes of new leads begin, and no more of them at once than can be worked on: the engine takes what it has
 * in the order of arrival, so what must wait waits here, where the nearest promise goes first.
 */
@Component
class AdmittingLeads {

    private static final Logger LOG = LoggerFactory.getLogger(AdmittingLeads.class);

    private final Leads leads;
    private final IntakeQueries queue;
    private final PromisedWindows promises;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final AdmissionProperties properties;
    private final Clock clock;

    AdmittingLeads(
            Leads leads,
            IntakeQueries queue,
            PromisedWindows promises,
            Messages messages,
            TransactionTemplate transaction,
            AdmissionProperties properties,
            Clock clock) {
        this.leads = leads;
        this.queue = queue;
        this.promises = promises;
        this.messages = messages;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** Room for so many more; none while others wait already. */
    final class Room {

        private int free;

        private Room(int free) {
            this.free = free;
        }

        /** @param keeper whoever entered the lead and keeps it; null where the tables choose */
        Lead takeIn(Lead lead, @Nullable PersonId keeper) {
            lead.queueFor(
                    promises.of(lead.source(), lead.intent())
                            .map(lead.receivedAt()::plus)
                            .orElse(null),
                    keeper);
            var begins = free > 0 && lead.admit(clock.instant());
            var stored = leads.save(lead);
            if (begins) {
                free--;
                begin(stored);
            }
            return stored;
        }
    }

    Room room() {
        return new Room(queue.isAnyQueued() ? 0 : free(clock.instant()));
    }

    @Scheduled(fixedDelayString = "${baton.lead.admission.every:250ms}")
    void check() {
        try {
            if (queue.isAnyQueued()) {
                transaction.executeWithoutResult(status -> admitNearest());
            }
        } catch (RuntimeException e) {
            LOG.warn("Leads that wait are let in later: {}", e.getMessage());
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void admitNearest() {
        var now = clock.instant();
        var free = free(now);
        if (free > 0) {
            leads.takeQueued(free).stream().filter(lead -> lead.admit(now)).forEach(this::begin);
        }
    }

    private int free(Instant now) {
        return properties.atOnce() - queue.inWork(now.minus(properties.patience()), properties.atOnce());
    }

    private void begin(Lead lead) {
        messages.publish(
                LeadResponse.Messages.LEAD_RECEIVED,
                lead.leadId().toString(),
                LeadResponse.Messages.LEAD_RECEIVED + ":" + lead.leadId(),
                lead.startVariables());
    }
}
