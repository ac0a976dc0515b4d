package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.outcome.QualifyingLead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code endEvent_qualified}: Qualified. */
@Component
class QualifyLeadWorker implements StepWorker<QualifyLeadWorker.Input, Void> {

    record Input(LeadId leadId) {}

    private final QualifyingLead qualifying;

    QualifyLeadWorker(QualifyingLead qualifying) {
        this.qualifying = qualifying;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        qualifying.qualify(input.leadId());
        return null;
    }
}
