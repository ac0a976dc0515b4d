package dev.baton.customer;

import dev.baton.customer.CustomerMerge.Evidence;
import dev.baton.customer.matching.MatchClass;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one of several customers that are the same (B6-07). Nothing is deleted: the others keep their rows and lead to the
 * one that stands, and everything that the merge changed is written down, so that it can be undone.
 *
 * <p>Processes run on: they are correlated with leads and deals, which stay what they are.
 */
@Component
public class MergingCustomers {

    private final Customers customers;
    private final CustomerMerges merges;
    private final CustomerScope scope;
    private final LeadsOfCustomers leads;
    private final Proposals proposals;
    private final WeighingCandidates weighing;
    private final Clock clock;

    MergingCustomers(
            Customers customers,
            CustomerMerges merges,
            CustomerScope scope,
            LeadsOfCustomers leads,
            Proposals proposals,
            WeighingCandidates weighing,
            Clock clock) {
        this.customers = customers;
        this.merges = merges;
        this.scope = scope;
        this.leads = leads;
        this.proposals = proposals;
        this.weighing = weighing;
        this.clock = clock;
    }

    /**
     * @param into the one that stands
     * @return the merge, by which it is undone
     * @throws Refusal where one is merged already, was told apart from another, has another credit code, or where the caller
     *     may join only what is all but certain
     */
    @Transactional
    public UUID merge(Caller caller, CustomerId into, Collection<UUID> losers) {
        var others = new LinkedHashSet<>(losers);
        if (others.contains(into.value())) {
            throw Refusal.invalid("merge-with-itself", "loserIds", Map.of());
        }
        var all = new ArrayList<>(others);
        all.add(into.value());
        var locked = customers.lock(all);
        for (var customer : locked.values()) {
            var standing = scope.require(caller, customer.customerId());
            if (customer.mergedInto() != null) {
                throw Refusal.conflict(
                        "customer-merged",
                        Map.of(
                                "name",
                                customer.name(),
                                "existingId",
                                standing.getId().toString()));
            }
        }
        var survivor = Objects.requireNonNull(locked.get(into.value()), "it is locked");
        var absorbed =
                others.stream().map(locked::get).map(Objects::requireNonNull).toList();
        refuseWhatWasToldApart(locked);
        var evidence = absorbed.stream()
                .map(loser -> evidence(caller, survivor, loser))
                .toList();
        var differences = absorbed.stream()
                .flatMap(loser -> survivor.differencesTo(loser).stream())
                .toList();
        var before = survivor.facts();
        var updatedAt = survivor.updatedAt();
        var now = clock.instant();
        var moved = moveLeads(survivor, others);
        absorbed.forEach(loser -> loser.becomePartOf(survivor));
        // A code belongs to one: first the one lets go of it.
        customers.flush();
        for (var loser : absorbed) {
            refuseAnotherCode(survivor, loser);
            survivor.absorb(loser, now);
            proposals.findOf(survivor.getId(), loser.getId()).ifPresent(proposal -> {
                proposal.decide(Proposal.State.SAME, caller.id(), now);
                proposals.save(proposal);
            });
        }
        proposals.findUndecidedWithin(customers.findMembers(survivor.getId())).forEach(pair -> {
            pair.becameOne();
            proposals.save(pair);
        });
        return merges.save(
                        new CustomerMerge(survivor, before, updatedAt, moved, evidence, differences, caller.id(), now))
                .getId();
    }

    private void refuseWhatWasToldApart(Map<UUID, Customer> locked) {
        var standing = new HashMap<UUID, Customer>();
        locked.values()
                .forEach(customer ->
                        customers.findMembers(customer.getId()).forEach(member -> standing.put(member, customer)));
        for (var apart : proposals.findToldApart(standing.keySet())) {
            var one = Objects.requireNonNull(standing.get(apart.one()));
            var other = Objects.requireNonNull(standing.get(apart.other()));
            if (!one.getId().equals(other.getId())) {
                throw Refusal.conflict("customers-told-apart", Map.of("one", one.name(), "other", other.name()));
            }
        }
    }

    private Evidence evidence(Caller caller, Customer survivor, Customer loser) {
        var policy = weighing.policy();
        var match = weighing.compare(survivor, loser, policy);
        if (!CustomerScope.decidesAboutDuplicates(caller) && match.outcome().compareTo(MatchClass.ONE_CLICK) < 0) {
            throw Refusal.forbidden("merge-needs-supervisor");
        }
        return new Evidence(
                loser.getId(),
                match.outcome().name(),
                match.score(),
                match.partsByWord(),
                match.reasons().stream().map(Enum::name).toList(),
                policy.version(),
                survivor.version(),
                loser.version());
    }

    private static void refuseAnotherCode(Customer survivor, Customer loser) {
        if (survivor.creditCode() != null
                && loser.creditCode() != null
                && !survivor.creditCode().equals(loser.creditCode())) {
            throw Refusal.conflict(
                    "customers-have-different-codes", Map.of("one", survivor.name(), "other", loser.name()));
        }
    }

    private Map<UUID, List<UUID>> moveLeads(Customer survivor, Collection<UUID> losers) {
        var moved = new LinkedHashMap<UUID, List<UUID>>();
        for (var lead : leads.findAllByCustomerIdInOrderByArrivedAt(losers)) {
            moved.computeIfAbsent(lead.customer(), from -> new ArrayList<>()).add(lead.lead());
            lead.moveTo(survivor.getId());
        }
        return moved;
    }
}
