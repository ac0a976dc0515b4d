package dev.baton.approval.file;

/** The words of the diagram {@code contract-approval} that code has to know, each once. */
public final class ContractApproval {

    public static final String PROCESS = "contract-approval";

    /** What it waits for; the second one ends {@code quote-countersign} as well. */
    public static final class Messages {

        public static final String QUESTION_ASKED = "question.asked";
        public static final String APPROVAL_WITHDRAWN = "approval.withdrawn";

        private Messages() {}
    }

    /** Its user tasks. */
    public static final class Tasks {

        public static final String APPROVE_CONTRACT = "userTask_approveContract";
        public static final String ANSWER_QUESTION = "userTask_answerQuestion";
        public static final String URGENT_LEGAL = "userTask_urgentLegal";
        public static final String COLLABORATE = "userTask_collaborateContract";
        public static final String OVERSEE = "userTask_overseeContract";

        private Tasks() {}
    }

    /** The steps behind timers, at which the watchdog goes on in place of one. */
    public static final class Elements {

        public static final String CALL_COLLABORATION = "serviceTask_callCollaboration";
        public static final String CLIMB_LADDER = "serviceTask_climbLadder";
        public static final String CALL_HEAD_OF_LEGAL = "serviceTask_callHeadOfLegal";

        private Elements() {}
    }

    /** What its steps refuse. */
    public static final class Errors {

        /** The watchdog, or the timer, was faster. */
        public static final String TASK_GIVEN = "task.given";

        private Errors() {}
    }

    private ContractApproval() {}
}
