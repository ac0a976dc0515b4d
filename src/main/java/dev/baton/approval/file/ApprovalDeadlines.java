package dev.baton.approval.file;

/** The kinds of deadline that an approval and its questions have. */
public final class ApprovalDeadlines {

    /** A step; the round is its number. */
    public static final String STEP = "approval.step";
    /** The next look at legal's queue; the round is the number of the look. */
    public static final String LEGAL = "approval.legal";
    /** The whole of a contract's approval. */
    public static final String OVERDUE = "approval.overdue";
    /** The next level after the call for collaboration. */
    public static final String CLIMB = "approval.climb";
    /** A colleague's answer; the record is the question. */
    public static final String QUESTION = "approval.question";

    private ApprovalDeadlines() {}
}
