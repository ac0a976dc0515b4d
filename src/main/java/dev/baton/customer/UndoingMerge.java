package dev.baton.customer;

import dev.baton.lead.arrival.ArrivedLeads;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes customers apart that were merged (B6-07): each has again what it had. What was changed or came in between stays with
 * the one that stood, and is listed; and the two are not taken for one again until somebody says so.
 */
@Component
public class UndoingMerge {

    private final Customers customers;
    private final CustomerMerges merges;
    private final CustomerScope scope;
    private final LeadsOfCustomers leads;
    private final ArrivedLeads arrived;
    private final Proposals proposals;
    private final Clock clock;

    UndoingMerge(
            Customers customers,
            CustomerMerges merges,
            CustomerScope scope,
            LeadsOfCustomers leads,
            ArrivedLeads arrived,
            Proposals proposals,
            Clock clock) {
        this.customers = customers;
        this.merges = merges;
        this.scope = scope;
        this.leads = leads;
        this.arrived = arrived;
        this.proposals = proposals;
        this.clock = clock;
    }

    /** @throws Refusal where a later merge stands on it, or it was undone already */
    @Transactional
    public void undo(Caller caller, UUID id) {
        var merge = merges.findById(id)
                .filter(one -> scope.find(caller, one.survivor()).isPresent())
                .orElseThrow(() -> Refusal.notFound("merge-not-found"));
        if (!CustomerScope.decidesAboutDuplicates(caller) && !merge.by().equals(caller.id())) {
            throw Refusal.forbidden("merge-needs-supervisor");
        }
        var all = new ArrayList<>(merge.losers());
        all.add(merge.survivor());
        var locked = customers.lock(all);
        var survivor = Objects.requireNonNull(locked.get(merge.survivor()), "it is locked");
        merges.findLaterOf(merge.survivor(), merge.at(), merge.getId()).stream()
                .findFirst()
                .ifPresent(later -> {
                    throw Refusal.conflict(
                            "merge-superseded",
                            Map.of(
                                    "name",
                                    customers
                                            .findById(later.survivor())
                                            .map(Customer::name)
                                            .orElse(""),
                                    "existingId",
                                    later.getId().toString()));
                });
        var now = clock.instant();
        merge.undo(survivor, leadsSince(merge), caller.id(), now);
        merges.save(merge);
        // A code belongs to one: first the one lets go of it.
        customers.flush();
        merge.losers()
                .forEach(loser -> Objects.requireNonNull(locked.get(loser)).standAgain());
        merge.movedLeads().forEach((from, moved) -> leads.findAllByLeadIdIn(moved).stream()
                .filter(lead -> lead.customer().equals(merge.survivor()))
                .forEach(lead -> lead.moveTo(from)));
        merge.evidence().forEach(evidence -> proposals
                .findOf(merge.survivor(), evidence.loser())
                .orElseGet(() -> proposals.save(new Proposal(merge.survivor(), evidence, now)))
                .decide(Proposal.State.NOT_SAME, caller.id(), now));
    }

    /** They came to the one that stood, nobody can say which of them they meant: they stay, and are named. */
    private List<MergeConflict> leadsSince(CustomerMerge merge) {
        var moved = merge.movedLeads().values().stream().flatMap(List::stream).collect(Collectors.toSet());
        var since = leads.findAllByCustomerIdInOrderByArrivedAt(List.of(merge.survivor())).stream()
                .filter(lead -> lead.arrivedAt().isAfter(merge.at()))
                .map(LeadOfCustomer::lead)
                .filter(lead -> !moved.contains(lead))
                .toList();
        return arrived.standings(since).stream()
                .map(standing -> new MergeConflict("lead", standing.lead().name(), null))
                .toList();
    }
}
