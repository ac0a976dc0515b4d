package dev.baton.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How strictly the JSON of callers is read: no field twice, none that nobody knows, no number where a word or a date is
 * meant. What is guessed here would be believed everywhere behind it.
 */
final class StrictJson {

    private StrictJson() {}

    static JsonMapper of(JsonMapper house) {
        var dates = new SimpleModule("dates as text");
        dates.addDeserializer(Instant.class, new Written<>(Instant.class, text -> OffsetDateTime.parse(text)
                .toInstant()));
        dates.addDeserializer(LocalDate.class, new Written<>(LocalDate.class, LocalDate::parse));
        return house.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .addModule(dates)
                .build();
    }

    /** A moment or a day as ISO 8601 writes it; seconds since 1970 are a number and say neither. */
    private static final class Written<T> extends StdScalarDeserializer<T> {

        private final Class<T> type;
        private final Function<String, T> reading;

        Written(Class<T> type, Function<String, T> reading) {
            super(type);
            this.type = type;
            this.reading = reading;
        }

        /** A blank one is as an absent one: the rules behind this name it where it is needed. */
        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
            var text = parser.getString();
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw context.weirdStringException(text, type, "no date of ISO 8601");
            }
            try {
                return text.isBlank() ? null : reading.apply(text.strip());
            } catch (DateTimeException notWrittenSo) {
                throw context.weirdStringException(text, type, "no date of ISO 8601");
            }
        }
    }
}
