package dev.baton.opportunity.repair;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the process which deals it asks about and until when: those that were stuck when the round was started. */
@Component
public class ListingStuck {

    public record Listed(List<UUID> items, Instant dueAt) {}

    private final RepairRounds rounds;
    private final Repairs repairs;

    ListingStuck(RepairRounds rounds, Repairs repairs) {
        this.rounds = rounds;
        this.repairs = repairs;
    }

    /** Of a round that was started again, those that nobody has decided about. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Listed list(UUID round, long processInstance) {
        var found = rounds.change(round);
        found.askIn(processInstance);
        return new Listed(
                repairs.of(round).stream()
                        .filter(repair -> repair.decision() == null)
                        .map(Repair::id)
                        .toList(),
                found.dueAt());
    }
}
