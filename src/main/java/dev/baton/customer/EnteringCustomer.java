package dev.baton.customer;

import dev.baton.audit.AuditTrail;
import dev.baton.customer.matching.MatchClass;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Enters a customer by hand; one who is known already is named instead of being entered twice. */
@Component
public class EnteringCustomer {

    private final Customers customers;
    private final WeighingCandidates weighing;
    private final AuditTrail audit;
    private final Clock clock;

    EnteringCustomer(Customers customers, WeighingCandidates weighing, AuditTrail audit, Clock clock) {
        this.customers = customers;
        this.weighing = weighing;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Refusal naming the customer that has the same code, or number, company and contact */
    @Transactional
    public CustomerId enter(Caller caller, CustomerDraft draft) {
        var profile = draft.checked();
        customers.takeTurns(profile.strongKeys().stream().sorted().toArray(String[]::new));
        var policy = weighing.policy();
        weighing.weigh(profile, weighing.candidates(List.of(profile)), policy).stream()
                .filter(weighed -> weighed.match().outcome() == MatchClass.SAME || hasCode(weighed.customer(), profile))
                .findFirst()
                .ifPresent(weighed -> {
                    throw Refusal.conflict(
                            "customer-exists",
                            Map.of("existingId", weighed.customer().getId().toString()));
                });
        var customer = customers.save(new Customer(CustomerId.next(), profile, caller.id(), clock.instant()));
        audit.record(AuditTrail.Entry.by(
                caller,
                "customer",
                customer.getId(),
                "customer.entered",
                Map.of(),
                Map.of("name", customer.name()),
                customer.region(),
                caller.id()));
        return customer.customerId();
    }

    /** A code belongs to one customer, whatever else is said of the two. */
    private static boolean hasCode(Customer customer, Profile profile) {
        return (profile.creditCode() != null && profile.creditCode().equals(customer.creditCode()))
                || (profile.taxNumber() != null && profile.taxNumber().equals(customer.taxNumber()));
    }
}
