package dev.baton.lead.web;

import dev.baton.shared.Words;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words that pick-lists about leads offer, and what they are called. */
@Component
class LeadWords {

    static final List<String> INTENTS = List.of("high", "medium", "low");
    static final List<String> INDUSTRIES = List.of(
            "manufacturing",
            "retail",
            "education",
            "software",
            "healthcare",
            "finance",
            "logistics",
            "construction",
            "services",
            "other");
    static final List<String> SIZES = List.of("1-49", "50-499", "500+");
    static final List<String> OUTCOMES = List.of("follow-up", "qualified", "lost", "pool");

    private final MessageSource messages;

    LeadWords(MessageSource messages) {
        this.messages = messages;
    }

    /** @param kind {@code source}, {@code intent}, {@code industry}, {@code size} or {@code outcome} */
    String named(String kind, String code, Locale locale) {
        return Words.of(messages, kind + "." + code, code, locale);
    }
}
