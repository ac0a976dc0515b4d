package dev.baton.lead.file;

import dev.baton.lead.LeadId;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Leads extends Repository<Lead, UUID> {

    Lead save(Lead lead);

    Optional<Lead> findById(UUID id);

    List<Lead> findAllByIdIn(Collection<UUID> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from Lead l where l.id = :id")
    Optional<Lead> findForUpdate(UUID id);

    Optional<Lead> findBySourceAndExternalRef(String source, String externalRef);

    @Query("select l.id from Lead l where l.assignment.ownerId = :owner and l.status in (ASSIGNED, CONTACTED)")
    List<UUID> findOpenIdsByOwner(UUID owner);

    /** Which instance works on a lead. */
    interface Running {

        UUID getId();

        @Nullable
        Long getProcessInstanceKey();
    }

    @Query("select l.id as id, l.processInstanceKey as processInstanceKey from Lead l"
            + " where l.status not in (LOST, QUALIFIED) and (l.processInstanceKey is not null or l.status <> RECEIVED)"
            + " and l.id > :after order by l.id")
    List<Running> findRunning(UUID after, Limit atMost);

    @Query(value = "select outcome from contact_entry where lead_id = :id order by at desc limit 1", nativeQuery = true)
    Optional<String> lastOutcome(UUID id);

    /** Received before then, and no process has taken them up. */
    @Query("select l.id from Lead l where l.status = RECEIVED and l.processInstanceKey is null"
            + " and l.receivedAt < :before order by l.receivedAt")
    List<UUID> findUnstarted(Instant before, Limit atMost);

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
