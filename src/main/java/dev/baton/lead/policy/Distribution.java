package dev.baton.lead.policy;

/** What whoever enters a lead of their own wants: to keep it, as long as the table lets them, or to leave it to the rule. */
public enum Distribution {
    KEEP,
    BY_RULE
}
