package dev.baton.opportunity.repair;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

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

    public Listed list(UUID round) {
        var found = rounds.findById(round).orElseThrow(() -> new IllegalStateException("no repair round " + round));
        return new Listed(repairs.of(round).stream().map(Repair::id).toList(), found.dueAt());
    }
}
