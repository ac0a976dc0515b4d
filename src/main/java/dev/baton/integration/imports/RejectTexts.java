package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import dev.baton.shared.Words;
import dev.baton.web.ProblemTexts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says of a row why it was not taken, in the words of whoever sent the file. */
@Component
class RejectTexts {

    private final ProblemTexts texts;
    private final MessageSource messages;

    RejectTexts(ProblemTexts texts, MessageSource messages) {
        this.texts = texts;
        this.messages = messages;
    }

    /** The reason and, where there is one, the remedy; both name the field as people call it. */
    String reason(Refusal refusal, String kind, Locale language) {
        var values = new HashMap<>(refusal.values());
        values.put("field", field(kind, refusal.field(), language));
        var reason = texts.find(refusal.code(), "detail", values, language)
                .or(() -> texts.find(refusal.code(), "title", values, language))
                .orElse(refusal.code());
        return texts.find(refusal.code(), "remedy", values, language)
                .map(remedy -> reason + " " + remedy)
                .orElse(reason);
    }

    String repeated(Locale language) {
        return texts.find("import-row-repeated", "detail", Map.of(), language).orElse("import-row-repeated");
    }

    /** What the field is called where it has a name of its own; else the code by which mappings know it. */
    String field(String kind, @Nullable String field, Locale language) {
        return field == null ? "" : Words.of(messages, "import.field." + kind + "." + field, field, language);
    }
}
