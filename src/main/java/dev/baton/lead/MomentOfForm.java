package dev.baton.lead;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a moment as forms write it: {@code 2026-03-02T10:00+08:00}, without the seconds that nobody enters. */
final class MomentOfForm extends StdScalarDeserializer<Instant> {

    MomentOfForm() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        var text = parser.getString();
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "a date and a time with an offset");
        }
    }
}
