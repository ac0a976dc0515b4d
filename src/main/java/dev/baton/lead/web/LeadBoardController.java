package dev.baton.lead.web;

import dev.baton.lead.board.ShowingWindows;
import dev.baton.lead.board.WaitingLeads;
import dev.baton.lead.policy.ResponseTimetable;
import dev.baton.shared.Paging;
import dev.baton.shared.Refusal;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import dev.baton.staff.Region;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What managers look at: windows, waiting leads, the timetable that everybody agreed on. */
@RestController
@RequestMapping("/api")
class LeadBoardController {

    @Schema(name = "WindowBoard")
    record Board(ShowingWindows.Counts counts, List<ShowingWindows.Window> items) {}

    /** Without a source it is the line for every other; without an intent it holds for each. */
    @Schema(name = "TimetableRow")
    record Row(
            @Nullable String source,
            String sourceName,
            @Nullable String intent,
            long minutes,
            long firstReminderMinutes,
            long managerMinutes,
            long followUpHours,
            String timeoutAction) {}

    private static final Set<String> STATES = Set.of("due", "breached", "met", "late");

    private final ShowingWindows windows;
    private final WaitingLeads waiting;
    private final ResponseTimetable timetable;
    private final MessageSource messages;
    private final Staff staff;

    LeadBoardController(
            ShowingWindows windows,
            WaitingLeads waiting,
            ResponseTimetable timetable,
            MessageSource messages,
            Staff staff) {
        this.windows = windows;
        this.waiting = waiting;
        this.timetable = timetable;
        this.messages = messages;
        this.staff = staff;
    }

    @GetMapping("/windows")
    Board windows(
            Caller caller,
            @RequestParam(defaultValue = "due") String state,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(defaultValue = "0") @Min(0) @Max(Paging.LAST_PAGE) int page) {
        if (!STATES.contains(state)) {
            throw Refusal.invalid(
                    "invalid-enum",
                    "state",
                    Map.of("field", "state", "value", state, "allowed", "due, breached, met, late"));
        }
        var regions = staff.regions().stream().map(Region::code).toList();
        if (region != null && !regions.contains(region)) {
            throw Refusal.invalid("unknown-region", "region", Map.of("value", region, "allowed", regions));
        }
        return new Board(windows.counts(caller, region), windows.page(caller, state, region, page));
    }

    @GetMapping("/leads/waiting")
    WaitingLeads.Waiting waiting(Caller caller) {
        return waiting.of(caller);
    }

    @GetMapping("/response-timetable")
    List<Row> timetable(Locale locale) {
        return timetable.rows().stream()
                .map(row -> new Row(
                        row.source(),
                        named(row.source() == null ? "other" : row.source(), locale),
                        row.intent(),
                        row.minutes(),
                        row.firstReminderMinutes(),
                        row.managerMinutes(),
                        row.followUpHours(),
                        row.timeoutAction()))
                .toList();
    }

    private String named(String source, Locale locale) {
        return Words.of(messages, "source." + source, source, locale);
    }
}
