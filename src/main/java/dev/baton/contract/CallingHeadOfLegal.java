package dev.baton.contract;

import dev.baton.staff.PersonId;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes the urgent ticket for the head of legal: one for an approval, however often it stands still (SW-05). */
@Component
public class CallingHeadOfLegal {

    static final String PARTY = "urgent-legal";

    /** Who has the ticket, and until when it should be dealt with. */
    public record Ticket(PersonId headOfLegal, String ticketGroup, Instant ticketDueAt) {}

    private final ApprovalFile file;
    private final Calling calling;

    CallingHeadOfLegal(ApprovalFile file, Calling calling) {
        this.file = file;
        this.calling = calling;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Ticket call(long instance) {
        return call(file.holdOfInstance(instance).orElseThrow(() -> CallingApprovers.noApproval(instance)));
    }

    Ticket call(Approval approval) {
        var call = calling.call(
                approval, CallKind.URGENT_LEGAL, PARTY, TimeLimits.Limit.TICKET, ApprovalNotices.Node.URGENT_LEGAL);
        return new Ticket(call.person(), call.group(), call.dueAt());
    }
}
