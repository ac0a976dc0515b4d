package dev.baton.opportunity.policy;

import dev.baton.greenchannel.Purpose;
import dev.baton.greenchannel.SkippableSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** The stages of the diagram, as places that a green channel may lead to (SG-06). */
@Component
class JumpableStages implements SkippableSteps {

    private final StagePolicy policy;

    JumpableStages(StagePolicy policy) {
        this.policy = policy;
    }

    @Override
    public Purpose purpose() {
        return Purpose.STAGE_JUMP;
    }

    @Override
    public List<Known> steps() {
        return policy.stages().stream()
                .map(stage ->
                        new Known(stage.key(), stage.name().zh(), stage.name().en()))
                .toList();
    }
}
