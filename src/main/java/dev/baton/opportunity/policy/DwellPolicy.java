package dev.baton.opportunity.policy;

import dev.baton.shared.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How long something may stand: one table for all limits (C-05), turned into absolute moments. */
@Component
public class DwellPolicy {

    /** The kinds of limit that the table knows, as it writes them. */
    public enum Limit {
        STAGE("stage"),
        FREEZE("freeze"),
        SUBSTATE("substate"),
        STANDING("standing"),
        /** Until when a stay is not called long, however quick others were. */
        YOUNG("young"),
        STUCK("stuck"),
        REPAIR("repair");

        private final String word;

        Limit(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private final StageTables tables;
    private final BusinessCalendar calendar;

    DwellPolicy(StageTables tables, BusinessCalendar calendar) {
        this.tables = tables;
        this.calendar = calendar;
    }

    /** @throws IllegalStateException where the table has no row or no unit for it: nothing may stand without a limit */
    public Instant due(Limit limit, String stage, String substate, Instant from) {
        var row = row(limit, stage, substate);
        var amount = row.amount();
        return row.inWorkingDays()
                ? calendar.plusWorkingDays(from, (int) amount).at()
                : from.plus(row.duration());
    }

    /** Years that a limit in working days crosses and whose holidays nobody knows: the date may still move (F-19). */
    public List<Integer> unknownYears(Limit limit, String stage, Instant from) {
        var row = row(limit, stage, "");
        return row.inWorkingDays()
                ? calendar.plusWorkingDays(from, (int) row.amount()).unknownYears()
                : List.of();
    }

    /** Whoever has been there since before this moment has been there longer than the limit. */
    public Instant since(Limit limit, String stage, Instant now) {
        var row = row(limit, stage, "");
        var amount = row.amount();
        if (!row.inWorkingDays()) {
            return now.minus(row.duration());
        }
        var from = now.minus(Duration.ofDays((long) amount));
        while (due(limit, stage, "", from).isAfter(now)) {
            from = from.minus(Duration.ofDays(1));
        }
        return from;
    }

    /** The limit in days; a limit in working days counts as so many days. */
    double days(Limit limit) {
        var row = row(limit, "", "");
        var amount = row.amount();
        return row.inWorkingDays() ? amount : row.duration().toSeconds() / 86_400d;
    }

    private record Row(double amount, String unit) {

        boolean inWorkingDays() {
            return unit.equals("working-days");
        }

        Duration duration() {
            return switch (unit) {
                case "days" -> Duration.ofSeconds(Math.round(amount * 86_400));
                case "hours" -> Duration.ofSeconds(Math.round(amount * 3_600));
                default -> throw new IllegalStateException("dwell-policy knows no unit " + unit);
            };
        }
    }

    private Row row(Limit limit, String stage, String substate) {
        var row = tables.row(
                tables.table("dwell-policy"), Map.of("limit", limit.word(), "stage", stage, "substate", substate));
        if (row == null || !(row.get("amount") instanceof Number amount)) {
            throw new IllegalStateException(
                    "dwell-policy has no row for " + limit.word() + " of stage " + stage + " " + substate);
        }
        return new Row(amount.doubleValue(), String.valueOf(row.get("unit")));
    }
}
