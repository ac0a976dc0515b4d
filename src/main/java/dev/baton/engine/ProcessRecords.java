package dev.baton.engine;

import io.camunda.client.api.response.ActivatedJob;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the business record that an instance is about. */
@Component
public class ProcessRecords {

    private final Map<String, ProcessRecord> byProcess;

    ProcessRecords(List<ProcessRecord> records) {
        this.byProcess =
                records.stream().collect(Collectors.toUnmodifiableMap(ProcessRecord::processId, Function.identity()));
    }

    /** The kind of record that a process is about; null for a process that no module serves. */
    public @Nullable String kind(String processId) {
        var record = byProcess.get(processId);
        return record == null ? null : record.kind();
    }

    /** The variables that any process may keep its record in. */
    List<String> variables() {
        return byProcess.values().stream()
                .map(ProcessRecord::variable)
                .distinct()
                .toList();
    }

    /** Null when the instance has no record, or none that can be read. */
    @Nullable
    UUID of(ActivatedJob job) {
        var record = byProcess.get(job.getBpmnProcessId());
        return record != null && job.getVariablesAsMap().get(record.variable()) instanceof String id
                ? UUID.fromString(id)
                : null;
    }
}
