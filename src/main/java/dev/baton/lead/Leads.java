package dev.baton.lead;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Leads extends Repository<Lead, UUID> {

    Lead save(Lead lead);

    Optional<Lead> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from Lead l where l.id = :id")
    Optional<Lead> findForUpdate(UUID id);

    Optional<Lead> findBySourceAndExternalRef(String source, String externalRef);

    @Query("select l.id from Lead l where l.assignment.ownerId = :owner and l.status in (ASSIGNED, CONTACTED)")
    List<UUID> findOpenIdsByOwner(UUID owner);

    /** What a list of tasks shows of a lead. */
    interface Named {

        UUID getId();

        String getName();
    }

    @Query("select l.id as id, l.name as name from Lead l where l.id in :ids")
    List<Named> findNames(Collection<UUID> ids);

    default Lead change(LeadId id) {
        return findForUpdate(id.value()).orElseThrow(() -> new IllegalStateException("no lead " + id));
    }
}
