package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import java.util.List;
import java.util.Set;

/** What the two diagrams of approvals call their parts: the one place that repeats their ids. */
public final class ApprovalElements {

    private ApprovalElements() {}

    public static final String QUOTE_PROCESS = "quote-countersign";
    public static final String CONTRACT_PROCESS = "contract-approval";

    static final String COUNTERSIGN_QUOTE = "userTask_countersignQuote";
    static final String APPROVE_CONTRACT = "userTask_approveContract";
    public static final String ANSWER_QUESTION = "userTask_answerQuestion";
    public static final String URGENT_LEGAL = "userTask_urgentLegal";
    public static final String COLLABORATE = "userTask_collaborateContract";
    public static final String OVERSEE = "userTask_overseeContract";

    public static final Set<String> VOTES = Set.of(COUNTERSIGN_QUOTE, APPROVE_CONTRACT);
    public static final List<String> ALL =
            List.of(COUNTERSIGN_QUOTE, APPROVE_CONTRACT, ANSWER_QUESTION, URGENT_LEGAL, COLLABORATE, OVERSEE);

    public static String voteOf(ApprovalKind kind) {
        return kind == ApprovalKind.QUOTE ? COUNTERSIGN_QUOTE : APPROVE_CONTRACT;
    }
}
