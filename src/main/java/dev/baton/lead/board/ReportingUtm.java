package dev.baton.lead.board;

import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what came of each campaign; leads that name none stand in a line of their own, so that all lines add up. */
@Component
public class ReportingUtm {

    /** Leads of one source, medium and campaign; null where the address did not say it. */
    @Schema(name = "UtmLine")
    public record Line(
            @Nullable String source,
            @Nullable String medium,
            @Nullable String campaign,
            long leads,
            long contacted,
            long qualified,
            long lost,
            long deals) {}

    /** Every lead that the reader may see and that came in the time stands in one line and in the total. */
    @Schema(name = "UtmReport")
    public record Report(Instant from, Instant to, List<Line> lines, Line total) {}

    private final UtmQueries queries;

    ReportingUtm(UtmQueries queries) {
        this.queries = queries;
    }

    /** @param to exclusive */
    public Report report(Caller caller, Instant from, Instant to) {
        var lines = queries.lines(caller, from, to);
        var total = new Line(
                null,
                null,
                null,
                sum(lines, Line::leads),
                sum(lines, Line::contacted),
                sum(lines, Line::qualified),
                sum(lines, Line::lost),
                sum(lines, Line::deals));
        return new Report(from, to, lines, total);
    }

    private static long sum(List<Line> lines, ToLongFunction<Line> figure) {
        return lines.stream().mapToLong(figure).sum();
    }
}
