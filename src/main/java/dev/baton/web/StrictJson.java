package dev.baton.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;

/**
 * How strictly the JSON of callers is read: no field twice, none that nobody knows, no number where a word or a date is
 * meant. What is guessed here would be believed everywhere behind it.
 */
final class StrictJson {

    private StrictJson() {}

    static ObjectMapper of(ObjectMapper house) {
        var strict = house.copy();
        strict.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        strict.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        strict.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        var dates = new SimpleModule("dates as text");
        dates.addDeserializer(
                Instant.class,
                new Written<>(Instant.class, text -> OffsetDateTime.parse(text).toInstant()));
        dates.addDeserializer(LocalDate.class, new Written<>(LocalDate.class, LocalDate::parse));
        return strict.registerModule(dates);
    }

    /** A moment or a day as ISO 8601 writes it; seconds since 1970 are a number and say neither. */
    private static final class Written<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Class<T> type;
        private final transient Function<String, T> reading;

        Written(Class<T> type, Function<String, T> reading) {
            super(type);
            this.type = type;
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("NullAway")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.getText();
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                if (text.isBlank()) {
                    // As an absent one: the rules behind this name it where it is needed.
                    return null;
                }
                try {
                    return reading.apply(text.strip());
                } catch (DateTimeException notWrittenSo) {
                    return (T) context.handleWeirdStringValue(type, text, "no date of ISO 8601");
                }
            }
            throw context.weirdStringException(text, type, "no date of ISO 8601");
        }
    }
}
