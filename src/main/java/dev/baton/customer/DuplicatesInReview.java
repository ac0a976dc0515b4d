package dev.baton.customer;

import dev.baton.customer.DecidingDuplicate.Decision;
import dev.baton.customer.ShowingCustomer.Reachable;
import dev.baton.staff.Caller;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How two customers that may be one stand, for those who ask people about them. */
@Component
public class DuplicatesInReview {

    /** Two customers may be one: heard in the same transaction. */
    public record Proposed(UUID id) {}

    /**
     * Nobody needs to be asked about them any more, or not today: heard in the same transaction.
     *
     * @param round how often they had been decided about before
     */
    public record Decided(UUID id, int round) {}

    /**
     * @param decision absent while there is something to decide
     * @param round how often they were decided about
     * @param againAt when somebody is asked again, where it was put off
     */
    public record Standing(
            @Nullable Decision decision,
            int round,
            @Nullable Instant againAt) {}

    /**
     * How the two are called, so that they can be told apart.
     *
     * @param score 0 to 1
     */
    public record Names(String one, String other, BigDecimal score) {}

    private final Proposals proposals;
    private final Customers customers;
    private final CustomerScope scope;

    DuplicatesInReview(Proposals proposals, Customers customers, CustomerScope scope) {
        this.proposals = proposals;
        this.customers = customers;
        this.scope = scope;
    }

    @Transactional
    public Standing standing(UUID pair) {
        return standing(require(pair));
    }

    /** Brings back a pair that was put off until now or earlier; every other stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Standing askAgain(UUID pair, Instant now) {
        var proposal = require(pair);
        if (proposal.isDueAgain(now)) {
            proposal.askAgain();
            proposals.save(proposal);
        }
        return standing(proposal);
    }

    private Proposal require(UUID pair) {
        return proposals.findById(pair).orElseThrow(() -> new IllegalStateException("no pair " + pair));
    }

    /** Two that have become one by way of others need no decision any more. */
    private Standing standing(Proposal proposal) {
        var decision = proposal.decision();
        var undecided = decision == null || decision == Decision.LATER;
        return new Standing(
                undecided && isOne(proposal) ? Decision.SAME : decision, proposal.round(), proposal.againAt());
    }

    private boolean isOne(Proposal proposal) {
        return customers
                .findStanding(proposal.one())
                .map(Customer::getId)
                .equals(customers.findStanding(proposal.other()).map(Customer::getId));
    }

    @Transactional(readOnly = true)
    public Optional<Names> names(UUID pair) {
        return proposals
                .findById(pair)
                .flatMap(proposal -> customers.findStanding(proposal.one()).flatMap(one -> customers
                        .findStanding(proposal.other())
                        .map(other -> new Names(called(one, other), called(other, one), proposal.score()))));
    }

    /** Two of the same name are told apart by whom one speaks to there. */
    private static String called(Customer customer, Customer other) {
        return customer.name().equals(other.name())
                ? customer.contacts().stream()
                        .findFirst()
                        .map(Reachable::of)
                        .map(contact -> Stream.of(contact.name(), contact.phone(), contact.email())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(", ", customer.name() + " (", ")")))
                        .orElse(customer.name())
                : customer.name();
    }

    @Transactional(readOnly = true)
    public boolean mayDecide(Caller caller, UUID pair) {
        return CustomerScope.decidesAboutDuplicates(caller)
                && proposals
                        .findById(pair)
                        .filter(proposal -> List.of(proposal.one(), proposal.other()).stream()
                                .allMatch(side -> scope.find(caller, side).isPresent()))
                        .isPresent();
    }
}
