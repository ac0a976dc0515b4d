package dev.baton.lead.owner;

import dev.baton.engine.ForcedStep;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.AnswersOfPeople;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Carries out what a manager decided about a lead that nobody answered, or that stands still (LA-18). */
@Component
public class ApplyingManagerDecision {

    /** @param action {@code transfer}, {@code takeover}, {@code collaborate} or {@code leave} */
    public record Decision(
            @Nullable String action,
            @Nullable String toPersonId,
            @Nullable String note) {}

    private static final Set<String> MOVES = Set.of("transfer", "takeover");
    private static final List<String> TASKS = List.of(LeadResponse.Tasks.OVERDUE, LeadResponse.Tasks.STALLED);

    private final Leads leads;
    private final AnswersOfPeople answers;
    private final ReassigningLead reassigning;
    private final Clock clock;

    ApplyingManagerDecision(Leads leads, AnswersOfPeople answers, ReassigningLead reassigning, Clock clock) {
        this.leads = leads;
        this.answers = answers;
        this.reassigning = reassigning;
        this.clock = clock;
    }

    /** What the decision lacks, in the words of the form. */
    public void check(Decision decision, PersonId by) {
        switch (decision.action() == null ? "" : decision.action()) {
            case "transfer" -> {
                if (decision.toPersonId() == null || decision.toPersonId().isBlank()) {
                    throw Refusal.invalid("missing-field", "toPersonId", Map.of("field", "toPersonId"));
                }
                reassigning.receiver(decision.toPersonId(), by);
            }
            case "takeover" -> reassigning.receiver(by.toString(), by);
            case "collaborate", "leave" -> {
                // Nothing more is needed.
            }
            default ->
                throw Refusal.invalid(
                        "invalid-enum",
                        "action",
                        Map.of(
                                "field",
                                "action",
                                "value",
                                String.valueOf(decision.action()),
                                "allowed",
                                "transfer, takeover, collaborate, leave"));
        }
    }

    /**
     * A decision to move a lead that is on its way elsewhere already comes too late, and says so.
     *
     * @throws ForcedStep where the engine was told to move a lead and nobody of the house has decided it
     */
    @Transactional
    public void decide(LeadId id, Decision decision, long processInstance) {
        var by = answers.who(id, processInstance, TASKS);
        var lead = leads.change(id);
        if (by == null) {
            decideByNobody(lead, decision);
            return;
        }
        check(decision, by);
        if (MOVES.contains(String.valueOf(decision.action())) && lead.isBeingMoved()) {
            lead.overtake(decision.note(), by, clock.instant());
            leads.save(lead);
            return;
        }
        switch (String.valueOf(decision.action())) {
            case "transfer" ->
                reassigning.handOverTo(id, PersonId.of(String.valueOf(decision.toPersonId())), by, decision.note());
            case "takeover" -> reassigning.handOverTo(id, by, by, decision.note());
            case "collaborate" -> askForCollaboration(id, true, by, decision.note());
            default -> {
                lead.leaveWithOwner(decision.note(), by, clock.instant());
                leads.save(lead);
            }
        }
    }

    private void decideByNobody(Lead lead, Decision decision) {
        switch (String.valueOf(decision.action())) {
            case "collaborate" -> askForCollaboration(lead.leadId(), true, null, decision.note());
            case "leave" -> {
                lead.leaveWithOwner(decision.note(), null, clock.instant());
                leads.save(lead);
            }
            default ->
                throw new ForcedStep(
                        "lead " + lead.leadId() + " is to be moved, and nobody of the house has decided it");
        }
    }

    @Transactional
    public void askForCollaboration(LeadId id, boolean needed, @Nullable PersonId by, @Nullable String note) {
        var lead = leads.change(id);
        lead.askForCollaboration(needed, note, by, clock.instant());
        leads.save(lead);
    }
}
