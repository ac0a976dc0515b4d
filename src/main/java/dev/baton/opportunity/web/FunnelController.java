package dev.baton.opportunity.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.opportunity.funnel.ListingDealsOfStage;
import dev.baton.opportunity.funnel.MeasuringQuality;
import dev.baton.opportunity.funnel.ShowingFunnel;
import dev.baton.opportunity.funnel.ShowingHeatMap;
import dev.baton.shared.Refusal;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deals as those who lead see them: the funnel, the diagram as a heat map, and how cleanly deals move. */
@RestController
@RequestMapping("/api")
class FunnelController {

    /** A column beyond stage, count and amount, and what exactly it says (FN-02). */
    record Column(String key, String name, String definition) {}

    @Schema(name = "Funnel")
    record Shown(@JsonUnwrapped ShowingFunnel.Funnel funnel, List<Column> columns) {}

    private static final int LONGEST = 730;
    private static final List<String> COLUMNS = List.of("payback", "risk", "progress");

    private final ShowingFunnel funnel;
    private final ShowingHeatMap heatMap;
    private final ListingDealsOfStage ofStage;
    private final MeasuringQuality quality;
    private final MessageSource texts;

    FunnelController(
            ShowingFunnel funnel,
            ShowingHeatMap heatMap,
            ListingDealsOfStage ofStage,
            MeasuringQuality quality,
            MessageSource texts) {
        this.funnel = funnel;
        this.heatMap = heatMap;
        this.ofStage = ofStage;
        this.quality = quality;
        this.texts = texts;
    }

    @GetMapping("/funnel")
    Shown funnel(Caller caller, Locale locale, @RequestParam(required = false) @Nullable String view) {
        var shown = funnel.show(caller, view(view), locale);
        return new Shown(
                shown,
                shown.view() == ShowingFunnel.View.MANAGEMENT
                        ? COLUMNS.stream()
                                .map(key ->
                                        new Column(key, text(key + ".name", locale), text(key + ".definition", locale)))
                                .toList()
                        : List.of());
    }

    @GetMapping("/heat-map")
    ShowingHeatMap.HeatMap heatMap(Caller caller, Locale locale, @RequestParam(defaultValue = "90") int days) {
        return heatMap.show(caller, checked(days), locale);
    }

    @GetMapping("/heat-map/stages/{stage}")
    List<ListingDealsOfStage.Standing> standing(@PathVariable String stage, Caller caller) {
        return ofStage.list(caller, stage);
    }

    @GetMapping("/quality")
    MeasuringQuality.Quality quality(Caller caller, Locale locale, @RequestParam(defaultValue = "90") int days) {
        return quality.measure(caller, checked(days), locale);
    }

    private static ShowingFunnel.@Nullable View view(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        return Arrays.stream(ShowingFunnel.View.values())
                .filter(one -> one.name().equalsIgnoreCase(asked))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "view",
                        Map.of("field", "view", "value", asked, "allowed", List.of("sales", "management"))));
    }

    private static int checked(int days) {
        if (days < 1 || days > LONGEST) {
            throw Refusal.invalid(
                    "out-of-range", "days", Map.of("field", "days", "value", days, "min", 1, "max", LONGEST));
        }
        return days;
    }

    private String text(String key, Locale locale) {
        return Words.of(texts, "funnel." + key, key, locale);
    }
}
