package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of steps in the README of a process says what the diagram and the code say. */
class ProcessReadmeTests {

    private static final String START = "<!-- steps: written by ProcessReadmeTests, do not edit by hand -->\n";
    private static final String END = "<!-- /steps -->\n";

    static List<Diagram> diagrams() {
        return Diagram.all();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("The README of a process is current; -Dupdate-docs=true writes it anew")
    void theTableOfStepsIsCurrent(Diagram diagram) throws IOException {
        var file = diagram.file().resolveSibling("README.md");
        var text = Files.readString(file);
        var current = text.substring(0, text.indexOf(START) + START.length())
                + table(diagram)
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(file, current);
        }
        assertThat(Files.readString(file))
                .as("run ./mvnw test -Dtest=ProcessReadmeTests -Dupdate-docs=true")
                .isEqualTo(current);
    }

    private static String table(Diagram diagram) throws IOException {
        var workers = Workers.byJobType();
        var table = new StringBuilder("| element | job type | class | test |\n|---|---|---|---|\n");
        for (var node : diagram.all(FlowNode.class)) {
            var job = Diagram.extension(node, ZeebeTaskDefinition.class);
            var decision = Diagram.extension(node, ZeebeCalledDecision.class);
            var form = Diagram.extension(node, ZeebeFormDefinition.class);
            if (job.isPresent()) {
                var worker = workers.get(job.get().getType());
                var name = worker == null ? "" : "`" + worker.getSimpleName() + "`";
                row(table, node, "`" + job.get().getType() + "`", name, testOf(worker, diagram));
            } else if (decision.isPresent()) {
                var id = decision.get().getDecisionId();
                row(table, node, "decision `" + id + "`", "`" + tableOf(id) + "`", testOfDecision(id, diagram));
            } else if (form.isPresent()) {
                var id = form.get().getFormId();
                row(
                        table,
                        node,
                        "form `" + id + "`",
                        "`forms/" + id + ".form`",
                        "`" + named(diagram) + "DiagramTests`");
            }
        }
        return table.toString();
    }

    private static void row(StringBuilder table, FlowNode node, String job, String type, String test) {
        table.append("| %s `%s` | %s | %s | %s |\n"
                .formatted(node.getName().replace('\n', ' '), node.getId(), job, type, test));
    }

    /** {@code lead-response} is {@code LeadResponse} in the names of its tests. */
    private static String named(Diagram diagram) {
        return Arrays.stream(diagram.processId().split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String testOf(@org.jspecify.annotations.Nullable Class<?> worker, Diagram diagram) {
        if (worker == null) {
            return "";
        }
        var own = Path.of("src", "test", "java", worker.getName().replace('.', '/') + "Tests.java");
        return Files.exists(own) ? "`" + worker.getSimpleName() + "Tests`" : "`" + named(diagram) + "ProcessTests`";
    }

    private static String tableOf(String decision) throws IOException {
        for (var table : ProcessFiles.tables()) {
            if (Files.readString(table).contains("<decision id=\"" + decision + "\"")) {
                return table.getFileName().toString();
            }
        }
        return "";
    }

    private static String testOfDecision(String decision, Diagram diagram) {
        if (!diagram.processId().equals("lead-response")) {
            return "`" + named(diagram) + "ProcessTests`";
        }
        return decision.equals("candidate-weights") ? "`CandidateWeightsTests`" : "`RoutingTablesTests`";
    }
}
