package dev.baton.customer;

import dev.baton.customer.ShowingCustomer.Reachable;
import dev.baton.customer.matching.MatchClass;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows the pairs of customers that may be one, side by side, to whoever decides about them (DQ-12). */
@Component
public class ShowingDuplicates {

    /** One of the two. */
    @Schema(name = "DuplicateSide")
    public record Side(
            CustomerId id,
            CustomerType type,
            String name,
            List<String> aliases,
            @Nullable String uscc,
            @Nullable String legalPerson,
            @Nullable String address,
            @Nullable String region,
            @Nullable String industry,
            List<Reachable> contacts,
            int leads,
            Instant updatedAt) {}

    /**
     * @param score 0 to 1
     * @param parts how far each field agrees, 0 to 1
     * @param reasons the rules that decided
     */
    @Schema(name = "DuplicatePair")
    public record Pair(
            UUID id,
            Side one,
            Side other,
            double score,
            MatchClass outcome,
            Map<String, Double> parts,
            List<String> reasons) {}

    @Schema(name = "DuplicatePairs")
    public record View(List<Pair> pairs, boolean more) {}

    private static final int SHOWN = 50;

    /** Pairs of which the reader may not see both are passed over; so many are looked at. */
    private static final int LOOKED_AT = 500;

    private final Proposals proposals;
    private final Customers customers;
    private final CustomerScope scope;

    ShowingDuplicates(Proposals proposals, Customers customers, CustomerScope scope) {
        this.proposals = proposals;
        this.customers = customers;
        this.scope = scope;
    }

    @Transactional(readOnly = true)
    public View show(Caller caller) {
        var pairs = new ArrayList<Pair>();
        if (!CustomerScope.decidesAboutDuplicates(caller)) {
            return new View(pairs, false);
        }
        var open = proposals.findByStateOrderByScoreDescId(Proposal.State.OPEN, Limit.of(LOOKED_AT));
        for (var proposal : open) {
            var one = customers.findStanding(proposal.one());
            var other = customers.findStanding(proposal.other());
            if (one.isEmpty()
                    || other.isEmpty()
                    || one.get().getId().equals(other.get().getId())) {
                continue;
            }
            var readable = scope.readableLeads(
                    caller, List.of(one.get().getId(), other.get().getId()));
            if (!scope.sees(caller, one.get(), readable) || !scope.sees(caller, other.get(), readable)) {
                continue;
            }
            if (pairs.size() == SHOWN) {
                return new View(pairs, true);
            }
            pairs.add(new Pair(
                    proposal.getId(),
                    side(one.get(), readable),
                    side(other.get(), readable),
                    proposal.score().doubleValue(),
                    proposal.outcome(),
                    proposal.parts(),
                    proposal.reasons()));
        }
        return new View(pairs, open.size() == LOOKED_AT);
    }

    private static Side side(Customer customer, Map<UUID, List<LeadOfCustomer>> readable) {
        return new Side(
                customer.customerId(),
                customer.type(),
                customer.name(),
                customer.aliases().stream().map(Alias::name).toList(),
                customer.creditCode(),
                customer.value(Customer.Field.LEGAL_PERSON),
                customer.value(Customer.Field.ADDRESS),
                customer.region(),
                customer.value(Customer.Field.INDUSTRY),
                customer.contacts().stream().map(Reachable::of).toList(),
                readable.getOrDefault(customer.getId(), List.of()).size(),
                customer.updatedAt());
    }
}
