package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.contact.Contact;
import dev.baton.lead.window.RecordingContact;
import dev.baton.lead.window.WindowRule;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_recordContact} and {@code serviceTask_recordFollowUp}: Record contact and so on. */
@Component
class RecordContactWorker implements StepWorker<RecordContactWorker.Input, RecordContactWorker.Output> {

    record Input(
            LeadId leadId,
            @Nullable Contact contact,
            @Nullable WindowRule window) {}

    /** The report is cleared, so that the next task cannot be completed with the words of the last one. */
    record Output(
            boolean contactAccepted,
            List<String> missing,
            int round,
            @Nullable String outcome,
            @Nullable Instant nextFollowUpAt,
            @Nullable Instant followUpDueAt,
            @Nullable Contact contact,
            @Nullable PersonId completedBy) {}

    private final RecordingContact logging;

    RecordContactWorker(RecordingContact logging) {
        this.logging = logging;
    }

    @Override
    public Output work(Input input, Step step) {
        var logged = logging.log(input.leadId(), input.contact(), step.processInstanceKey(), input.window());
        return new Output(
                logged.accepted(),
                logged.missing(),
                logged.round(),
                logged.outcome(),
                logged.nextFollowUpAt(),
                logged.followUpDueAt(),
                null,
                null);
    }
}
