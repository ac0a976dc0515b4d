package dev.baton.customer;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface CustomerChanges extends Repository<CustomerChange, UUID> {

    CustomerChange save(CustomerChange change);

    List<CustomerChange> findByCustomerIdIn(Collection<UUID> customers);
}
