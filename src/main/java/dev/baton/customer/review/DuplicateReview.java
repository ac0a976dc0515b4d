package dev.baton.customer.review;

import java.util.UUID;

/** The words of the diagram {@code duplicate-review} that code has to know, each once. */
public final class DuplicateReview {

    public static final String PROCESS = "duplicate-review";

    /** What starts it and what it waits for. */
    static final class Messages {

        static final String PROPOSED = "duplicate.proposed";
        static final String DECIDED = "duplicate.decided";

        private Messages() {}
    }

    /** Its user task. */
    static final class Tasks {

        static final String COMPARE_CUSTOMERS = "userTask_compareCustomers";

        private Tasks() {}
    }

    private DuplicateReview() {}

    /**
     * By what a message finds the review: the pair and how often it has been decided about, so that one that comes late
     * touches no later question.
     */
    static String key(UUID pair, int round) {
        return pair + ":" + round;
    }
}
