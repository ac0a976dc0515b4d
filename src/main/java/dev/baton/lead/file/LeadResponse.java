package dev.baton.lead.file;

import java.util.List;

/** The words of the diagram {@code lead-response} that code has to know, each once. */
public final class LeadResponse {

    public static final String PROCESS = "lead-response";

    /** What starts it, and what it waits for. */
    public static final class Messages {

        public static final String LEAD_RECEIVED = "lead.received";
        public static final String LEAD_REASSIGNED = "lead.reassigned";

        private Messages() {}
    }

    /** Its user tasks, and those that end when the lead changes hands or moves on. */
    public static final class Tasks {

        public static final String REVIEW_PHONE = "userTask_reviewPhone";
        public static final String CONTACT = "userTask_contactLead";
        public static final String OVERDUE = "userTask_handleOverdueLead";
        public static final String FOLLOW_UP = "userTask_followUp";
        public static final String STALLED = "userTask_handleStalledLead";
        public static final String CLAIM = "userTask_claimLead";

        public static final List<String> OF_AN_OWNER = List.of(CONTACT, OVERDUE, FOLLOW_UP, STALLED);

        private Tasks() {}
    }

    /** Where an instance is put by other means than its flows: a new one for a lead, a late one by the watchdog. */
    public static final class Elements {

        public static final String ESCALATE_TO_MANAGER = "serviceTask_escalateToManager";
        public static final String REMIND_SUPERVISOR = "serviceTask_remindSupervisor";
        public static final String RESPOND = "subProcess_respond";
        public static final String OUTCOME = "gateway_outcome";
        public static final String POOL_ENTRY = "gateway_poolEntry";

        private Elements() {}
    }

    /** The kinds of deadline behind its timers. */
    public static final class Deadlines {

        public static final String FIRST_REMINDER = "lead.first-reminder";
        public static final String WINDOW = "lead.window";
        public static final String MANAGER = "lead.manager";
        public static final String FOLLOW_UP = "lead.follow-up";
        public static final String POOL = "lead.pool";

        private Deadlines() {}
    }

    private LeadResponse() {}
}
