package dev.baton.lead;

import java.util.List;

/** The words of the diagram {@code lead-response} that code has to know, each once. */
final class LeadResponse {

    static final String PROCESS = "lead-response";

    /** What starts it, and what it waits for. */
    static final class Messages {

        static final String LEAD_RECEIVED = "lead.received";
        static final String LEAD_REASSIGNED = "lead.reassigned";

        private Messages() {}
    }

    /** Its user tasks, and those that end when the lead changes hands or moves on. */
    static final class Tasks {

        static final String REVIEW_PHONE = "userTask_reviewPhone";
        static final String CONTACT = "userTask_contactLead";
        static final String OVERDUE = "userTask_handleOverdueLead";
        static final String FOLLOW_UP = "userTask_followUp";
        static final String STALLED = "userTask_handleStalledLead";
        static final String CLAIM = "userTask_claimLead";

        static final List<String> OF_AN_OWNER = List.of(CONTACT, OVERDUE, FOLLOW_UP, STALLED);

        private Tasks() {}
    }

    /** Where an instance is put by other means than its flows: a new one for a lead, a late one by the watchdog. */
    static final class Elements {

        static final String ESCALATE_TO_MANAGER = "serviceTask_escalateToManager";
        static final String REMIND_SUPERVISOR = "serviceTask_remindSupervisor";
        static final String RESPOND = "subProcess_respond";
        static final String OUTCOME = "gateway_outcome";
        static final String POOL_ENTRY = "gateway_poolEntry";

        private Elements() {}
    }

    /** The kinds of deadline behind its timers. */
    static final class Deadlines {

        static final String FIRST_REMINDER = "lead.first-reminder";
        static final String WINDOW = "lead.window";
        static final String MANAGER = "lead.manager";
        static final String FOLLOW_UP = "lead.follow-up";
        static final String POOL = "lead.pool";

        private Deadlines() {}
    }

    private LeadResponse() {}
}
