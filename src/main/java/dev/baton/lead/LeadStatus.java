package dev.baton.lead;

/** Where a lead stands; always a projection of its process, never set by hand. */
public enum LeadStatus {
    RECEIVED,
    ASSIGNED,
    POOLED,
    CONTACTED,
    QUALIFIED,
    LOST
}
