package dev.baton.contract;

/** The kinds of deadline that an approval and its questions have. */
final class ApprovalDeadlines {

    /** A step; the round is its number. */
    static final String STEP = "approval.step";
    /** The next look at legal's queue; the round is the number of the look. */
    static final String LEGAL = "approval.legal";
    /** The whole of a contract's approval. */
    static final String OVERDUE = "approval.overdue";
    /** The next level after the call for collaboration. */
    static final String CLIMB = "approval.climb";
    /** A colleague's answer; the record is the question. */
    static final String QUESTION = "approval.question";

    private ApprovalDeadlines() {}
}
