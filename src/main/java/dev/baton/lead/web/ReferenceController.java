package dev.baton.lead.web;

import dev.baton.lead.intake.IntakeRules;
import dev.baton.shared.Words;
import dev.baton.staff.Region;
import dev.baton.staff.Staff;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The values that pick-lists offer, with their names in both languages. */
@RestController
@RequestMapping("/api/reference")
class ReferenceController {

    record Choice(String code, String nameZh, String nameEn) {}

    record Reference(
            List<Region> regions,
            List<Choice> sources,
            List<Choice> intents,
            List<Choice> industries,
            List<Choice> companySizes,
            List<Choice> outcomes) {}

    private final Staff staff;
    private final MessageSource messages;

    ReferenceController(Staff staff, MessageSource messages) {
        this.staff = staff;
        this.messages = messages;
    }

    @GetMapping
    Reference reference() {
        return new Reference(
                staff.regions(),
                choices("source", IntakeRules.SOURCES),
                choices("intent", List.of("high", "medium", "low")),
                choices(
                        "industry",
                        List.of(
                                "manufacturing",
                                "retail",
                                "education",
                                "software",
                                "healthcare",
                                "finance",
                                "logistics",
                                "construction",
                                "services",
                                "other")),
                choices("size", List.of("1-49", "50-499", "500+")),
                choices("outcome", List.of("follow-up", "qualified", "lost", "pool")));
    }

    private List<Choice> choices(String kind, List<String> codes) {
        return codes.stream()
                .map(code -> new Choice(
                        code,
                        Words.of(messages, kind + "." + code, code, Locale.SIMPLIFIED_CHINESE),
                        Words.of(messages, kind + "." + code, code, Locale.ENGLISH)))
                .toList();
    }
}
