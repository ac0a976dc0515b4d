package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;

/** Reads deals for approvals from their record, so that nothing a process was told decides who is asked about how much. */
@NamedInterface("deals")
public interface ApprovableDeals {

    Optional<DealTerms> terms(UUID dealId);

    /** Who asked for the approval that the deal waits for; empty where it waits for none of this kind. */
    Optional<PersonId> requester(UUID dealId, ApprovalKind kind);

    /** Since when the deal stands in its stage: an approval that takes too long has taken so long from there on (SW-04). */
    Optional<Instant> inStageSince(UUID dealId);
}
