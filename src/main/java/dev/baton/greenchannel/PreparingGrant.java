package dev.baton.greenchannel;

import dev.baton.engine.Deadlines;
import dev.baton.shared.BusinessCalendar;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a request before those whom the table names for its level, with a date for their answer. Where a level would be
 * the requester alone, the next one is asked.
 */
@Component
public class PreparingGrant {

    /**
     * The row of {@code green-channel}.
     *
     * @param grantBy {@code managers} for the superiors of the region, the name of a role, or empty where nobody is left
     * @param answerHours working hours for the answer
     * @param remindHours working hours until whoever is asked is reminded
     * @param explainDays working days until the explanation of a skipped approval is due
     * @param dailyRate points for each working day that it is late
     */
    public record Rule(String grantBy, int answerHours, int remindHours, int explainDays, BigDecimal dailyRate) {}

    /** Who is asked. */
    public enum Next {
        /** The groups of this level. */
        ASK,
        /** Nobody at this level; the next one. */
        RAISE,
        /** Nobody is left who could answer. */
        NOBODY
    }

    public record Prepared(
            Next next,
            List<String> grantGroups,
            @Nullable Instant grantRemindAt,
            @Nullable Instant grantDueAt) {

        static Prepared without(Next next) {
            return new Prepared(next, List.of(), null, null);
        }
    }

    private final GreenChannelRecords records;
    private final Granters granters;
    private final Deadlines deadlines;
    private final BusinessCalendar calendar;
    private final Clock clock;

    PreparingGrant(
            GreenChannelRecords records,
            Granters granters,
            Deadlines deadlines,
            BusinessCalendar calendar,
            Clock clock) {
        this.records = records;
        this.granters = granters;
        this.deadlines = deadlines;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @throws IllegalStateException where the row cannot be meant so: the step becomes an incident that says why */
    @Transactional(propagation = Propagation.MANDATORY)
    public Prepared prepare(UUID id, int level, @Nullable Rule rule) {
        var it = records.change(id);
        if (rule == null || rule.grantBy().isBlank()) {
            return Prepared.without(Next.NOBODY);
        }
        if (rule.answerHours() < 1 || rule.remindHours() >= rule.answerHours()) {
            throw new IllegalStateException(
                    "green-channel: answerHours has to be at least 1 and more than remindHours");
        }
        if (it.owesExplanation() && rule.explainDays() < 1) {
            throw new IllegalStateException(
                    "green-channel: a skipped approval owes an explanation, explainDays is " + rule.explainDays());
        }
        if (granters.people(rule.grantBy(), it.region(), it.by()).isEmpty()) {
            return Prepared.without(Next.RAISE);
        }
        var now = clock.instant();
        var groups = granters.groups(rule.grantBy(), it.region());
        var remind = calendar.plusWorkingTime(now, Duration.ofHours(rule.remindHours()))
                .at();
        var due = calendar.plusWorkingTime(now, Duration.ofHours(rule.answerHours()))
                .at();
        it.putBefore(level, groups, due, rule.explainDays(), rule.dailyRate());
        records.save(it);
        deadlines.open(
                id, level, Map.of(GreenChannelDeadlines.ANSWER_SOON, remind, GreenChannelDeadlines.UNANSWERED, due));
        return new Prepared(Next.ASK, groups, remind, due);
    }
}
