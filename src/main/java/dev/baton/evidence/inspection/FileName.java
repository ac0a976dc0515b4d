package dev.baton.evidence.inspection;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file as people see it. No file is ever stored under it, so it need not be safe for a disk, only for
 * eyes, lists and headers.
 */
public record FileName(String value) {

    private static final int LONGEST = 200;

    /** What was sent, without path, control characters, and characters that turn the direction of writing around. */
    public static FileName of(@Nullable String sent) {
        var name = Normalizer.normalize(sent == null ? "" : sent, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cn}]", "")
                .strip();
        while (name.startsWith(".")) {
            name = name.substring(1);
        }
        if (name.isEmpty()) {
            name = "file";
        }
        return new FileName(shortened(name));
    }

    /** In lower case and without the dot; empty where there is none. */
    public String extension() {
        var dot = value.lastIndexOf('.');
        return dot < 0 ? "" : value.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    FileName withExtension(String extension) {
        return new FileName(value + "." + extension);
    }

    /** Shortened in the middle of the name, for its end says what it is. */
    private static String shortened(String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var end = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - end.length())) + end;
    }
}
