package dev.baton.integration;

import dev.baton.shared.PlainText;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead in the words of its source: texts for fields, and everything else that the source knows (LI-08). */
public final class Draft {

    private final Map<LeadField, String> fields = new EnumMap<>(LeadField.class);
    private final Map<String, String> meta = new LinkedHashMap<>();

    /** What shows nothing leaves the field as it is. */
    public Draft set(LeadField field, @Nullable String text) {
        var plain = text == null ? "" : PlainText.of(text);
        if (!plain.isEmpty()) {
            fields.put(field, plain);
        }
        return this;
    }

    public Draft note(String name, @Nullable String text) {
        var plain = text == null ? "" : PlainText.of(text);
        var key = PlainText.line(name);
        if (!plain.isEmpty() && !key.isEmpty()) {
            meta.put(key, plain);
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
