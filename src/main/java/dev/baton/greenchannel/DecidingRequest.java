package dev.baton.greenchannel;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.shared.BusinessCalendar;
import dev.baton.staff.CandidateGroups;
import dev.baton.staff.PersonId;
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
 * Writes what somebody entitled has answered to a request, read from the inbox and never from the variables of the
 * process. A grant to leave out an approval is a debt from that moment on (SW-09, B6-08).
 */
@Component
public class DecidingRequest {

    /** @param decided false where the task was completed without an answer that counts: it comes back */
    public record Decided(
            boolean decided,
            boolean granted,
            boolean owesExplanation,
            @Nullable PersonId debtorId,
            List<String> debtGroups,
            @Nullable Instant explainRemindAt,
            @Nullable Instant explainDueAt) {

        static Decided not() {
            return new Decided(false, false, false, null, List.of(), null, null);
        }

        static Decided without(boolean granted) {
            return new Decided(true, granted, false, null, List.of(), null, null);
        }
    }

    /** Where the explanation is due on the day of the grant, the reminder comes after so many working hours. */
    private static final Duration SAME_DAY_REMINDER = Duration.ofHours(4);

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final GreenChannelTasks tasks;
    private final Inbox inbox;
    private final Deadlines deadlines;
    private final BusinessCalendar calendar;
    private final Clock clock;

    DecidingRequest(
            GreenChannelRecords records,
            ExceptionDebts debts,
            GreenChannelTasks tasks,
            Inbox inbox,
            Deadlines deadlines,
            BusinessCalendar calendar,
            Clock clock) {
        this.records = records;
        this.debts = debts;
        this.tasks = tasks;
        this.inbox = inbox;
        this.deadlines = deadlines;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the request has been decided: the step becomes an incident that says so */
    @Transactional(propagation = Propagation.MANDATORY)
    public Decided decide(UUID id, long processInstance) {
        var it = records.change(id);
        if (!it.isOpen()) {
            throw new IllegalStateException("green channel " + id + " has been decided: " + it.state());
        }
        var answer = inbox.newestAnswer(id, processInstance, GreenChannelDiagram.Tasks.GRANT);
        var decision = answer.flatMap(given -> tasks.decision(it, given.by(), given.variables()));
        if (decision.isEmpty()) {
            return Decided.not();
        }
        var by = new PersonId(answer.orElseThrow().by());
        var now = clock.instant();
        var granted = decision.get().granted();
        if (granted) {
            it.grant(by, decision.get().reason(), now);
        } else {
            it.refuse(by, decision.get().reason(), now);
        }
        records.save(it);
        deadlines.close(id, it.level(), GreenChannelDeadlines.OF_AN_ANSWER);
        return granted && it.owesExplanation() ? owe(it, now) : Decided.without(granted);
    }

    private Decided owe(GreenChannel it, Instant now) {
        var due = calendar.plusWorkingDays(now, it.explainDays()).at();
        var remind = it.explainDays() > 1
                ? calendar.plusWorkingDays(now, it.explainDays() - 1).at()
                : calendar.plusWorkingTime(now, SAME_DAY_REMINDER).at();
        debts.save(new ExceptionDebt(it.id(), it.by(), due));
        deadlines.open(
                it.id(),
                GreenChannelDeadlines.DEBT_ROUND,
                Map.of(GreenChannelDeadlines.EXPLAIN_SOON, remind, GreenChannelDeadlines.UNEXPLAINED, due));
        return new Decided(true, true, true, it.by(), List.of(CandidateGroups.managers(it.region())), remind, due);
    }
}
