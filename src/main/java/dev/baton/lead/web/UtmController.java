package dev.baton.lead.web;

import dev.baton.lead.board.ReportingUtm;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What campaigns brought (LI-08). */
@RestController
class UtmController {

    /** A quarter, where nothing else is asked for. */
    private static final int DAYS = 90;

    private final ReportingUtm reporting;
    private final BusinessCalendar calendar;
    private final Clock clock;

    UtmController(ReportingUtm reporting, BusinessCalendar calendar, Clock clock) {
        this.reporting = reporting;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Days of the business, both included. */
    @GetMapping("/api/leads/utm-report")
    ReportingUtm.Report report(
            Caller caller,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var last = to == null ? LocalDate.ofInstant(clock.instant(), calendar.zone()) : to;
        var first = from == null ? last.minusDays(DAYS) : from;
        if (last.isBefore(first)) {
            throw Refusal.invalid("ends-before-start", "to", Map.of());
        }
        return reporting.report(
                caller,
                first.atStartOfDay(calendar.zone()).toInstant(),
                last.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
    }
}
