package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ContractApproval.Tasks;
import java.util.List;
import java.util.Set;

/** What both diagrams of approvals have in common. */
public final class ApprovalElements {

    public static final Set<String> PROCESSES = Set.of(QuoteCountersign.PROCESS, ContractApproval.PROCESS);

    /** The tasks in which somebody votes. */
    public static final Set<String> VOTES = Set.of(QuoteCountersign.Tasks.COUNTERSIGN_QUOTE, Tasks.APPROVE_CONTRACT);

    /** All tasks of an approval: they leave the inbox when it is decided. */
    public static final List<String> ALL = List.of(
            QuoteCountersign.Tasks.COUNTERSIGN_QUOTE,
            Tasks.APPROVE_CONTRACT,
            Tasks.ANSWER_QUESTION,
            Tasks.URGENT_LEGAL,
            Tasks.COLLABORATE,
            Tasks.OVERSEE);

    public static String voteOf(ApprovalKind kind) {
        return kind == ApprovalKind.QUOTE ? QuoteCountersign.Tasks.COUNTERSIGN_QUOTE : Tasks.APPROVE_CONTRACT;
    }

    private ApprovalElements() {}
}
