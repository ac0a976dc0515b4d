package dev.baton.approval.vote;

import dev.baton.approval.file.Approvals;
import dev.baton.engine.Inbox;
import dev.baton.staff.PersonDisabled;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives the awaited vote of somebody who leaves to whoever takes the place, in the same transaction. */
@Component
class Reseating {

    private final Approvals file;
    private final CallingApprovers calling;
    private final Inbox inbox;

    Reseating(Approvals file, CallingApprovers calling, Inbox inbox) {
        this.file = file;
        this.calling = calling;
        this.inbox = inbox;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonDisabled event) {
        for (var id : file.approvalsAwaiting(event.person())) {
            var approval = file.hold(id).orElseThrow();
            approval.openStep().ifPresent(step -> calling.reseat(approval, step)
                    .forEach(one -> inbox.handOver(
                            approval.dealId(), one.from().value(), one.to().value())));
        }
    }
}
