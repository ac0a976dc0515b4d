package dev.baton.opportunity.policy;

/**
 * What the diagram {@code opportunity-stages} is spoken to by, in one place; the tests hold every word to the diagram. The
 * tasks of its stages are not here: which stages there are is the diagram's own affair.
 */
public final class OpportunityStages {

    public static final String PROCESS = "opportunity-stages";

    private OpportunityStages() {}

    /** Names of messages. */
    public static final class Messages {

        public static final String OPENED = "deal.opened";
        public static final String REPAIRED = "deal.repaired";
        public static final String SUBSTATE_CHANGED = "substate.changed";

        private Messages() {}
    }

    /** Elements of tasks that belong to no stage. */
    public static final class Tasks {

        public static final String PICK_BLOCKER = "userTask_pickBlocker";

        private Tasks() {}
    }

    /** Elements at which an instance may be started in the middle. */
    public static final class Elements {

        /** The second track, which every instance has. */
        public static final String WATCH_SUBSTATE = "serviceTask_watchSubstate";

        private Elements() {}
    }
}
