package dev.baton.lead.file;

import dev.baton.lead.LeadId;
import dev.baton.lead.arrival.ArrivedLeads;
import dev.baton.lead.arrival.LeadArrived;
import dev.baton.shared.Named;
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

public interface Leads extends Repository<Lead, UUID>, ArrivedLeads {

    Lead save(Lead lead);

    Optional<Lead> findById(UUID id);

    List<Lead> findAllByIdIn(Collection<UUID> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from Lead l where l.id = :id")
    Optional<Lead> findForUpdate(UUID id);

    Optional<Lead> findBySourceAndExternalRef(String source, String externalRef);

    @Query("select l.id from Lead l where l.assignment.ownerId = :owner and l.status in (ASSIGNED, CONTACTED)")
    List<UUID> findOpenIdsByOwner(UUID owner);

    List<Lead> findByIdGreaterThanOrderById(UUID after, Limit atMost);

    @Override
    default List<LeadArrived> arrivedAfter(UUID lead, int atMost) {
        return findByIdGreaterThanOrderById(lead, Limit.of(atMost)).stream()
                .map(Lead::arrival)
                .toList();
    }

    @Override
    default List<Standing> standings(Collection<UUID> leads) {
        return findAllByIdIn(leads).stream().map(Lead::standing).toList();
    }

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

    /** Leads whose process has not been let begin, the nearest promise first; two instances never take the same ones. */
    @Query(
            value = "select * from lead where status = 'RECEIVED' and admitted_at is null"
                    + " order by answer_by, received_at, id limit :atMost for update skip locked",
            nativeQuery = true)
    List<Lead> takeQueued(int atMost);

    /** Received before then, and no process has taken them up. */
    @Query("select l.id from Lead l where l.status = RECEIVED and l.processInstanceKey is null"
            + " and l.receivedAt < :before order by l.receivedAt, l.id")
    List<UUID> findUnstarted(Instant before, Limit atMost);

    /** What a list of tasks shows of them. */
    @Query("select l.id as id, l.name as name from Lead l where l.id in :ids")
    List<Named> findNames(Collection<UUID> ids);

    default Lead change(LeadId id) {
        return findForUpdate(id.value()).orElseThrow(() -> new IllegalStateException("no lead " + id));
    }
}
