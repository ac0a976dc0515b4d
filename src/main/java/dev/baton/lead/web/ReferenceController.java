package dev.baton.lead.web;

import dev.baton.lead.intake.IntakeRules;
import dev.baton.shared.BusinessCalendar;
import dev.baton.staff.Region;
import dev.baton.staff.Staff;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The values that pick-lists offer, with their names in both languages. */
@RestController
@RequestMapping("/api/reference")
class ReferenceController {

    record Choice(String code, String nameZh, String nameEn) {}

    /** @param calendarYears whose holidays are known: a deadline in another year may still move */
    record Reference(
            List<Region> regions,
            List<Choice> sources,
            List<Choice> intents,
            List<Choice> industries,
            List<Choice> companySizes,
            List<Choice> outcomes,
            List<Integer> calendarYears) {}

    private final Staff staff;
    private final LeadWords words;
    private final BusinessCalendar calendar;

    ReferenceController(Staff staff, LeadWords words, BusinessCalendar calendar) {
        this.staff = staff;
        this.words = words;
        this.calendar = calendar;
    }

    @GetMapping
    Reference reference() {
        return new Reference(
                staff.regions(),
                choices("source", IntakeRules.SOURCES),
                choices("intent", LeadWords.INTENTS),
                choices("industry", LeadWords.INDUSTRIES),
                choices("size", LeadWords.SIZES),
                choices("outcome", LeadWords.OUTCOMES),
                calendar.knownYears());
    }

    private List<Choice> choices(String kind, List<String> codes) {
        return codes.stream()
                .map(code -> new Choice(
                        code,
                        words.named(kind, code, Locale.SIMPLIFIED_CHINESE),
                        words.named(kind, code, Locale.ENGLISH)))
                .toList();
    }
}
