package dev.baton.shared;

import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;

/** Texts by their key, where a text may be missing: codes from outside and from tables have no word of the house. */
public final class Words {

    private Words() {}

    /** @param otherwise what stands there when nobody has written the text */
    public static String of(MessageSource messages, String key, String otherwise, Locale language, Object... values) {
        return Objects.requireNonNull(messages.getMessage(key, values, otherwise, language));
    }
}
