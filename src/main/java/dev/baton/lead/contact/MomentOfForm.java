package dev.baton.lead.contact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads a moment as forms write it: {@code 2026-03-02T10:00+08:00}, without the seconds that nobody enters. */
final class MomentOfForm extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    MomentOfForm() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = parser.getText();
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "a date and a time with an offset");
        }
    }
}
