package dev.baton.customer;

import dev.baton.lead.arrival.ReadableLeads;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who sees which customer: whoever may read one of its records, whoever entered it, and who sees everything. Of its
 * records everybody sees, and counts, those that they may read.
 */
@Component
class CustomerScope {

    private final Customers customers;
    private final LeadsOfCustomers leads;
    private final ReadableLeads readable;

    CustomerScope(Customers customers, LeadsOfCustomers leads, ReadableLeads readable) {
        this.customers = customers;
        this.leads = leads;
        this.readable = readable;
    }

    /** The leads of each customer that the caller may read, in the order in which they came in. */
    Map<UUID, List<LeadOfCustomer>> readableLeads(Caller caller, Collection<UUID> of) {
        var all = leads.findAllByCustomerIdInOrderByArrivedAt(of);
        var seen =
                readable.readable(caller, all.stream().map(LeadOfCustomer::lead).toList());
        return all.stream()
                .filter(lead -> seen.contains(lead.lead()))
                .collect(Collectors.groupingBy(LeadOfCustomer::customer));
    }

    boolean sees(Caller caller, Customer customer, Map<UUID, List<LeadOfCustomer>> readableLeads) {
        return caller.seesEverything()
                || customer.wasCreatedBy(caller.id())
                || readableLeads.containsKey(customer.getId());
    }

    /** The one that counts, if the caller may know of it. */
    Optional<Customer> find(Caller caller, UUID id) {
        return customers
                .findStanding(id)
                .filter(customer -> sees(caller, customer, readableLeads(caller, List.of(customer.getId()))));
    }

    /** Refuses with "no such customer" whatever the caller may not know of. */
    Customer require(Caller caller, CustomerId id) {
        return find(caller, id.value()).orElseThrow(() -> Refusal.notFound("customer-not-found"));
    }

    /** Who decides about what may be the same; everybody else joins only what is all but certain (DQ-11, DQ-12). */
    static boolean decidesAboutDuplicates(Caller caller) {
        return caller.seesEverything() || caller.has(Role.SUPERVISOR);
    }
}
