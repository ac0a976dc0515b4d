package dev.baton.lead.web;

import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.lead.intake.IntakeRules;
import dev.baton.shared.Refusal;
import dev.baton.staff.Region;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The form by which somebody enters a lead, as whoever owns it has drawn and deployed it. */
@RestController
class LeadFormController {

    private static final String FORM = "lead-quick-create";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** A choice as forms want it. */
    @Schema(name = "FormOption")
    record Option(String label, String value) {}

    /**
     * @param schema of the form, for form-js
     * @param data the choices that the form names by {@code valuesKey}, in the language of the reader
     */
    @Schema(name = "LeadForm")
    record Form(String formId, int version, Map<String, Object> schema, Map<String, List<Option>> data) {}

    private final DeployedResources resources;
    private final Staff staff;
    private final LeadWords words;
    private final ObjectMapper json;

    LeadFormController(DeployedResources resources, Staff staff, LeadWords words, ObjectMapper json) {
        this.resources = resources;
        this.staff = staff;
        this.words = words;
        this.json = json;
    }

    @GetMapping("/api/leads/form")
    Form form(Locale locale) {
        var form = resources
                .latest(DeployedResource.Kind.FORM, FORM)
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNAVAILABLE, "engine-unavailable", null, Map.of()));
        return new Form(
                form.resourceId(),
                form.version(),
                json.readValue(form.content(), OBJECT),
                Map.of(
                        "sources", options("source", IntakeRules.SOURCES, locale),
                        "intents", options("intent", LeadWords.INTENTS, locale),
                        "industries", options("industry", LeadWords.INDUSTRIES, locale),
                        "companySizes", options("size", LeadWords.SIZES, locale),
                        "regions", regions(locale)));
    }

    private List<Option> options(String kind, List<String> codes, Locale locale) {
        return codes.stream()
                .map(code -> new Option(words.named(kind, code, locale), code))
                .toList();
    }

    private List<Option> regions(Locale locale) {
        return staff.regions().stream()
                .map(region -> new Option(named(region, locale), region.code()))
                .toList();
    }

    private static String named(Region region, Locale locale) {
        return locale.getLanguage().equals("en") ? region.nameEn() : region.nameZh();
    }
}
