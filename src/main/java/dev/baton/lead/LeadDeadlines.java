package dev.baton.lead;

/** The kinds of deadline that a lead can have. */
final class LeadDeadlines {

    static final String FIRST_REMINDER = "lead.first-reminder";
    static final String WINDOW = "lead.window";
    static final String MANAGER = "lead.manager";
    static final String FOLLOW_UP = "lead.follow-up";
    static final String POOL = "lead.pool";

    private LeadDeadlines() {}
}
