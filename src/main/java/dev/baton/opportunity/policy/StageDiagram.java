package dev.baton.opportunity.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.baton.engine.tables.ModelXml;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * The stage behind the gate of another, as the version of the diagram that a deal runs on draws it; empty where winning
     * is behind it. Where that version is not on file any more, the newest counts.
     */
    public Optional<String> next(String stage, int version) {
        var present = read.get(tables.diagram(version).content());
        var place = present.places().get(stage);
        if (place == null) {
            throw new IllegalStateException("the diagram has no stage " + stage);
        }
        var byEntry = new HashMap<String, String>();
        present.places().forEach((key, other) -> byEntry.put(other.entry(), key));
        return present.flows().next(place.box(), byEntry.keySet()).map(byEntry::get);
    }

    /** Whether winning is behind the gate of a stage, as the newest diagram draws it. */
    public boolean isLast(String stage) {
        return next(stage, tables.diagram().version()).isEmpty();
    }

    /** The element of the user task in which a deal stands, in the version of the diagram that it runs on. */
    public String task(String stage, int version) {
        var place = read.get(tables.diagram(version).content()).places().get(stage);
        return place == null ? "" : place.task();
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
