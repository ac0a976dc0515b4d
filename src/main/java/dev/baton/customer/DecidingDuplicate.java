package dev.baton.customer;

import dev.baton.audit.AuditTrail;
import dev.baton.customer.matching.MatchPolicy.Figure;
import dev.baton.customer.matching.MatchTables;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides whether two customers that may be one are (DQ-12). "Not the same" survives every scan, import and threshold, until
 * somebody who may decides otherwise.
 */
@Component
public class DecidingDuplicate {

    /** What somebody can say of two customers. */
    public enum Decision {
        SAME,
        NOT_SAME,
        RELATED,
        LATER
    }

    private final Proposals proposals;
    private final Customers customers;
    private final CustomerScope scope;
    private final MergingCustomers merging;
    private final MatchTables tables;
    private final AuditTrail audit;
    private final Clock clock;

    DecidingDuplicate(
            Proposals proposals,
            Customers customers,
            CustomerScope scope,
            MergingCustomers merging,
            MatchTables tables,
            AuditTrail audit,
            Clock clock) {
        this.proposals = proposals;
        this.customers = customers;
        this.scope = scope;
        this.merging = merging;
        this.tables = tables;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whichever of the two was changed last stands (DQ-11). */
    @Transactional
    public void decide(Caller caller, UUID id, Decision decision) {
        if (!CustomerScope.decidesAboutDuplicates(caller)) {
            throw Refusal.notFound("duplicate-not-found");
        }
        var proposal = proposals.findById(id).orElseThrow(() -> Refusal.notFound("duplicate-not-found"));
        var one = standing(caller, proposal.one());
        var other = standing(caller, proposal.other());
        if (one.getId().equals(other.getId())) {
            throw Refusal.conflict(
                    "customer-merged",
                    Map.of("name", one.name(), "existingId", one.getId().toString()));
        }
        var now = clock.instant();
        if (decision == Decision.LATER) {
            proposal.putOff(
                    now.plus(Duration.ofDays((long) tables.policy().value(Figure.LATER_DAYS))), caller.id(), now);
        } else {
            proposal.decide(Proposal.State.valueOf(decision.name()), caller.id(), now);
        }
        proposals.save(proposal);
        if (decision == Decision.SAME) {
            var oneStands = !one.updatedAt().isBefore(other.updatedAt());
            merging.merge(caller, (oneStands ? one : other).customerId(), List.of((oneStands ? other : one).getId()));
            return;
        }
        customers.flush();
        audit.record(AuditTrail.Entry.by(
                caller,
                "customer",
                one.getId(),
                "customer.compared",
                Map.of("name", one.name()),
                Map.of("name", other.name(), "decision", decision.name()),
                one.region(),
                null));
    }

    private Customer standing(Caller caller, UUID customer) {
        return scope.find(caller, customer).orElseThrow(() -> Refusal.notFound("duplicate-not-found"));
    }
}
