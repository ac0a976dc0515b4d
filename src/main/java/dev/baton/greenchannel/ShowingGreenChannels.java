package dev.baton.greenchannel;

import dev.baton.engine.Inbox;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Shows requests and debts to whom they concern: who asked, whose deal it is, who may answer, and the superiors
 * (AC-02); and takes the explanation of a debtor.
 */
@Component
public class ShowingGreenChannels {

    @Schema(name = "Choice")
    public record Named(String key, String name) {}

    @Schema(name = "PersonRef")
    public record By(PersonId id, String name) {}

    /**
     * @param steps what is left out: the two stages of a jump, or the steps of an approval
     * @param taskId the task by which the caller may answer it now
     * @param debt null where nothing is owed
     */
    @Schema(name = "GreenChannel")
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
    private final Staff staff;

    ShowingGreenChannels(
            GreenChannelRecords records,
            ExceptionDebts debts,
            StepNames names,
            Granters granters,
            GreenChannels greenChannels,
            GreenChannelTasks tasks,
            Inbox inbox,
            Staff staff) {
        this.records = records;
        this.debts = debts;
        this.names = names;
        this.granters = granters;
        this.greenChannels = greenChannels;
        this.tasks = tasks;
        this.inbox = inbox;
        this.staff = staff;
    }

    /** Newest first, at most 200. */
    public List<View> list(@Nullable UUID dealId, Caller caller, Locale language) {
        var found = dealId != null
                ? records.of(dealId)
                : caller.seesEverything()
                        ? records.newest(Limit.of(MOST))
                        : records.newestOf(
                                caller.has(Role.SUPERVISOR) ? caller.region() : null,
                                caller.id().value(),
                                Limit.of(MOST));
        return views(found, caller, language);
    }

    public View show(UUID id, Caller caller, Locale language) {
        return views(records.findById(id).stream().toList(), caller, language).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("green-channel-not-found"));
    }

    /** Debts and tasks of all of them are read at once. */
    private List<View> views(List<GreenChannel> found, Caller caller, Locale language) {
        var seen = found.stream().filter(it -> sees(caller, it)).toList();
        var ids = seen.stream().map(GreenChannel::id).toList();
        var owed = debts.findAll(ids).stream().collect(Collectors.toMap(ExceptionDebt::id, ExceptionDebt::state));
        var asking = inbox.openOf(ids).stream()
                .filter(task -> task.elementId().equals(GreenChannelDiagram.Tasks.GRANT))
                .collect(Collectors.toMap(Inbox.Task::recordId, Inbox.Task::id, (older, newer) -> older));
        return seen.stream()
                .map(it -> view(it, mayAnswer(it, caller) ? asking.get(it.id()) : null, owed.get(it.id()), language))
                .toList();
    }

    private boolean mayAnswer(GreenChannel it, Caller caller) {
        return it.isOpen() && granters.mayAnswer(it, caller.id().value());
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
                && tasks.mayExplain(debt.debtor(), debt.region(), caller.id().value());
    }

    private boolean sees(Caller caller, GreenChannel it) {
        return caller.supervises(it.region())
                || it.by().equals(caller.id())
                || caller.id().equals(it.owner())
                || caller.id().equals(it.decidedBy())
                || mayAnswer(it, caller);
    }

    private View view(GreenChannel it, @Nullable UUID task, GreenChannels.@Nullable DebtState owed, Locale language) {
        return new View(
                it.id(),
                it.dealId(),
                it.name(),
                it.region(),
                it.amount(),
                it.currency(),
                it.purpose(),
                it.skipped().stream()
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
                task,
                it.isGranted() && it.owesExplanation() ? owed : null);
    }

    private By by(PersonId person) {
        return new By(person, staff.find(person).map(Person::name).orElse("?"));
    }
}
