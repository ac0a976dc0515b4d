package dev.baton.opportunity.gate;

import dev.baton.opportunity.gate.Gate.Missing;
import dev.baton.opportunity.policy.Text;
import dev.baton.shared.Words;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the gate says, in both languages at once: whoever is told may read either. */
@Component
class GateTexts {

    private final MessageSource messages;

    GateTexts(MessageSource messages) {
        this.messages = messages;
    }

    Missing said(String code) {
        return new Missing(code, words("gate." + code));
    }

    Missing said(String code, String what, Text name) {
        return new Missing(
                code + "." + what,
                new Text(
                        words("gate." + code, Locale.SIMPLIFIED_CHINESE, name.zh()),
                        words("gate." + code, Locale.ENGLISH, name.en())));
    }

    private Text words(String key) {
        return new Text(words(key, Locale.SIMPLIFIED_CHINESE), words(key, Locale.ENGLISH));
    }

    private String words(String key, Locale language, Object... values) {
        return Words.of(messages, key, key, language, values);
    }
}
