package dev.baton.greenchannel;

import dev.baton.engine.Messages;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The green channels of this house, on file. */
@Component
class StoredGreenChannels implements GreenChannels {

    static final int LONGEST_REASON = 1_000;
    private static final int MOST_DEBTS = 500;

    private final GreenChannelRecords records;
    private final DebtQueries debts;
    private final StepNames names;
    private final Messages messages;
    private final Staff staff;
    private final BusinessCalendar calendar;
    private final Clock clock;

    StoredGreenChannels(
            GreenChannelRecords records,
            DebtQueries debts,
            StepNames names,
            Messages messages,
            Staff staff,
            BusinessCalendar calendar,
            Clock clock) {
        this.records = records;
        this.debts = debts;
        this.names = names;
        this.messages = messages;
        this.staff = staff;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID request(Request raw) {
        var request = checked(raw);
        var deal = request.subject().dealId();
        if (deal != null) {
            records.of(deal).stream()
                    .filter(other -> sameAs(other, request))
                    .filter(other -> other.isOpen() || other.state() == GreenChannel.State.GRANTED)
                    .findFirst()
                    .ifPresent(other -> {
                        throw Refusal.conflict(
                                other.isOpen() ? "green-channel-asked" : "green-channel-granted",
                                Map.of("by", name(other.isOpen() ? other.by() : other.decidedBy())));
                    });
        }
        var id = records.save(new GreenChannel(request, clock.instant())).id();
        messages.publish(
                GreenChannelDiagram.Messages.EXCEPTION_ASKED,
                id.toString(),
                GreenChannelDiagram.Messages.EXCEPTION_ASKED + ":" + id,
                Map.of("greenChannelId", id.toString()));
        return id;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Grant> granted(UUID dealId, Money now, Purpose purpose, String fromStep, String toStep) {
        return records.of(dealId).stream()
                .filter(it -> it.state() == GreenChannel.State.GRANTED && it.purpose() == purpose && it.covers(now))
                .filter(it -> fromStep.equals(it.fromStep()))
                .filter(it -> purpose == Purpose.STAGE_JUMP
                        ? toStep.equals(it.toStep())
                        : it.steps().contains(toStep))
                .findFirst()
                .map(StoredGreenChannels::grant);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> skips(UUID dealId, Money now) {
        return records.of(dealId).reversed().stream()
                .filter(it -> it.state() == GreenChannel.State.GRANTED
                        && it.purpose() == Purpose.SKIP_APPROVAL
                        && it.covers(now))
                .map(StoredGreenChannels::grant)
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean use(UUID grantId) {
        var it = records.change(grantId);
        var used = it.use(clock.instant());
        records.save(it);
        return used;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int voidWhatCoversLess(UUID dealId, Money now, PersonId by) {
        var lost = 0;
        for (var it : records.findGrantedForUpdate(dealId)) {
            if (it.voidUnlessCovers(now, by)) {
                records.save(it);
                lost++;
            }
        }
        return lost;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Debt> debts(Caller caller) {
        var region = caller.has(Role.SUPERVISOR) ? caller.region() : null;
        return debts.list(caller.seesEverything(), region, caller.id(), MOST_DEBTS).stream()
                .map(this::debt)
                .toList();
    }

    private Debt debt(DebtQueries.Owed owed) {
        var overdue = overdueWorkingDays(owed.dueAt(), owed.paidAt() == null ? clock.instant() : owed.paidAt());
        return new Debt(
                owed.id(),
                owed.dealId(),
                owed.name(),
                owed.region(),
                owed.purpose(),
                owed.steps(),
                owed.reason(),
                owed.debtor(),
                name(owed.debtor()),
                name(owed.grantedBy()),
                owed.grantedAt(),
                owed.dueAt(),
                owed.state(),
                owed.paidAt(),
                owed.explanation(),
                overdue,
                owed.dailyRate().multiply(BigDecimal.valueOf(overdue)));
    }

    private long overdueWorkingDays(Instant due, Instant until) {
        return Math.max(
                0,
                calendar.workingDaysBetween(
                        LocalDate.ofInstant(due, calendar.zone()), LocalDate.ofInstant(until, calendar.zone())));
    }

    private Request checked(Request raw) {
        var reason = raw.reason().strip();
        if (reason.isEmpty()) {
            throw missing("reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.invalid("too-long", "reason", Map.of("field", "reason", "max", LONGEST_REASON));
        }
        var evidence = raw.evidence().stream().distinct().toList();
        if (raw.purpose() == Purpose.SKIP_APPROVAL) {
            var steps =
                    raw.steps().stream().map(String::strip).distinct().sorted().toList();
            if (steps.isEmpty()) {
                throw missing("steps");
            }
            steps.forEach(step -> mustBeKnown(raw.purpose(), "steps", step));
            return new Request(raw.purpose(), raw.subject(), raw.fromStep(), null, steps, reason, evidence, raw.by());
        }
        if (raw.fromStep() == null) {
            throw missing("fromStage");
        }
        if (raw.toStep() == null || raw.toStep().isBlank()) {
            throw missing("toStage");
        }
        mustBeKnown(raw.purpose(), "toStage", raw.toStep());
        if (evidence.isEmpty()) {
            throw Refusal.incomplete("proof-missing", "evidenceIds");
        }
        return new Request(
                raw.purpose(), raw.subject(), raw.fromStep(), raw.toStep(), List.of(), reason, evidence, raw.by());
    }

    private void mustBeKnown(Purpose purpose, String field, String step) {
        if (!names.knows(purpose, step)) {
            throw Refusal.invalid(
                    "invalid-enum", field, Map.of("field", field, "value", step, "allowed", names.keys(purpose)));
        }
    }

    private static boolean sameAs(GreenChannel other, Request request) {
        return other.purpose() == request.purpose()
                && Objects.equals(other.fromStep(), request.fromStep())
                && Objects.equals(other.toStep(), request.toStep())
                && other.steps().equals(request.steps());
    }

    private static Grant grant(GreenChannel it) {
        return new Grant(
                it.id(),
                it.purpose(),
                it.fromStep(),
                it.toStep(),
                it.steps(),
                Objects.requireNonNull(it.decidedBy()),
                Objects.requireNonNull(it.decidedAt()));
    }

    private String name(@Nullable PersonId person) {
        return person == null ? "" : staff.find(person).map(Person::name).orElse("?");
    }

    private static Refusal missing(String field) {
        return Refusal.invalid("missing-field", field, Map.of("field", field));
    }
}
