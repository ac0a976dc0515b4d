package dev.baton.customer;

import dev.baton.shared.Refusal;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /**
     * All of them, in one order for everybody; until the end of the transaction nobody decides about a number, address or
     * code that one of them has.
     */
    default Map<UUID, Customer> lock(Collection<UUID> ids) {
        takeTurns(findKeys(ids).stream().filter(CustomerKeys::isStrong).sorted().toArray(String[]::new));
        var locked = new LinkedHashMap<UUID, Customer>();
        ids.stream()
                .distinct()
                .sorted(Comparator.comparing(UUID::toString))
                .forEach(id ->
                        locked.put(id, findForUpdate(id).orElseThrow(() -> Refusal.notFound("customer-not-found"))));
        return locked;
    }

    /** Their numbers, addresses, codes and names, before any of them is loaded. */
    @Query(value = "select distinct unnest(keys) from customer where id in (:ids)", nativeQuery = true)
    List<String> findKeys(Collection<UUID> ids);

    /** Itself and everybody who became part of it, directly or by way of another. */
    @Query(value = """
                    with recursive member (id) as (
                      select cast(:id as uuid)
                      union all
                      select c.id from customer c join member m on c.merged_into = m.id)
                    select id from member""", nativeQuery = true)
    List<UUID> findMembers(UUID id);

    /** In one order, for people. */
    default String namesOf(Collection<UUID> ids) {
        return findAllByIdIn(ids).stream().map(Customer::name).sorted().collect(Collectors.joining(", "));
    }

    /** The one that counts: whoever was merged away leads to the one that it became part of. */
    default Optional<Customer> findStanding(UUID id) {
        var found = findById(id);
        while (found.isPresent() && found.get().mergedInto() != null) {
            found = findById(found.get().mergedInto());
        }
        return found;
    }
}
