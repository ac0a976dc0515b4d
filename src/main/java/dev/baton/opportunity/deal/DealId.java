package dev.baton.opportunity.deal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.baton.shared.Ids;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;

/** Identifies a deal; also the correlation key of its process. */
@NamedInterface("deal")
public record DealId(@JsonValue UUID value) {

    @JsonCreator
    public static DealId of(String value) {
        return new DealId(UUID.fromString(value));
    }

    public static DealId next() {
        return new DealId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
