package dev.baton.opportunity.gate;

import dev.baton.evidence.EvidenceOwner;
import dev.baton.evidence.Expectation;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.DealScope.Sight;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says whose the files of a deal are, and what each stage takes in (SG-03, SG-12). */
@Component
class DealEvidence implements EvidenceOwner {

    private final Deals deals;
    private final DealScope scope;
    private final StagePolicy policy;
    private final ObjectProvider<Gate> gate;

    /** The gate asks for files, and files for their owner: it is looked up when it is needed. */
    DealEvidence(Deals deals, DealScope scope, StagePolicy policy, ObjectProvider<Gate> gate) {
        this.deals = deals;
        this.scope = scope;
        this.policy = policy;
        this.gate = gate;
    }

    @Override
    public String recordKind() {
        return Gate.RECORD_KIND;
    }

    @Override
    public void mustSee(Caller caller, UUID recordId) {
        scope.require(caller, new DealId(recordId), Sight.READ);
    }

    @Override
    public void mustChange(Caller caller, UUID recordId) {
        scope.require(caller, new DealId(recordId), Sight.WORK);
    }

    @Override
    public Expectation expectation(UUID recordId, String stage, String kind) {
        var deal = deals.get(new DealId(recordId));
        var known = policy.find(stage)
                .orElseThrow(() -> unknown(
                        "stage", stage, policy.stages().stream().map(Stage::key).toList()));
        var proof = known.proof(kind)
                .orElseThrow(() -> unknown(
                        "kind",
                        kind,
                        known.evidence().stream().map(Stage.Proof::kind).toList()));
        var expected = Expectation.of(proof.types());
        return switch (proof.compare()) {
            case "amount" ->
                expected.withAmount(deal.money().amount(), deal.money().currency());
            case "date" -> expected.withDates(Set.of(deal.expectedCloseOn()));
            default -> expected;
        };
    }

    @Override
    public Belonging belonging(UUID recordId) {
        var deal = deals.get(new DealId(recordId));
        return new Belonging(deal.region(), deal.owner());
    }

    @Override
    public Optional<String> name(UUID recordId) {
        return deals.findById(recordId).map(Deal::name);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(UUID recordId) {
        var deal = deals.change(new DealId(recordId));
        if (deal.state() == DealState.OPEN && deal.stage() != null) {
            deal.missing(gate.getObject().look(deal).missing().size());
        }
    }

    private static Refusal unknown(String field, String value, Object allowed) {
        return Refusal.invalid("invalid-enum", field, Map.of("field", field, "value", value, "allowed", allowed));
    }
}
