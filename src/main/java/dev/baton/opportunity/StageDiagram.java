package dev.baton.opportunity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Which stages the diagram has and where they are in it: a stage is a step of the type {@code opportunity.enterStage} and
 * what comes behind it. So a stage that somebody draws is a stage, without a line of Java.
 */
@Component
class StageDiagram {

    private static final String ENTERING = "opportunity.enterStage";

    /**
     * Where a stage is.
     *
     * @param entry the step by which a deal comes in
     * @param task the user task in which it stands
     * @param box the sub-process around the task; the task itself where there is none
     * @param elements everything of the stage that somebody may point at
     */
    record Place(String entry, String task, String box, List<String> elements) {}

    private record Read(Map<String, Place> places, ModelledFlows flows) {}

    private final OwnedTables tables;
    private final LoadingCache<String, Read> read =
            Caffeine.newBuilder().maximumSize(20).build(StageDiagram::read);

    StageDiagram(OwnedTables tables) {
        this.tables = tables;
    }

    /** By the key of the stage, in the order of the diagram. */
    Map<String, Place> places() {
        return read.get(tables.diagram().content()).places();
    }

    /** The flows of the diagram that a deal takes from one stage to another; empty where no flow leads there so. */
    List<String> way(String from, String to, Move kind) {
        var present = read.get(tables.diagram().content());
        var source = present.places().get(from);
        var target = present.places().get(to);
        return source == null || target == null
                ? List.of()
                : present.flows().way(source.box(), target.entry(), kind, to);
    }

    private static Read read(String bpmn) {
        var document = parse(bpmn);
        var places = places(document);
        return new Read(places, ModelledFlows.of(document, places.values()));
    }

    static Map<String, Place> places(String bpmn) {
        return places(parse(bpmn));
    }

    private static Map<String, Place> places(Document document) {
        var places = new LinkedHashMap<String, Place>();
        elements(document, "serviceTask")
                .filter(task -> all(task, "taskDefinition")
                        .anyMatch(definition -> definition.getAttribute("type").equals(ENTERING)))
                .forEach(task -> all(task, "input")
                        .filter(input -> input.getAttribute("target").equals("stage"))
                        .findFirst()
                        .ifPresent(input -> places.put(literal(input.getAttribute("source")), place(document, task))));
        return Collections.unmodifiableMap(places);
    }

    /** The user task that the flow out of the entry leads to, or the one inside the sub-process that it leads to. */
    private static Place place(Document document, Element entry) {
        var target = elements(document, "sequenceFlow")
                .filter(flow -> flow.getAttribute("sourceRef").equals(entry.getAttribute("id")))
                .map(flow -> flow.getAttribute("targetRef"))
                .findFirst()
                .orElse("");
        var id = entry.getAttribute("id");
        return Stream.concat(elements(document, "userTask"), elements(document, "subProcess"))
                .filter(element -> element.getAttribute("id").equals(target))
                .findFirst()
                .map(box -> new Place(
                        id,
                        (box.getLocalName().equals("userTask") ? Stream.of(box) : all(box, "userTask"))
                                .findFirst()
                                .map(task -> task.getAttribute("id"))
                                .orElse(""),
                        target,
                        Stream.concat(Stream.of(id, target), all(box, "*").map(one -> one.getAttribute("id")))
                                .filter(one -> !one.isEmpty())
                                .toList()))
                .orElseGet(() -> new Place(id, "", "", List.of(id)));
    }

    /** {@code ="signing"} means the word. */
    private static String literal(String expression) {
        return expression.replaceAll("^=\\s*\"|\"\\s*$", "");
    }

    static Stream<Element> elements(Document document, String name) {
        return all(document.getDocumentElement(), name);
    }

    static Stream<Element> all(Element parent, String name) {
        var found = parent.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(StageDiagram::element);
    }

    private static Element element(@Nullable Node node) {
        if (node instanceof Element element) {
            return element;
        }
        throw new IllegalStateException("not an element");
    }

    private static Document parse(String bpmn) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(bpmn)));
        } catch (ParserConfigurationException | SAXException | java.io.IOException e) {
            throw new IllegalStateException("the diagram of the stages cannot be read", e);
        }
    }
}
