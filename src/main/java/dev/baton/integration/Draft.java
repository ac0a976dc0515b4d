package dev.baton.integration;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead in the words of its source: texts for fields, and everything else that the source knows (LI-08). */
public final class Draft {

    private final Map<LeadField, String> fields = new EnumMap<>(LeadField.class);
    private final Map<String, String> meta = new LinkedHashMap<>();

    /** Nothing and blanks leave the field as it is. */
    public Draft set(LeadField field, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            fields.put(field, text.strip());
        }
        return this;
    }

    public Draft note(String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            meta.put(name, text.strip());
        }
        return this;
    }

    @Nullable
    String get(LeadField field) {
        return fields.get(field);
    }

    Map<String, String> meta() {
        return meta;
    }
}
