package dev.baton.lead.file;

/** A lead wants somebody's attention. Nothing has happened to it, so that its timeline says nothing of it. */
public sealed interface LeadReminder {

    Lead lead();

    /** There is still time to answer (F-06). */
    record AnswerSoon(Lead lead) implements LeadReminder {}

    /** The window has passed, and nobody has opened it (LR-02). */
    record Overdue(Lead lead) implements LeadReminder {}

    /** Its owner has been silent for too long (LR-04). */
    record Stalled(Lead lead) implements LeadReminder {}

    /** Nobody claims it out of the pool (LA-15). */
    record StaleInPool(Lead lead) implements LeadReminder {}
}
