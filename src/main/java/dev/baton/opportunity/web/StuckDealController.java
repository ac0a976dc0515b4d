package dev.baton.opportunity.web;

import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.repair.ExportingStuckDeals;
import dev.baton.opportunity.repair.StartingRepair;
import dev.baton.opportunity.repair.StuckDeals;
import dev.baton.opportunity.repair.SummarisingRepair;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.FormulaGuard;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The list of stuck deals, and the rounds that repair them one by one (SG-11). */
@RestController
@RequestMapping("/api/stuck-deals")
class StuckDealController {

    /** @param stageName in the language of the reader, {@code days} since it entered */
    record Line(StuckDeals.Stuck deal, String stageName, double days) {}

    /**
     * @param averageDays of all of them; absent where nothing is stuck
     * @param deals the longest standing ones
     * @param round the round that is going on, or the last one
     */
    record Listed(
            long count, @Nullable Double averageDays, List<Line> deals, SummarisingRepair.@Nullable Summary round) {}

    record Started(UUID id) {}

    record Round(SummarisingRepair.Summary summary, List<SummarisingRepair.Line> deals) {}

    private static final int MOST = 500;
    private static final double SECONDS_A_DAY = 86_400;
    private static final List<String> COLUMNS =
            List.of("name", "customer", "owner", "stage", "since", "days", "amount", "currency");

    private final StuckDeals stuck;
    private final ExportingStuckDeals handingOut;
    private final StartingRepair starting;
    private final SummarisingRepair summarising;
    private final StagePolicy policy;
    private final BusinessCalendar calendar;
    private final MessageSource texts;
    private final Clock clock;

    StuckDealController(
            StuckDeals stuck,
            ExportingStuckDeals handingOut,
            StartingRepair starting,
            SummarisingRepair summarising,
            StagePolicy policy,
            BusinessCalendar calendar,
            MessageSource texts,
            Clock clock) {
        this.stuck = stuck;
        this.handingOut = handingOut;
        this.starting = starting;
        this.summarising = summarising;
        this.policy = policy;
        this.calendar = calendar;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    Listed list(Caller caller, Locale locale) {
        var deals = stuck.of(caller);
        var now = clock.instant();
        var average =
                deals.stream().mapToDouble(deal -> days(deal.enteredAt(), now)).average();
        return new Listed(
                deals.size(),
                average.isPresent() ? average.getAsDouble() : null,
                deals.stream()
                        .limit(MOST)
                        .map(deal -> new Line(deal, stage(deal.stage(), locale), days(deal.enteredAt(), now)))
                        .toList(),
                caller.seesEverything() ? summarising.latest().orElse(null) : null);
    }

    @GetMapping("/export.csv")
    void export(Caller caller, Locale locale, HttpServletResponse response) throws IOException {
        var deals = handingOut.to(caller);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"stuck-deals.csv\"");
        var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        // Spreadsheets take the file for UTF-8 only with this mark.
        writer.write('\uFEFF');
        var printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(COLUMNS.stream().map(key -> column(key, locale)).toList());
        var now = clock.instant();
        for (var deal : deals) {
            printer.printRecord(Stream.of(
                            deal.name(),
                            deal.customerName(),
                            deal.owner().name(),
                            stage(deal.stage(), locale),
                            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                                    .format(deal.enteredAt().atZone(calendar.zone())),
                            String.format(Locale.ROOT, "%.1f", days(deal.enteredAt(), now)),
                            deal.amount().toPlainString(),
                            deal.currency())
                    .map(FormulaGuard::guarded)
                    .toList());
        }
        printer.flush();
    }

    @PostMapping("/repairs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started start(Caller caller) {
        return new Started(starting.start(caller));
    }

    @GetMapping("/repairs/{id}")
    Round round(@PathVariable UUID id) {
        return new Round(summarising.of(id), summarising.lines(id));
    }

    private String stage(String key, Locale locale) {
        return policy.find(key).map(stage -> stage.name().in(locale)).orElse(key);
    }

    private String column(String key, Locale locale) {
        return Words.of(texts, "stuck.column." + key, key, locale);
    }

    private static double days(Instant since, Instant now) {
        return Duration.between(since, now).toSeconds() / SECONDS_A_DAY;
    }
}
