package dev.baton.opportunity.repair;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Repairs extends Repository<Repair, UUID> {

    /** Makes heard what happened to it. */
    Repair save(Repair repair);

    Optional<Repair> findById(UUID id);

    /** In the order in which they are asked about. */
    @Query("select r from Repair r where r.roundId = :round order by r.position")
    List<Repair> of(UUID round);

    /** What the process has been told to do with this stay of a deal. */
    @Query("""
            select r from Repair r where r.dealId = :deal and r.stageRound = :stageRound and r.outcome = SENT
            order by r.decidedAt desc limit 1""")
    Optional<Repair> sent(UUID deal, int stageRound);
}
