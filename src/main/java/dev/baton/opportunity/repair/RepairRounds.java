package dev.baton.opportunity.repair;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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

    /** What began before and goes on, if there is such a round. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from RepairRound r where r.endedAt is null and r.askedAt < :begun")
    Optional<RepairRound> findOpenForUpdate(Instant begun);
}
