package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.opportunity.policy.OpportunityStages;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.InclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskSchedule;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeUserTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a diagram, a table or a form names must exist, and what must be there for people is there. */
class DiagramContractTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ENGLISH_ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");
    private static final Pattern FORM_KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*(\\.[a-zA-Z][a-zA-Z0-9]*)*");

    static List<Diagram> diagrams() {
        return Diagram.all();
    }

    static List<Path> forms() {
        return ProcessFiles.forms();
    }

    @Test
    @DisplayName("Every job type of a diagram has a worker, and every worker a diagram")
    void jobTypesAndWorkersMatch() {
        var named = diagrams().stream()
                .flatMap(diagram -> diagram.jobTypes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Workers.byJobType().keySet()).containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("A worker is named after its job type, in the package of its module")
    void workersAreNamedAfterTheirJob(Diagram diagram) {
        Workers.byJobType().forEach((type, worker) -> {
            var dot = type.indexOf('.');
            var verb = type.substring(dot + 1);
            assertThat(worker.getName())
                    .isEqualTo("dev.baton." + type.substring(0, dot) + ".process."
                            + Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + "Worker");
        });
    }

    @Test
    @DisplayName("A worker hands its job to the use case with the same verb: CallApproversWorker to CallingApprovers")
    void workersAndUseCasesShareAVerb() {
        assertThat(Workers.byJobType().values()).allSatisfy(worker -> assertThat(collaborators(worker))
                .as("use case of %s", worker.getSimpleName())
                .anyMatch(useCase -> sameVerb(words(worker.getSimpleName()), words(useCase.getSimpleName()))));
    }

    private static List<Class<?>> collaborators(Class<?> worker) {
        return Stream.of(worker.getDeclaredConstructors())
                .<Class<?>>flatMap(constructor -> Stream.of(constructor.getParameterTypes()))
                .toList();
    }

    private static List<String> words(String name) {
        return List.of(name.split("(?=[A-Z])"));
    }

    /** The worker's name without its last word, with the first word as a gerund. */
    private static boolean sameVerb(List<String> worker, List<String> useCase) {
        var verb = worker.getFirst();
        var stem = verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb;
        return useCase.getFirst().startsWith(stem)
                && useCase.getFirst().endsWith("ing")
                && useCase.subList(1, useCase.size()).equals(worker.subList(1, worker.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Every service task is tried five times")
    void retries(Diagram diagram) {
        assertThat(diagram.all(ServiceTask.class)).isNotEmpty();
        assertThat(diagram.all(ZeebeTaskDefinition.class))
                .allSatisfy(
                        task -> assertThat(task.getRetries()).as(task.getType()).isEqualTo("5"));
    }

    @Test
    @DisplayName("Every decision that a diagram calls is in a table, and every table is called or read by code")
    void decisionsResolve() throws Exception {
        var called = new TreeSet<String>();
        for (var diagram : diagrams()) {
            diagram.all(ZeebeCalledDecision.class).forEach(decision -> called.add(decision.getDecisionId()));
        }
        var decided = new TreeSet<String>();
        var required = new TreeSet<String>();
        for (var table : ProcessFiles.tables()) {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(table.toFile());
            var decisions = document.getElementsByTagName("decision");
            for (var i = 0; i < decisions.getLength(); i++) {
                decided.add(((org.w3c.dom.Element) decisions.item(i)).getAttribute("id"));
            }
            var requirements = document.getElementsByTagName("requiredDecision");
            for (var i = 0; i < requirements.getLength(); i++) {
                required.add(((org.w3c.dom.Element) requirements.item(i))
                        .getAttribute("href")
                        .substring(1));
            }
            assertThat(document.getElementsByTagName("dmndi:DMNShape").getLength())
                    .as("%s is drawn", table)
                    .isGreaterThanOrEqualTo(decisions.getLength());
        }
        assertThat(decided).containsAll(called).containsAll(required);
        decided.removeAll(required);
        assertThat(decided).containsAll(called);
        var code = productCode();
        decided.removeAll(called);
        assertThat(decided).allSatisfy(decision -> assertThat(code).contains('"' + decision + '"'));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName(
            "Every user task tells a person what to do, has a form, candidate groups and a due date, and is job-based")
    void userTasks(Diagram diagram) throws IOException {
        var formIds = formIds();
        for (var task : diagram.all(UserTask.class)) {
            assertThat(task.getDocumentations()).as(task.getId()).isNotEmpty();
            assertThat(task.getDocumentations().iterator().next().getTextContent())
                    .isNotBlank();
            assertThat(formIds)
                    .contains(required(task, ZeebeFormDefinition.class).getFormId());
            assertThat(required(task, ZeebeAssignmentDefinition.class).getCandidateGroups())
                    .isNotBlank();
            assertThat(required(task, ZeebeTaskSchedule.class).getDueDate()).isNotBlank();
            assertThat(Diagram.extension(task, ZeebeUserTask.class))
                    .as(task.getId())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Every gateway that splits has a question and a default flow; every other flow has a condition")
    void gateways(Diagram diagram) {
        for (var gateway : diagram.all(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                assertThat(gateway.getDefault())
                        .as("default flow of %s", gateway.getId())
                        .isNotNull();
                assertThat(gateway.getName()).as("name of %s", gateway.getId()).isNotBlank();
                assertConditions(gateway, gateway.getDefault());
            }
        }
        for (var gateway : diagram.all(InclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                assertThat(gateway.getDefault())
                        .as("default flow of %s", gateway.getId())
                        .isNotNull();
                assertConditions(gateway, gateway.getDefault());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Everything that people see has a name, every end an outcome")
    void names(Diagram diagram) {
        var named = Stream.of(EndEvent.class, StartEvent.class, BoundaryEvent.class, UserTask.class, ServiceTask.class)
                .flatMap(type -> diagram.all(type).stream())
                .map(FlowNode.class::cast);
        assertThat(named)
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Ids are English, unique, and tell the type")
    void ids(Diagram diagram) {
        var seen = new HashSet<String>();
        for (var element : diagram.all(BaseElement.class)) {
            var id = element.getId();
            if (id != null) {
                assertThat(id).matches(ENGLISH_ID);
                assertThat(seen.add(id)).as("%s is there once", id).isTrue();
            }
        }
        assertThat(diagram.all(ServiceTask.class)).allMatch(task -> task.getId().startsWith("serviceTask_"));
        assertThat(diagram.all(UserTask.class)).allMatch(task -> task.getId().startsWith("userTask_"));
        assertThat(diagram.all(EndEvent.class)).allMatch(event -> event.getId().startsWith("endEvent_"));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("The folder, the file and the process have one name, and a README")
    void oneFolderAProcess(Diagram diagram) {
        assertThat(diagram.file()).isEqualTo(Path.of("processes", diagram.processId(), diagram.processId() + ".bpmn"));
        assertThat(diagram.file().resolveSibling("README.md")).exists();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Every element and flow is drawn, and drawn once")
    void drawing(Diagram diagram) {
        var shapes = diagram.all(BpmnShape.class).stream()
                .map(shape -> shape.getBpmnElement().getId())
                .toList();
        assertThat(shapes).containsExactlyInAnyOrderElementsOf(diagram.flowNodeIds());
        var edges = diagram.all(BpmnEdge.class).stream()
                .map(edge -> edge.getBpmnElement().getId())
                .toList();
        assertThat(edges).containsExactlyInAnyOrderElementsOf(diagram.sequenceFlowIds());
        assertThat(diagram.all(BpmnEdge.class))
                .allSatisfy(edge -> assertThat(edge.getWaypoints()).hasSizeGreaterThanOrEqualTo(2));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("All timers are absolute dates from a variable (deadlines survive restarts and migrations)")
    void timers(Diagram diagram) {
        assertThat(diagram.all(TimerEventDefinition.class)).allSatisfy(timer -> {
            assertThat(timer.getTimeDate()).as("timeDate of %s", timer.getId()).isNotNull();
            assertThat(timer.getTimeDate().getTextContent()).matches("=[a-zA-Z]+");
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Every message that is waited for has a name and a correlation key, and code that publishes it")
    void messages(Diagram diagram) throws IOException {
        var code = productCode();
        for (var definition : diagram.all(MessageEventDefinition.class)) {
            var message = definition.getMessage();
            if (message == null) {
                continue;
            }
            assertThat(message.getName()).matches("[a-z]+\\.[a-z]+");
            assertThat(code).as("code publishes %s", message.getName()).contains('"' + message.getName() + '"');
            if (!(definition.getParentElement() instanceof StartEvent)) {
                assertThat(required(message, ZeebeSubscription.class).getCorrelationKey())
                        .isNotBlank();
            }
        }
        assertThat(diagram.all(Message.class)).extracting(Message::getName).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("forms")
    @DisplayName("A form is named after its file; its keys can be read, are there once, and each input has a label")
    void formsParse(Path file) throws IOException {
        var form = JSON.readTree(file.toFile());
        assertThat(form.get("id").asString() + ".form")
                .isEqualTo(file.getFileName().toString());
        assertThat(form.get("executionPlatform").asString()).isEqualTo("Camunda Cloud");
        assertThat(form.get("schemaVersion").asInt()).isEqualTo(19);
        var keys = new ArrayList<String>();
        var ids = new ArrayList<String>();
        walk(form.get("components"), "", keys, ids);
        assertThat(keys).allMatch(key -> FORM_KEY.matcher(key).matches()).doesNotHaveDuplicates();
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("Every form is used by a diagram or starts one by hand")
    void formsAreUsed() throws IOException {
        var used = diagrams().stream()
                .flatMap(diagram -> diagram.all(ZeebeFormDefinition.class).stream())
                .map(ZeebeFormDefinition::getFormId)
                .collect(Collectors.toCollection(TreeSet::new));
        used.add("lead-quick-create");
        assertThat(formIds()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    @DisplayName("A lead entered by hand needs exactly five fields (LI-01)")
    void quickCreateHasFiveRequiredFields() throws IOException {
        var form = JSON.readTree(
                ProcessFiles.FORMS.resolve("lead-quick-create.form").toFile());
        var required = new ArrayList<String>();
        form.get("components").forEach(component -> {
            if (component.path("validate").path("required").asBoolean()) {
                required.add(component.get("key").asString());
            }
        });
        assertThat(required).containsExactlyInAnyOrder("name", "phone", "source", "intent", "nextFollowUpAt");
    }

    @Test
    @DisplayName("What code calls the messages and elements of opportunity-stages is what its diagram calls them")
    void vocabularyOfStages() throws Exception {
        var diagram = Diagram.of(OpportunityStages.PROCESS);
        assertThat(words(OpportunityStages.Messages.class))
                .containsExactlyInAnyOrderElementsOf(diagram.all(Message.class).stream()
                        .map(Message::getName)
                        .toList());
        assertThat(diagram.flowNodeIds())
                .containsAll(words(OpportunityStages.Tasks.class))
                .containsAll(words(OpportunityStages.Elements.class));
        // Each once in the product.
        var code = productCode();
        for (var word : List.of(
                OpportunityStages.PROCESS,
                OpportunityStages.Messages.REPAIRED,
                OpportunityStages.Messages.SUBSTATE_CHANGED,
                OpportunityStages.Tasks.PICK_BLOCKER,
                OpportunityStages.Elements.WATCH_SUBSTATE)) {
            assertThat(code.split(Pattern.quote("\"" + word + "\""), -1))
                    .as(word)
                    .hasSize(2);
        }
    }

    private static List<String> words(Class<?> vocabulary) throws IllegalAccessException {
        var words = new ArrayList<String>();
        for (var field : vocabulary.getDeclaredFields()) {
            if (field.get(null) instanceof String word) {
                words.add(word);
            }
        }
        return words;
    }

    @Test
    @DisplayName("What a lead entered by hand offers to choose from is what the house offers everywhere")
    void quickCreateChoosesFromTheDictionary() throws IOException {
        var form = JSON.readTree(
                ProcessFiles.FORMS.resolve("lead-quick-create.form").toFile());
        var chosen = new ArrayList<String>();
        form.get("components").forEach(component -> {
            if (List.of("select", "radio").contains(component.path("type").asString(""))) {
                assertThat(component.has("values")).isFalse();
                chosen.add(component.path("valuesKey").asString(""));
            }
        });
        assertThat(chosen).containsExactlyInAnyOrder("sources", "intents", "regions", "industries", "companySizes");
    }

    private static void walk(JsonNode components, String path, List<String> keys, List<String> ids) {
        for (var component : components) {
            ids.add(component.path("id").asString(null));
            var below = component.has("path") ? path + component.get("path").asString() + "." : path;
            if (component.has("key")) {
                keys.add(path + component.get("key").asString());
                assertThat(component.path("label").asString("")
                                + component.path("dateLabel").asString(""))
                        .as("label of %s", component.get("key"))
                        .isNotBlank();
            }
            if (component.has("components")) {
                walk(component.get("components"), below, keys, ids);
            }
        }
    }

    private static void assertConditions(FlowNode gateway, SequenceFlow byDefault) {
        for (var flow : gateway.getOutgoing()) {
            if (flow.equals(byDefault)) {
                assertThat(flow.getConditionExpression()).as(flow.getId()).isNull();
            } else {
                assertThat(flow.getConditionExpression()).as(flow.getId()).isNotNull();
                assertThat(flow.getName()).as("name of %s", flow.getId()).isNotBlank();
            }
        }
    }

    private static Set<String> formIds() throws IOException {
        var ids = new TreeSet<String>();
        for (var form : ProcessFiles.forms()) {
            ids.add(JSON.readTree(form.toFile()).get("id").asString());
        }
        return ids;
    }

    private static String productCode() throws IOException {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            var code = new StringBuilder();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
            return code.toString();
        }
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> T required(
            BaseElement element, Class<T> type) {
        return Diagram.extension(element, type)
                .orElseThrow(() -> new AssertionError(element.getId() + " lacks " + type.getSimpleName()));
    }
}
