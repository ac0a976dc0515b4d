package dev.baton.greenchannel;

import dev.baton.engine.Inbox;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import dev.baton.workbench.AnsweringTask;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows requests and debts to whom they concern: who asked, whose deal it is, who may answer, and the superiors
 * (AC-02); and takes the explanation of a debtor.
 */
@Component
public class ShowingGreenChannels {

    public record Named(String key, String name) {}

    public record By(PersonId id, String name) {}

    /**
     * @param steps what is left out: the two stages of a jump, or the steps of an approval
     * @param taskId the task by which the caller may answer it now
     * @param debt null where nothing is owed
     */
    public record View(
            UUID id,
            @Nullable UUID dealId,
            String name,
            @Nullable String region,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Purpose purpose,
            List<Named> steps,
            String reason,
            List<UUID> evidenceIds,
            By by,
            Instant askedAt,
            String state,
            int level,
            @Nullable Instant answerDueAt,
            @Nullable By decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionReason,
            @Nullable Instant usedAt,
            @Nullable UUID taskId,
            GreenChannels.@Nullable DebtState debt) {}

    private static final int MOST = 200;

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final StepNames names;
    private final Granters granters;
    private final GreenChannels greenChannels;
    private final GreenChannelTasks tasks;
    private final Inbox inbox;
    private final AnsweringTask answering;
    private final Staff staff;

    ShowingGreenChannels(
            GreenChannelRecords records,
            ExceptionDebts debts,
            StepNames names,
            Granters granters,
            GreenChannels greenChannels,
            GreenChannelTasks tasks,
            Inbox inbox,
            AnsweringTask answering,
            Staff staff) {
        this.records = records;
        this.debts = debts;
        this.names = names;
        this.granters = granters;
        this.greenChannels = greenChannels;
        this.tasks = tasks;
        this.inbox = inbox;
        this.answering = answering;
        this.staff = staff;
    }

    /** Newest first, at most 200. */
    public List<View> list(@Nullable UUID dealId, Caller caller, Locale language) {
        var found = dealId != null
                ? records.of(dealId)
                : caller.seesEverything()
                        ? records.newest(MOST)
                        : records.newestOf(
                                caller.has(Role.SUPERVISOR) ? caller.region() : null,
                                caller.id().value(),
                                MOST);
        return found.stream()
                .filter(it -> sees(caller, it))
                .map(it -> view(it, caller, language))
                .toList();
    }

    public View show(UUID id, Caller caller, Locale language) {
        return records.find(id)
                .filter(it -> sees(caller, it))
                .map(it -> view(it, caller, language))
                .orElseThrow(() -> Refusal.notFound("green-channel-not-found"));
    }

    /** The steps that can be named in a request. */
    public List<Named> steps(Purpose purpose, Locale language) {
        return names.of(purpose).stream()
                .map(step -> new Named(step.key(), names.name(purpose, step.key(), language)))
                .toList();
    }

    public List<GreenChannels.Debt> debts(Caller caller) {
        return greenChannels.debts(caller);
    }

    /** Names of what a debt left out. */
    public List<Named> skipped(GreenChannels.Debt debt, Locale language) {
        return debt.skipped().stream()
                .map(step -> new Named(step, names.name(debt.purpose(), step, language)))
                .toList();
    }

    /** Whether the caller may write the explanation of a debt. */
    public boolean mayExplain(GreenChannels.Debt debt, Caller caller) {
        return debt.state() != GreenChannels.DebtState.PAID
                && debts.find(debt.id())
                        .filter(owed -> tasks.mayExplain(owed, caller.id().value()))
                        .isPresent();
    }

    /** Answers the task of the debt, whoever's it is: the process pays the debt. */
    @Transactional(propagation = Propagation.NEVER)
    public void explain(UUID id, @Nullable String explanation, Caller caller) {
        var debt = greenChannels.debts(caller).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("debt-not-found"));
        if (debt.state() == GreenChannels.DebtState.PAID) {
            throw Refusal.conflict("debt-paid", Map.of());
        }
        if (!mayExplain(debt, caller)) {
            throw Refusal.forbidden("debt-of-somebody-else");
        }
        var task = inbox.openOf(id).stream()
                .filter(one -> one.elementId().equals(GreenChannelTasks.EXPLAIN))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("debt-on-its-way", Map.of()));
        answering.answerFor(
                task.id(), Map.of("explanation", Map.of("text", explanation == null ? "" : explanation)), caller);
    }

    private boolean sees(Caller caller, GreenChannel it) {
        return caller.supervises(it.region())
                || it.by().equals(caller.id())
                || caller.id().equals(it.owner())
                || caller.id().equals(it.decidedBy())
                || (it.isOpen() && granters.mayAnswer(it, caller.id().value()));
    }

    private View view(GreenChannel it, Caller caller, Locale language) {
        return new View(
                it.id(),
                it.dealId(),
                it.name(),
                it.region(),
                it.amount(),
                it.currency(),
                it.purpose(),
                GreenChannelRecords.skipped(it).stream()
                        .map(step -> new Named(step, names.name(it.purpose(), step, language)))
                        .toList(),
                it.reason(),
                it.evidence(),
                by(it.by()),
                it.askedAt(),
                it.state().name(),
                it.level(),
                it.isOpen() ? it.answerDueAt() : null,
                it.decidedBy() == null ? null : by(it.decidedBy()),
                it.decidedAt(),
                it.decisionReason(),
                it.usedAt(),
                it.isOpen() ? task(it, caller) : null,
                it.isGranted() && it.owesExplanation()
                        ? debts.find(it.id()).map(ExceptionDebts.Owed::state).orElse(null)
                        : null);
    }

    private @Nullable UUID task(GreenChannel it, Caller caller) {
        if (!granters.mayAnswer(it, caller.id().value())) {
            return null;
        }
        return answering.openAbout(it.id(), caller).stream()
                .filter(task -> task.elementId().equals(GreenChannelTasks.GRANT))
                .map(Inbox.Task::id)
                .findFirst()
                .orElse(null);
    }

    private By by(PersonId person) {
        return new By(person, staff.find(person).map(Person::name).orElse("?"));
    }
}
