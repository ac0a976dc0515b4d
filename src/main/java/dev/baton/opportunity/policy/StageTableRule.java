package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DeployableTables;
import dev.baton.engine.tables.TableFault;
import dev.baton.engine.tables.TableRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the tables of {@code opportunity-stages} have to say so that no deal meets a gate that nobody has defined: rows for
 * every stage of the diagram and for no other, three hard conditions each (SG-02), three to five sub-states (SW-01), twelve
 * reasons why a deal stands (SW-03), a limit for everything that can stand.
 */
@Component
class StageTableRule implements TableRule {

    /** The tables with a column for the stage. */
    private static final List<String> BY_STAGE = List.of(
            "stage-policy",
            "stage-evidence",
            "stage-conditions",
            "stage-actions",
            "stage-fields",
            "substates",
            "dwell-policy");

    @Override
    public Set<String> decisions() {
        return StageTables.FILES.keySet();
    }

    @Override
    public Set<String> mustAnswer() {
        return Set.of("process-variant", "risk-level");
    }

    @Override
    public Map<String, Set<String>> words() {
        return Map.of(
                "dwell-policy.limit",
                Arrays.stream(DwellPolicy.Limit.values())
                        .map(DwellPolicy.Limit::word)
                        .collect(Collectors.toSet()));
    }

    @Override
    public void check(DeployableTables tables, Consumer<TableFault> faults) {
        var stages = StageDiagram.places(tables.file(OpportunityStages.PROCESS + ".bpmn"))
                .keySet();
        var cells = new CellChecks(tables, stages, faults);
        BY_STAGE.stream().map(tables::table).forEach(cells::stagesAreKnown);
        new StagePolicyCheck(cells).run();
        new SubstatesCheck(cells).run();
        new DwellPolicyCheck(cells).run();
        new ProcessVariantCheck(cells).run();
        new RiskLevelCheck(cells).run();
        new QualityLimitsCheck(cells).run();
    }
}
