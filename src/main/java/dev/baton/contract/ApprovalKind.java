package dev.baton.contract;

/** What is approved. */
public enum ApprovalKind {
    QUOTE,
    CONTRACT
}
