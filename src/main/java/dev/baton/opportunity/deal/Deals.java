package dev.baton.opportunity.deal;

import dev.baton.shared.Named;
import dev.baton.shared.Refusal;
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

public interface Deals extends Repository<Deal, UUID> {

    Deal save(Deal deal);

    Optional<Deal> findById(UUID id);

    List<Deal> findByIdIn(Collection<UUID> ids);

    Optional<Deal> findByLeadId(UUID leadId);

    Optional<Deal> findByExternalRef(String externalRef);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Deal d where d.id = :id")
    Optional<Deal> findForUpdate(UUID id);

    @Query("select d.id from Deal d where d.stay.stage is null and d.state = OPEN and d.createdAt > :since")
    List<UUID> findNotStarted(Instant since, Limit atMost);

    @Query("select d.id from Deal d where d.stay.stage is null and d.state = OPEN and d.processInstanceKey is null"
            + " and d.createdAt < :before order by d.createdAt, d.id")
    List<UUID> findWithoutProcess(Instant before, Limit atMost);

    @Query("select d.id from Deal d where d.ownerId = :owner and d.state = OPEN order by d.id")
    List<UUID> findOpenIdsByOwner(UUID owner);

    /** Which instance works on a deal. */
    interface Running {

        UUID getId();

        @Nullable
        Long getProcessInstanceKey();
    }

    @Query("select d.id as id, d.processInstanceKey as processInstanceKey from Deal d where d.state = OPEN"
            + " and (d.processInstanceKey is not null or d.stay.stage is not null) and d.id > :after order by d.id")
    List<Running> findRunning(UUID after, Limit atMost);

    /** What a list of tasks shows of them. */
    @Query("select d.id as id, d.terms.name as name from Deal d where d.id in :ids")
    List<Named> findNames(Collection<UUID> ids);

    default Deal change(DealId id) {
        return findForUpdate(id.value()).orElseThrow(() -> new IllegalStateException("no deal " + id));
    }

    default Deal get(DealId id) {
        return findById(id.value()).orElseThrow(() -> Refusal.notFound("deal-not-found"));
    }
}
