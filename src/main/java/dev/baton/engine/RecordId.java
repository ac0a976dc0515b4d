package dev.baton.engine;

import io.camunda.client.api.response.ActivatedJob;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the business record that an instance is about. */
final class RecordId {

    static final String VARIABLE = "leadId";

    private RecordId() {}

    static @Nullable UUID of(ActivatedJob job) {
        return job.getVariablesAsMap().get(VARIABLE) instanceof String id ? UUID.fromString(id) : null;
    }
}
