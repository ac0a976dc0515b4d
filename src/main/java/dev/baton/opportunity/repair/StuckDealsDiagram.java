package dev.baton.opportunity.repair;

/** The words of the diagram {@code stuck-deals} that code has to know, each once. */
public final class StuckDealsDiagram {

    public static final String PROCESS = "stuck-deals";

    /** What starts it. */
    static final class Messages {

        static final String REPAIR_ASKED = "repair.asked";

        private Messages() {}
    }

    /** Its user task. */
    static final class Tasks {

        static final String CONFIRM_STATE = "userTask_confirmState";

        private Tasks() {}
    }

    private StuckDealsDiagram() {}
}
