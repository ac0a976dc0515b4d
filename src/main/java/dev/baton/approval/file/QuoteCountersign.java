package dev.baton.approval.file;

/** The words of the diagram {@code quote-countersign} that code has to know, each once. */
public final class QuoteCountersign {

    public static final String PROCESS = "quote-countersign";

    /** Its user task. */
    public static final class Tasks {

        public static final String COUNTERSIGN_QUOTE = "userTask_countersignQuote";

        private Tasks() {}
    }

    private QuoteCountersign() {}
}
