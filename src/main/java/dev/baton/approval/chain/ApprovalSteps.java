package dev.baton.approval.chain;

import dev.baton.greenchannel.Purpose;
import dev.baton.greenchannel.SkippableSteps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** The steps of quotes' and contracts' approvals, as the table of limits names them: what a green channel may leave out. */
@Component
class ApprovalSteps implements SkippableSteps {

    private final TimeLimits limits;

    ApprovalSteps(TimeLimits limits) {
        this.limits = limits;
    }

    @Override
    public Purpose purpose() {
        return Purpose.SKIP_APPROVAL;
    }

    /** A step that both kinds have is named once: a grant leaves it out of whichever approval comes next. */
    @Override
    public List<Known> steps() {
        var byKey = new LinkedHashMap<String, Known>();
        Arrays.stream(ApprovalKind.values())
                .flatMap(kind -> limits.steps(kind).stream())
                .forEach(step -> byKey.putIfAbsent(step.key(), new Known(step.key(), step.nameZh(), step.nameEn())));
        return List.copyOf(byKey.values());
    }
}
