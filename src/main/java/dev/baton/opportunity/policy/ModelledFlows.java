package dev.baton.opportunity.policy;

import dev.baton.engine.tables.ModelXml;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The flows between stages as the diagram draws them. They are found by walking it the way the engine would, so what
 * somebody draws between two stages is a way between them.
 */
final class ModelledFlows {

    /** {@code =move = "return"}: all that flows between stages ask. */
    private static final Pattern CONDITION = Pattern.compile("=\\s*(\\w+)\\s*=\\s*\"([^\"]*)\"\\s*");

    private record Flow(
            String id,
            String source,
            String target,
            @Nullable String condition,
            boolean otherwise) {

        /** Whoever comes to its source goes on by it. */
        boolean always() {
            return condition == null && !otherwise;
        }
    }

    private final Map<String, List<Flow>> bySource;
    private final Map<String, List<String>> interruptions;
    private final Set<String> closed;

    private ModelledFlows(
            Map<String, List<Flow>> bySource, Map<String, List<String>> interruptions, Set<String> closed) {
        this.bySource = bySource;
        this.interruptions = interruptions;
        this.closed = closed;
    }

    static ModelledFlows of(Element diagram, Collection<StageDiagram.Place> places) {
        var defaults = ModelXml.all(diagram, "*")
                .map(element -> element.getAttribute("default"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        var flows = new HashMap<String, List<Flow>>();
        ModelXml.all(diagram, "sequenceFlow")
                .forEach(flow -> flows.computeIfAbsent(flow.getAttribute("sourceRef"), any -> new ArrayList<>())
                        .add(new Flow(
                                flow.getAttribute("id"),
                                flow.getAttribute("sourceRef"),
                                flow.getAttribute("targetRef"),
                                ModelXml.all(flow, "conditionExpression")
                                        .map(Element::getTextContent)
                                        .findFirst()
                                        .orElse(null),
                                defaults.contains(flow.getAttribute("id")))));
        var interruptions = ModelXml.all(diagram, "boundaryEvent")
                .filter(event -> !event.getAttribute("cancelActivity").equals("false"))
                .collect(Collectors.groupingBy(
                        event -> event.getAttribute("attachedToRef"),
                        Collectors.mapping(event -> event.getAttribute("id"), Collectors.toList())));
        var closed = new HashSet<String>();
        places.forEach(place -> closed.add(place.entry()));
        places.forEach(place -> closed.add(place.box()));
        return new ModelledFlows(flows, interruptions, closed);
    }

    /**
     * The flows from the box of one stage to the entry of another, first to last, without those that every way out of the
     * one and into the other has in common; empty where there is no way.
     */
    List<String> way(String box, String entry, Move kind, String toStage) {
        var said = Map.of("toStage", toStage, "move", word(kind));
        var starts = kind == Move.REPAIR ? interruptions.getOrDefault(box, List.of()) : List.of(box);
        var cameBy = new HashMap<String, List<Flow>>();
        var waiting = new ArrayDeque<String>();
        for (var start : starts) {
            cameBy.put(start, List.of());
            waiting.add(start);
        }
        while (!waiting.isEmpty()) {
            var node = waiting.remove();
            for (var flow : open(node, said)) {
                if (cameBy.containsKey(flow.target())) {
                    continue;
                }
                var way = new ArrayList<>(cameBy.getOrDefault(node, List.of()));
                way.add(flow);
                if (flow.target().equals(entry)) {
                    return between(way, box, entry);
                }
                cameBy.put(flow.target(), way);
                if (!closed.contains(flow.target())) {
                    waiting.add(flow.target());
                }
            }
        }
        return List.of();
    }

    private static List<String> between(List<Flow> way, String box, String entry) {
        return way.stream()
                .filter(flow -> way.size() == 1
                        || !flow.always()
                        || (!flow.source().equals(box) && !flow.target().equals(entry)))
                .map(Flow::id)
                .toList();
    }

    /** The flows out of a node that are taken: those whose condition holds, or else the default one. */
    private List<Flow> open(String node, Map<String, String> said) {
        var flows = bySource.getOrDefault(node, List.of());
        var held = flows.stream()
                .filter(flow -> !flow.otherwise() && holds(flow.condition(), said))
                .toList();
        return held.isEmpty() ? flows.stream().filter(Flow::otherwise).toList() : held;
    }

    private static boolean holds(@Nullable String condition, Map<String, String> said) {
        if (condition == null) {
            return true;
        }
        var match = CONDITION.matcher(condition.strip());
        return match.matches() && match.group(2).equals(said.get(match.group(1)));
    }

    /** As the gate tells the diagram; a repair goes back like a return. */
    private static String word(Move kind) {
        return kind == Move.REPAIR ? "return" : kind.name().toLowerCase(Locale.ROOT);
    }
}
