package dev.baton.approval.chain;

/** Why somebody is called to a contract that waits. */
public enum CallKind {
    /** Nothing has moved while it lay with legal: their head is asked to act (SW-05). */
    URGENT_LEGAL,
    /** It has taken longer than the house allows: sales, legal and finance work on it together (SW-04). */
    COLLABORATION,
    /** Even that did not help: the next level of the ladder looks after it. */
    NEXT_LEVEL
}
