package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.repair.ListingStuck;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code serviceTask_listStuck}: List stuck deals. */
@Component
class ListStuckWorker implements StepWorker<ListStuckWorker.Input, ListStuckWorker.Output> {

    record Input(UUID roundId) {}

    record Output(List<UUID> items, Instant dueAt) {}

    private final ListingStuck listing;

    ListStuckWorker(ListingStuck listing) {
        this.listing = listing;
    }

    @Override
    public Output work(Input input, Step step) {
        var listed = listing.list(input.roundId(), step.processInstanceKey());
        return new Output(listed.items(), listed.dueAt());
    }
}
