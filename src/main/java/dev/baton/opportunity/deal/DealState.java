package dev.baton.opportunity.deal;

/** Whether there is still something to win. */
public enum DealState {
    OPEN,
    WON,
    LOST
}
