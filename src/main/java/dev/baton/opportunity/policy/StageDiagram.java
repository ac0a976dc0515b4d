package dev.baton.opportunity.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.baton.engine.tables.ModelXml;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Which stages the diagram has and where they are in it: a stage is a step of the type {@code opportunity.enterStage} and
 * what comes behind it. So a stage that somebody draws is a stage, without a line of Java.
 */
@Component
public class StageDiagram {

    private static final String ENTERING = "opportunity.enterStage";

    /**
     * Where a stage is.
     *
     * @param entry the step by which a deal comes in
     * @param task the user task in which it stands
     * @param box the sub-process around the task; the task itself where there is none
     * @param elements everything of the stage that somebody may point at
     */
    public record Place(String entry, String task, String box, List<String> elements) {}

    private record Read(Map<String, Place> places, ModelledFlows flows) {}

    private final StageTables tables;
    private final LoadingCache<String, Read> read =
            Caffeine.newBuilder().maximumSize(20).build(StageDiagram::read);

    StageDiagram(StageTables tables) {
        this.tables = tables;
    }

    /** By the key of the stage, in the order of the diagram. */
    public Map<String, Place> places() {
        return read.get(tables.diagram().content()).places();
    }

    /** The flows of the diagram that a deal takes from one stage to another; empty where no flow leads there so. */
    public List<String> way(String from, String to, Move kind) {
        var present = read.get(tables.diagram().content());
        var source = present.places().get(from);
        var target = present.places().get(to);
        return source == null || target == null
                ? List.of()
                : present.flows().way(source.box(), target.entry(), kind, to);
    }

    private static Read read(String bpmn) {
        var diagram = parse(bpmn);
        var places = places(diagram);
        return new Read(places, ModelledFlows.of(diagram, places.values()));
    }

    static Map<String, Place> places(String bpmn) {
        return places(parse(bpmn));
    }

    private static Map<String, Place> places(Element diagram) {
        var places = new LinkedHashMap<String, Place>();
        ModelXml.all(diagram, "serviceTask")
                .filter(task -> ModelXml.all(task, "taskDefinition")
                        .anyMatch(definition -> definition.getAttribute("type").equals(ENTERING)))
                .forEach(task -> ModelXml.all(task, "input")
                        .filter(input -> input.getAttribute("target").equals("stage"))
                        .findFirst()
                        .ifPresent(input -> places.put(literal(input.getAttribute("source")), place(diagram, task))));
        return Collections.unmodifiableMap(places);
    }

    /** The user task that the flow out of the entry leads to, or the one inside the sub-process that it leads to. */
    private static Place place(Element diagram, Element entry) {
        var target = ModelXml.all(diagram, "sequenceFlow")
                .filter(flow -> flow.getAttribute("sourceRef").equals(entry.getAttribute("id")))
                .map(flow -> flow.getAttribute("targetRef"))
                .findFirst()
                .orElse("");
        var id = entry.getAttribute("id");
        return Stream.concat(ModelXml.all(diagram, "userTask"), ModelXml.all(diagram, "subProcess"))
                .filter(element -> element.getAttribute("id").equals(target))
                .findFirst()
                .map(box -> new Place(
                        id,
                        (box.getLocalName().equals("userTask") ? Stream.of(box) : ModelXml.all(box, "userTask"))
                                .findFirst()
                                .map(task -> task.getAttribute("id"))
                                .orElse(""),
                        target,
                        Stream.concat(
                                        Stream.of(id, target),
                                        ModelXml.all(box, "*").map(one -> one.getAttribute("id")))
                                .filter(one -> !one.isEmpty())
                                .toList()))
                .orElseGet(() -> new Place(id, "", "", List.of(id)));
    }

    /** {@code ="signing"} means the word. */
    private static String literal(String expression) {
        return expression.replaceAll("^=\\s*\"|\"\\s*$", "");
    }

    private static Element parse(String bpmn) {
        try {
            return ModelXml.read(bpmn);
        } catch (SAXException e) {
            throw new IllegalStateException("the diagram of the stages cannot be read", e);
        }
    }
}
