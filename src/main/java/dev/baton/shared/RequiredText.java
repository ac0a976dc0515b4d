package dev.baton.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person wrote, with its lines, and without what a database takes no characters of. */
public final class RequiredText {

    private RequiredText() {}

    public static String of(String written) {
        return written.replaceAll("[\\p{Cc}&&[^\\n\\t]]+", " ").strip();
    }

    /** Refuses what is empty or longer than allowed, by the name of the field. */
    public static String required(@Nullable String written, String field, int longest) {
        var text = written == null ? "" : of(written);
        if (text.isEmpty()) {
            throw Refusal.invalid("missing-field", field, Map.of("field", field));
        }
        if (text.length() > longest) {
            throw Refusal.invalid("too-long", field, Map.of("field", field, "max", longest));
        }
        return text;
    }
}
