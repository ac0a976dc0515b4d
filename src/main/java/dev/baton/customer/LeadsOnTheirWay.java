package dev.baton.customer;

import dev.baton.lead.arrival.LeadArrived;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Every lead has its customer from its arrival: all leads of a transaction are claimed together, as the last thing that it
 * does. So an import asks once for all rows of a step, and nobody waits longer than a commit for a number that is being
 * decided about.
 */
@Component
class LeadsOnTheirWay {

    private final ClaimingLeads claiming;

    LeadsOnTheirWay(ClaimingLeads claiming) {
        this.claiming = claiming;
    }

    @EventListener
    void arrived(LeadArrived lead) {
        var batch = (Batch) TransactionSynchronizationManager.getResource(this);
        if (batch == null) {
            batch = new Batch();
            TransactionSynchronizationManager.bindResource(this, batch);
            TransactionSynchronizationManager.registerSynchronization(batch);
        }
        batch.leads.add(lead);
    }

    /** The leads of one transaction. */
    private final class Batch implements TransactionSynchronization {

        private final List<LeadArrived> leads = new ArrayList<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(LeadsOnTheirWay.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(LeadsOnTheirWay.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            claiming.claim(List.copyOf(leads));
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(LeadsOnTheirWay.this);
        }
    }
}
