package dev.baton.customer;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Customers extends Repository<Customer, UUID> {

    Customer save(Customer customer);

    void flush();

    Optional<Customer> findById(UUID id);

    List<Customer> findAllByIdIn(Collection<UUID> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Customer c where c.id = :id")
    Optional<Customer> findForUpdate(UUID id);

    /** Whoever has one of the keys; the number of rows is capped, for a key that thousands have proves nothing. */
    @Query(value = """
                    (select * from customer where merged_into is null and keys && cast(:strong as text[]) limit 200)
                    union
                    (select * from customer where merged_into is null and keys && cast(:names as text[]) limit 200)""", nativeQuery = true)
    List<Customer> findByKeys(String[] strong, String[] names);

    /** Lets one transaction at a time decide about these keys; they are taken in their order, so that nobody waits in a circle. */
    @Query(value = """
                    select count(*) from (select pg_advisory_xact_lock(hashtextextended(key, 90)) from unnest(cast(:keys as text[])) key) taken""", nativeQuery = true)
    long takeTurns(String[] keys);

    /** The one that counts: whoever was merged away leads to the one that it became part of. */
    default Optional<Customer> findStanding(UUID id) {
        var found = findById(id);
        while (found.isPresent() && found.get().mergedInto() != null) {
            found = findById(found.get().mergedInto());
        }
        return found;
    }
}
