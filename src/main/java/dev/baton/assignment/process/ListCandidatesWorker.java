package dev.baton.assignment.process;

import dev.baton.assignment.ListingCandidates;
import dev.baton.assignment.ListingCandidates.Place;
import dev.baton.assignment.Routing;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_listCandidates}: List candidates. */
@Component
class ListCandidatesWorker implements StepWorker<ListCandidatesWorker.Input, ListingCandidates.Listed> {

    record Input(
            LeadId leadId,
            int round,
            @Nullable String regionRoute,
            @Nullable String businessLine,
            @Nullable Map<String, Object> sizeRoute,
            @Nullable List<Map<String, Object>> routingSteps,
            @Nullable String region,
            @Nullable String source,
            @Nullable String industry,
            @Nullable String companySize) {

        Routing routing() {
            return new Routing(
                    regionRoute,
                    businessLine,
                    sizeRoute,
                    routingSteps,
                    new Routing.Asked(region, source, industry, companySize));
        }
    }

    private final ListingCandidates listing;

    ListCandidatesWorker(ListingCandidates listing) {
        this.listing = listing;
    }

    @Override
    public ListingCandidates.Listed work(Input input, Step step) {
        return listing.list(
                input.leadId(),
                input.round(),
                input.routing(),
                new Place(step.processInstanceKey(), step.processDefinitionKey(), step.processVersion()));
    }
}
