package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;

/**
 * Somebody took the place of an approver who had been asked; published in the transaction that did it.
 *
 * @param from and {@code to} the names of both
 * @param because the code of the reason, for example {@code ABSENT}
 */
@NamedInterface("deals")
public record ApproverReplaced(UUID dealId, ApprovalKind kind, String from, String to, String because) {}
