package dev.baton.approval;

import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalElements;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.Inbox;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.workbench.RecordScope;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Lets people at the tasks of approvals: an open one asks those whom the approval has called, which is a voice of its own;
 * one that has ended may be read by whoever may read the approval.
 */
@Component
class ApprovalTaskScope implements RecordScope {

    private final Approvals file;
    private final ShowingApproval showing;

    ApprovalTaskScope(Approvals file, ShowingApproval showing) {
        this.file = file;
        this.showing = showing;
    }

    @Override
    public Set<String> processIds() {
        return ApprovalElements.PROCESSES;
    }

    @Override
    public Access access(Caller caller, Inbox.Task task) {
        if (task.state() == Inbox.State.OPEN) {
            return Access.ANSWER;
        }
        return file.ofInstance(task.processInstanceKey())
                .filter(approval -> mayRead(caller, approval))
                .map(approval -> Access.SEE)
                .orElse(Access.NONE);
    }

    private boolean mayRead(Caller caller, Approval approval) {
        try {
            showing.require(caller, approval.id());
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }
}
