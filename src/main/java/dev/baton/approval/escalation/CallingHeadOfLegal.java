package dev.baton.approval.escalation;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalCall;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ContractApproval;
import dev.baton.engine.DeadlineAction;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes the urgent ticket for the head of legal: one for an approval, however often it stands still (SW-05). */
@Component
public class CallingHeadOfLegal {

    static final String PARTY = "urgent-legal";

    /** Who has the ticket, and until when it should be dealt with. */
    public record Ticket(PersonId headOfLegal, String ticketGroup, Instant ticketDueAt) {}

    private final Approvals file;
    private final CallingParty calling;

    CallingHeadOfLegal(Approvals file, CallingParty calling) {
        this.file = file;
        this.calling = calling;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Ticket call(long instance) {
        var call = call(file.held(instance));
        call.giveTask();
        return new Ticket(call.person(), call.group(), call.dueAt());
    }

    ApprovalCall call(Approval approval) {
        return calling.call(approval, CallKind.URGENT_LEGAL, PARTY, TimeLimits.Limit.TICKET);
    }

    Optional<DeadlineAction.Behind> behind(UUID approval) {
        return calling.behind(approval, CallKind.URGENT_LEGAL, ContractApproval.Elements.CALL_HEAD_OF_LEGAL);
    }
}
