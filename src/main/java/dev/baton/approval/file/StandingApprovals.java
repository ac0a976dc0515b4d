package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import java.util.Optional;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** Answers whether what has been approved still covers what a deal says now. */
@NamedInterface("deals")
public interface StandingApprovals {

    /**
     * The kinds whose newest approval was given, and for no less than is asked now: the same currency, type of customer,
     * type of contract and contract, an amount and a discount that are not higher, and every step that the tables ask for
     * today.
     */
    Set<ApprovalKind> standing(DealTerms terms);

    /** What the newest contract says it is, or else the deal; empty where neither does. */
    Optional<String> contractType(DealTerms terms);
}
