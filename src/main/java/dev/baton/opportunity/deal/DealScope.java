package dev.baton.opportunity.deal;

import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Who sees which deal (AC-02): owners their own, supervisors those of their region, directors and
 * administrators all; legal, finance and other approvers those that they have a voice in.
 */
@Component
public class DealScope {

    /** How much of a deal somebody may do. */
    public enum Sight {
        NONE,
        /** May read it, because an approval of it concerns them. */
        READ,
        /** May work on it. */
        WORK,
        /** May also do what its owner's superior does. */
        SUPERVISE
    }

    private final Deals deals;
    private final ObjectProvider<ApprovalsOfDeal> approvals;

    DealScope(Deals deals, ObjectProvider<ApprovalsOfDeal> approvals) {
        this.deals = deals;
        this.approvals = approvals;
    }

    /** Refuses with "no such deal" whatever the caller may not know of. */
    public Sight require(Caller caller, DealId id, Sight atLeast) {
        var sight = deals.findById(id.value()).map(deal -> sight(caller, deal)).orElse(Sight.NONE);
        if (sight == Sight.NONE) {
            throw Refusal.notFound("deal-not-found");
        }
        if (sight.compareTo(atLeast) < 0) {
            throw Refusal.forbidden("not-allowed");
        }
        return sight;
    }

    public Sight sight(Caller caller, Deal deal) {
        if (caller.supervises(deal.region())) {
            return Sight.SUPERVISE;
        }
        if (deal.isOwnedBy(caller.id())) {
            return Sight.WORK;
        }
        return concerns(caller, deal.getId()) ? Sight.READ : Sight.NONE;
    }

    private boolean concerns(Caller caller, UUID deal) {
        return approvals.stream()
                .anyMatch(known -> known.dealsConcerning(caller.id()).contains(deal));
    }

    /**
     * The part of a statement over {@code deal d} that keeps a caller inside their own world; the same rule as
     * {@link #sight}.
     */
    public Clause clause(Caller caller, boolean mineOnly) {
        var params = new HashMap<String, @Nullable Object>();
        if (mineOnly) {
            params.put("me", caller.id().value());
            return new Clause("d.owner_id = :me", params);
        }
        if (caller.seesEverything()) {
            return new Clause("true", params);
        }
        if (caller.has(Role.SUPERVISOR) && caller.region() != null) {
            params.put("region", caller.region());
            return new Clause("d.region = :region", params);
        }
        params.put("me", caller.id().value());
        var voiced = approvals.stream()
                .flatMap(known -> known.dealsConcerning(caller.id()).stream())
                .toArray(UUID[]::new);
        if (voiced.length == 0) {
            return new Clause("d.owner_id = :me", params);
        }
        params.put("voiced", voiced);
        return new Clause("(d.owner_id = :me or d.id = any(:voiced))", params);
    }

    /** A condition and the values it needs. */
    public record Clause(String sql, Map<String, @Nullable Object> params) {}
}
