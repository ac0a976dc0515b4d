package dev.baton.opportunity.repair;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RepairRounds extends Repository<RepairRound, UUID> {

    /** Makes heard what happened to it. */
    RepairRound save(RepairRound round);

    /** Here the database refuses a second round that goes on. */
    void flush();

    Optional<RepairRound> findById(UUID id);

    /** The round that is going on, or else the last one. */
    @Query("select r from RepairRound r order by r.askedAt desc limit 1")
    Optional<RepairRound> latest();

    /** Which instance asks the questions of a round. */
    interface Running {

        UUID getId();

        Long getProcessInstanceKey();
    }

    @Query("""
            select r.id as id, r.processInstanceKey as processInstanceKey from RepairRound r
            where r.endedAt is null and r.processInstanceKey is not null and r.id > :after order by r.id""")
    List<Running> findRunning(UUID after, Limit atMost);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from RepairRound r where r.id = :id")
    Optional<RepairRound> findForUpdate(UUID id);

    /** Until the end of the transaction nobody else changes it. */
    default RepairRound change(UUID id) {
        return findForUpdate(id).orElseThrow(() -> new IllegalStateException("no repair round " + id));
    }

    /** What began before and goes on, if there is such a round. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from RepairRound r where r.endedAt is null and r.askedAt < :begun")
    Optional<RepairRound> findOpenForUpdate(Instant begun);
}
