package dev.baton.processes;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A diagram as its owner saved it. */
record Diagram(Path file, BpmnModelInstance model) {

    static Diagram read(Path file) {
        return new Diagram(file, Bpmn.readModelFromFile(file.toFile()));
    }

    static List<Diagram> all() {
        return ProcessFiles.diagrams().stream().map(Diagram::read).toList();
    }

    static Diagram of(String processId) {
        return all().stream()
                .filter(diagram -> diagram.processId().equals(processId))
                .findFirst()
                .orElseThrow();
    }

    String processId() {
        return all(Process.class).iterator().next().getId();
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    SortedSet<String> flowNodeIds() {
        return ids(FlowNode.class);
    }

    SortedSet<String> sequenceFlowIds() {
        return ids(SequenceFlow.class);
    }

    SortedSet<String> jobTypes() {
        return all(ZeebeTaskDefinition.class).stream()
                .map(ZeebeTaskDefinition::getType)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The one extension element of that type, where the element has it. */
    static <T extends ModelElementInstance> Optional<T> extension(BaseElement element, Class<T> type) {
        return Optional.ofNullable(element.getExtensionElements())
                .flatMap(extensions ->
                        extensions.getElementsQuery().filterByType(type).findSingleResult());
    }

    private SortedSet<String> ids(Class<? extends BaseElement> type) {
        return all(type).stream().map(BaseElement::getId).collect(Collectors.toCollection(TreeSet::new));
    }
}
