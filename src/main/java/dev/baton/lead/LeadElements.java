package dev.baton.lead;

import java.util.List;

/** The user tasks of {@code lead-response}, and those that end when the lead changes hands or moves on. */
final class LeadElements {

    static final String PROCESS = "lead-response";
    static final String REVIEW_PHONE = "userTask_reviewPhone";
    static final String CONTACT = "userTask_contactLead";
    static final String OVERDUE = "userTask_handleOverdueLead";
    static final String FOLLOW_UP = "userTask_followUp";
    static final String STALLED = "userTask_handleStalledLead";
    static final String CLAIM = "userTask_claimLead";

    static final List<String> OF_AN_OWNER = List.of(CONTACT, OVERDUE, FOLLOW_UP, STALLED);

    private LeadElements() {}
}
