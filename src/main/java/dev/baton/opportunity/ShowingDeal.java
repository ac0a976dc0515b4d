package dev.baton.opportunity;

import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.stage.OpenTask;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads everything that the page of a deal shows, in one go. */
@Component
public class ShowingDeal {

    /**
     * @param look absent before the first stage and after the end
     * @param filed the files of all other stages
     * @param taskId the open task of its stage; absent while an approval runs
     */
    public record Shown(
            DealQueries.Details deal,
            Gate.@Nullable Look look,
            List<Gate.Filed> filed,
            @Nullable UUID taskId) {}

    private final Deals deals;
    private final DealQueries queries;
    private final Gate gate;
    private final OpenTask openTask;

    ShowingDeal(Deals deals, DealQueries queries, Gate gate, OpenTask openTask) {
        this.deals = deals;
        this.queries = queries;
        this.gate = gate;
        this.openTask = openTask;
    }

    @Transactional(readOnly = true)
    public Shown show(DealId id) {
        var deal = deals.get(id);
        var standing = deal.state() == DealState.OPEN && deal.stage() != null;
        return new Shown(
                queries.details(deal),
                standing ? gate.look(deal) : null,
                gate.filed(deal),
                Optional.of(id).flatMap(openTask::of).map(Inbox.Task::id).orElse(null));
    }
}
