package dev.baton.opportunity;

/** Whether there is still something to win. */
public enum DealState {
    OPEN,
    WON,
    LOST
}
