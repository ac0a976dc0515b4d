package dev.baton.customer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CustomerMerges extends Repository<CustomerMerge, UUID> {

    CustomerMerge save(CustomerMerge merge);

    Optional<CustomerMerge> findById(UUID id);

    List<CustomerMerge> findBySurvivorIdInOrderByAtDesc(Collection<UUID> survivors);

    /** Later merges that count and that the customer has a part in, whether it gave or took: the latest first. */
    @Query(value = """
                    select * from customer_merge
                    where state = 'MERGED' and (at, id) > (:at, :id)
                      and (survivor_id = :customer or loser_ids @> array[cast(:customer as uuid)])
                    order by at desc, id desc""", nativeQuery = true)
    List<CustomerMerge> findLaterOf(UUID customer, Instant at, UUID id);
}
