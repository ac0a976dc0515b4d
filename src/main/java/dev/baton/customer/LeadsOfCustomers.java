package dev.baton.customer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface LeadsOfCustomers extends Repository<LeadOfCustomer, UUID> {

    LeadOfCustomer save(LeadOfCustomer lead);

    Optional<LeadOfCustomer> findById(UUID lead);

    List<LeadOfCustomer> findAllByLeadIdIn(Collection<UUID> leads);

    List<LeadOfCustomer> findAllByCustomerIdInOrderByArrivedAt(Collection<UUID> customers);
}
