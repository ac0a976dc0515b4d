package dev.baton.approval.chain;

import org.springframework.modulith.NamedInterface;

/** What is approved. */
@NamedInterface("deals")
public enum ApprovalKind {
    QUOTE,
    CONTRACT
}
