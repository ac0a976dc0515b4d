package dev.baton.evidence;

import java.util.UUID;

/**
 * Evidence of a record was added, explained, stated, compared anew or deleted: whoever shows a gate reads it again.
 * Published in the transaction of the change, which is undone where a listener fails.
 */
public record EvidenceChanged(String recordKind, UUID recordId) {}
