package dev.baton.customer;

import dev.baton.customer.WeighingCandidates.Weighed;
import dev.baton.customer.matching.MatchClass;
import dev.baton.customer.matching.MatchPolicy;
import dev.baton.lead.arrival.LeadArrived;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives each lead the customer whose it is: one who is known for certain, or a new one. Who may be meant is proposed to a
 * person and changes nothing.
 *
 * <p>A lead that has one already keeps it. Of leads with the same number or address one at a time is decided about, also in
 * other transactions, so that fifty at once are one customer.
 */
@Component
class ClaimingLeads {

    /** @param created how many customers are new */
    record Claimed(int leads, int created) {}

    private final Customers customers;
    private final LeadsOfCustomers leads;
    private final Proposals proposals;
    private final WeighingCandidates weighing;
    private final Clock clock;

    ClaimingLeads(
            Customers customers,
            LeadsOfCustomers leads,
            Proposals proposals,
            WeighingCandidates weighing,
            Clock clock) {
        this.customers = customers;
        this.leads = leads;
        this.proposals = proposals;
        this.weighing = weighing;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Claimed claim(List<LeadArrived> arrived) {
        var policy = weighing.policy();
        var profiles = arrived.stream()
                .map(Profile::of)
                .map(profile -> profile.without(policy))
                .toList();
        customers.takeTurns(profiles.stream()
                .flatMap(profile -> profile.strongKeys().stream())
                .distinct()
                .sorted()
                .toArray(String[]::new));
        var claimed = leads
                .findAllByLeadIdIn(arrived.stream().map(LeadArrived::lead).toList())
                .stream()
                .map(LeadOfCustomer::lead)
                .collect(Collectors.toSet());
        var known = new ArrayList<>(weighing.candidates(profiles));
        var created = 0;
        var done = new HashSet<>(claimed);
        for (var lead : arrived) {
            if (!done.add(lead.lead())) {
                continue;
            }
            var before = known.size();
            leads.save(new LeadOfCustomer(
                    lead, customerOf(Profile.of(lead), known, policy).customerId()));
            created += known.size() - before;
        }
        return new Claimed(done.size() - claimed.size(), created);
    }

    private Customer customerOf(Profile profile, List<Customer> known, MatchPolicy policy) {
        var weighed = weighing.weigh(profile, known, policy);
        var now = clock.instant();
        var certain = weighed.stream()
                .filter(one -> one.match().outcome() == MatchClass.SAME)
                .toList();
        if (!certain.isEmpty()) {
            var customer = certain.getFirst().customer();
            customer.absorb(profile, now);
            propose(customer, certain.subList(1, certain.size()), policy);
            return customer;
        }
        var customer = customers.save(new Customer(CustomerId.next(), profile, null, now));
        // Proposals refer to it.
        customers.flush();
        known.add(customer);
        propose(
                customer,
                weighed.stream()
                        .filter(one -> one.match().outcome().isProposed())
                        .toList(),
                policy);
        return customer;
    }

    private void propose(Customer customer, List<Weighed> others, MatchPolicy policy) {
        for (var other : others) {
            var here = customer.getId();
            var there = other.customer().getId();
            var inOrder = Proposal.isBefore(here, there);
            if (!proposals.existsByOneIdAndOtherId(inOrder ? here : there, inOrder ? there : here)) {
                proposals.save(new Proposal(here, there, other.match(), policy.version(), clock.instant()));
            }
        }
    }
}
