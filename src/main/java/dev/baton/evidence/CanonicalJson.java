package dev.baton.evidence;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One way to write a value: names in their order, no blanks, numbers in full. It does not follow the settings of the
 * application's JSON, for a setting that changes must not change what was hashed.
 */
final class CanonicalJson {

    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private static final JsonMapper JSON = JsonMapper.builderWithJackson2Defaults()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            // Else components of records come first, as declared.
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CanonicalJson() {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("what a ledger keeps must be JSON", e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName(), e);
        }
    }

    static Map<String, Object> facts(String text) {
        try {
            return JSON.readValue(text, FACTS);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no facts", e);
        }
    }

    static <T> T as(Object value, Class<T> type) {
        try {
            return JSON.convertValue(value, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName(), e);
        }
    }
}
