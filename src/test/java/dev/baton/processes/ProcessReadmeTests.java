package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables in the README of a process say what the diagram and the code say. */
class ProcessReadmeTests {

    private static final String STEPS = "steps";
    private static final String EVENTS = "events";

    private static final Pattern PUBLISHES = Pattern.compile("ublish(?:Again)?\\(");
    private static final Path SOURCES = Path.of("src/main/java");

    static List<Diagram> diagrams() {
        return Diagram.all();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("The README of a process is current; -Dupdate-docs=true writes it anew")
    void theTableOfStepsIsCurrent(Diagram diagram) throws IOException {
        var file = diagram.file().resolveSibling("README.md");
        var text = Files.readString(file);
        var current = replaced(replaced(text, STEPS, steps(diagram)), EVENTS, events(diagram));
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(file, current);
        }
        assertThat(Files.readString(file))
                .as("run ./mvnw test -Dtest=ProcessReadmeTests -Dupdate-docs=true")
                .isEqualTo(current);
    }

    private static String replaced(String text, String part, String table) {
        var start = "<!-- " + part + ": written by ProcessReadmeTests, do not edit by hand -->\n";
        return text.substring(0, text.indexOf(start) + start.length())
                + table
                + text.substring(text.indexOf("<!-- /" + part + " -->\n"));
    }

    private static String steps(Diagram diagram) throws IOException {
        var workers = Workers.byJobType();
        var tests = TestMethods.read();
        var table = new StringBuilder("| element | job type | worker | use case | test |\n|---|---|---|---|---|\n");
        for (var node : diagram.all(FlowNode.class)) {
            var job = Diagram.extension(node, ZeebeTaskDefinition.class);
            var decision = Diagram.extension(node, ZeebeCalledDecision.class);
            var form = Diagram.extension(node, ZeebeFormDefinition.class);
            if (job.isPresent()) {
                var type = job.get().getType();
                var worker = workers.get(type);
                row(
                        table,
                        node,
                        code(type),
                        worker == null ? "" : code(worker.getSimpleName()),
                        worker == null ? "" : code(useCase(worker).getSimpleName()),
                        test(tests, diagram, testOf(worker, diagram), node.getId(), type));
            } else if (decision.isPresent()) {
                var id = decision.get().getDecisionId();
                row(
                        table,
                        node,
                        "decision " + code(id),
                        code(tableOf(id)),
                        "",
                        test(tests, diagram, testOfDecision(id, diagram), node.getId(), id));
            } else if (form.isPresent()) {
                var id = form.get().getFormId();
                row(
                        table,
                        node,
                        "form " + code(id),
                        code("forms/" + id + ".form"),
                        "",
                        test(tests, diagram, named(diagram) + "DiagramTests", node.getId()));
            }
        }
        return table.toString();
    }

    /** What the process waits for: a message, or a moment that a step has computed; and who writes it. */
    private static String events(Diagram diagram) throws IOException {
        var table = new StringBuilder("| event | waits for | written by |\n|---|---|---|\n");
        for (var event : diagram.all(CatchEvent.class)) {
            for (var definition : event.getEventDefinitions()) {
                if (definition instanceof MessageEventDefinition message) {
                    var name = message.getMessage().getName();
                    table.append(line(event, "message " + code(name), publishersOf(name)));
                } else if (definition instanceof TimerEventDefinition timer) {
                    var moment = Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle())
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElseThrow()
                            .getTextContent()
                            .strip();
                    var variable = moment.replaceFirst("^=", "");
                    table.append(line(event, "moment " + code(variable), writersOf(variable, diagram)));
                }
            }
        }
        return table.toString();
    }

    private static String line(CatchEvent event, String waitsFor, List<String> writers) {
        var name = event.getName() == null ? "" : event.getName().replace('\n', ' ') + " ";
        var by = writers.isEmpty()
                ? "the diagram"
                : writers.stream().map(ProcessReadmeTests::code).collect(Collectors.joining(" "));
        return "| %s`%s` | %s | %s |\n".formatted(name, event.getId(), waitsFor, by);
    }

    /** Classes that publish it, by its name or by the constant that holds it. */
    private static List<String> publishersOf(String message) throws IOException {
        var sources = sources();
        var words = new HashSet<>(Set.of("\"" + message + "\""));
        var constant = Pattern.compile("String (\\w+) = \"" + Pattern.quote(message) + "\"");
        sources.values().forEach(text -> constant.matcher(text).results().forEach(found -> words.add(found.group(1))));
        return sources.entrySet().stream()
                .filter(source -> PUBLISHES.matcher(source.getValue()).find())
                .filter(source -> words.stream()
                        .anyMatch(word -> Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)")
                                .matcher(source.getValue())
                                .find()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Workers of the diagram in whose answer, or in that of their use case, the moment stands. */
    private static List<String> writersOf(String variable, Diagram diagram) throws IOException {
        var sources = sources();
        var component = Pattern.compile("Instant " + Pattern.quote(variable) + "\\b");
        var workers = Workers.byJobType();
        return diagram.jobTypes().stream()
                .map(workers::get)
                .filter(Objects::nonNull)
                .filter(worker -> Stream.of(worker, useCase(worker))
                        .map(type -> sources.getOrDefault(type.getSimpleName(), ""))
                        .anyMatch(text -> component.matcher(text).find()))
                .map(Class::getSimpleName)
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), writers -> writers.isEmpty() ? sendersOf(variable, sources) : writers));
    }

    /** Classes that publish a message with the moment in it. */
    private static List<String> sendersOf(String variable, Map<String, String> sources) {
        return sources.entrySet().stream()
                .filter(source -> PUBLISHES.matcher(source.getValue()).find()
                        && source.getValue().contains("\"" + variable + "\""))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The text of every class by its name. */
    private static SortedMap<String, String> sources() throws IOException {
        var sources = new TreeMap<String, String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }

    /** A worker is a sentence about one use case: the first thing that it is given. */
    private static Class<?> useCase(Class<?> worker) {
        return worker.getDeclaredConstructors()[0].getParameterTypes()[0];
    }

    /** The method that names the element, else its job or decision; where none does, the class that plays it. */
    private static String test(TestMethods tests, Diagram diagram, String otherwise, String... words) {
        return Stream.of(words)
                .flatMap(word -> tests.naming(word, named(diagram), otherwise).stream())
                .map(TestMethods.Method::toString)
                .findFirst()
                .orElse(otherwise);
    }

    private static String code(String word) {
        return "`" + word + "`";
    }

    private static void row(StringBuilder table, FlowNode node, String job, String type, String act, String test) {
        table.append("| %s `%s` | %s | %s | %s | %s |\n"
                .formatted(node.getName().replace('\n', ' '), node.getId(), job, type, act, code(test)));
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
        return Files.exists(own) ? worker.getSimpleName() + "Tests" : named(diagram) + "ProcessTests";
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
            return named(diagram) + "ProcessTests";
        }
        return decision.equals("candidate-weights") ? "CandidateWeightsTests" : "RoutingTablesTests";
    }
}
