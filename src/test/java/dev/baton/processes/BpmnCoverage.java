package dev.baton.processes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.camunda.zeebe.model.bpmn.instance.EventBasedGateway;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.process.test.filters.RecordStream;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Which elements and sequence flows of a diagram the engine went through, read from its own records. */
final class BpmnCoverage {

    private static final Path FOLDER = Path.of("target", "bpmn-coverage");

    private final Diagram diagram;
    private final Map<String, Integer> nodes = new TreeMap<>();
    private final Map<String, Integer> flows = new TreeMap<>();

    /** The engine goes from an event gateway straight to the event that happened and records no flow. */
    private final Map<String, List<String>> flowsIntoEvents;

    BpmnCoverage(Diagram diagram) {
        this.diagram = diagram;
        diagram.flowNodeIds().forEach(id -> nodes.put(id, 0));
        diagram.sequenceFlowIds().forEach(id -> flows.put(id, 0));
        flowsIntoEvents = diagram.all(SequenceFlow.class).stream()
                .filter(flow -> flow.getSource() instanceof EventBasedGateway)
                .collect(groupingBy(flow -> flow.getTarget().getId(), mapping(SequenceFlow::getId, toList())));
    }

    void add(RecordStream records) {
        for (var record : records.processInstanceRecords()) {
            var value = record.getValue();
            if (!value.getBpmnProcessId().equals(diagram.processId())) {
                continue;
            }
            if (record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED) {
                nodes.computeIfPresent(value.getElementId(), (id, times) -> times + 1);
                flowsIntoEvents
                        .getOrDefault(value.getElementId(), List.of())
                        .forEach(flow -> flows.merge(flow, 1, Integer::sum));
            } else if (record.getIntent() == ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN) {
                flows.computeIfPresent(value.getElementId(), (id, times) -> times + 1);
            }
        }
    }

    SortedSet<String> missedNodes() {
        return missed(nodes);
    }

    SortedSet<String> missedFlows() {
        return missed(flows);
    }

    /** Writes {@code <process>.json} for machines and {@code <process>.html} for people. */
    void write() {
        try {
            Files.createDirectories(FOLDER);
            var report = new LinkedHashMap<String, Object>();
            report.put("process", diagram.processId());
            report.put("flowNodes", share(nodes));
            report.put("sequenceFlows", share(flows));
            report.put("missed", Map.of("flowNodes", missedNodes(), "sequenceFlows", missedFlows()));
            report.put("timesTaken", Map.of("flowNodes", nodes, "sequenceFlows", flows));
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValue(FOLDER.resolve(diagram.processId() + ".json").toFile(), report);
            Files.writeString(FOLDER.resolve(diagram.processId() + ".html"), html());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedSet<String> missed(Map<String, Integer> times) {
        var missed = new TreeSet<String>();
        times.forEach((id, taken) -> {
            if (taken == 0) {
                missed.add(id);
            }
        });
        return missed;
    }

    private static Map<String, Object> share(Map<String, Integer> times) {
        var covered = times.size() - missed(times).size();
        var share = new LinkedHashMap<String, Object>();
        share.put("covered", covered);
        share.put("of", times.size());
        share.put("percent", Math.floor(1000.0 * covered / times.size()) / 10);
        return share;
    }

    private String html() {
        var page = new StringBuilder()
                .append("<!doctype html><meta charset=\"utf-8\"><title>")
                .append(diagram.processId())
                .append("</title><style>body{font:14px sans-serif;margin:2em}td,th{padding:2px 12px;text-align:left}")
                .append(".missed{background:#fdd}</style><h1>")
                .append(diagram.processId())
                .append("</h1>");
        table(page, "Flow nodes", nodes);
        table(page, "Sequence flows", flows);
        return page.toString();
    }

    private static void table(StringBuilder page, String title, Map<String, Integer> times) {
        var share = share(times);
        page.append("<h2>%s: %s of %s (%s %%)</h2><table><tr><th>id<th>times taken"
                .formatted(title, share.get("covered"), share.get("of"), share.get("percent")));
        times.forEach((id, taken) ->
                page.append("<tr class=\"%s\"><td>%s<td>%d".formatted(taken == 0 ? "missed" : "", id, taken)));
        page.append("</table>");
    }
}
