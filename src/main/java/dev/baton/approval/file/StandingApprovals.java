package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import java.util.Optional;
import org.springframework.modulith.NamedInterface;

/** Answers whether what has been approved still covers what a deal says now. */
@NamedInterface("deals")
public interface StandingApprovals {

    /**
     * True where the newest approval of the kind was given, and for no less than is asked now: the same currency, type of
     * customer, type of contract and contract, an amount and a discount that are not higher, and every step that the
     * tables ask for today.
     */
    boolean stands(DealTerms terms, ApprovalKind kind);

    /** What the newest contract says it is, or else the deal; empty where neither does. */
    Optional<String> contractType(DealTerms terms);
}
