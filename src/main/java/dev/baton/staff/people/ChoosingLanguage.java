package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers in which language somebody wants to be spoken to. */
@Component
public class ChoosingLanguage {

    private static final List<String> SPOKEN = List.of("zh-CN", "en");

    private final People people;
    private final StaffDirectory directory;

    ChoosingLanguage(People people, StaffDirectory directory) {
        this.people = people;
        this.directory = directory;
    }

    @Transactional
    public void choose(Caller caller, String language) {
        if (!SPOKEN.contains(language)) {
            throw Refusal.invalid("invalid-enum", "language", Map.of("value", language, "allowed", SPOKEN));
        }
        people.change(caller.id()).speak(Locale.forLanguageTag(language));
        directory.changed();
    }
}
