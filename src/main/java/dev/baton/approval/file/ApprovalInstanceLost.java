package dev.baton.approval.file;

import dev.baton.staff.PersonId;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;

/** Somebody wants an approval to go on whose instance is gone: only its deal can ask for it again. */
@NamedInterface("deals")
public record ApprovalInstanceLost(UUID dealId, PersonId by) {}
