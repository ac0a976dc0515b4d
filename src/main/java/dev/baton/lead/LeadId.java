package dev.baton.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.baton.shared.Ids;
import java.util.UUID;

/** Identifies a lead; also the correlation key of its process. */
public record LeadId(@JsonValue UUID value) {

    @JsonCreator
    public static LeadId of(String value) {
        return new LeadId(UUID.fromString(value));
    }

    public static LeadId next() {
        return new LeadId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
