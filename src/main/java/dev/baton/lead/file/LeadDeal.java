package dev.baton.lead.file;

/** What became of the deal that a lead has led to. */
public enum LeadDeal {
    OPEN,
    WON,
    LOST
}
