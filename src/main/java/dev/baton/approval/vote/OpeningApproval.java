package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.Chain;
import dev.baton.approval.chain.ChoosingChain;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.contract.WritingContract;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.AuditedApproval;
import dev.baton.engine.Deadlines;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.shared.Ids;
import dev.baton.shared.Money;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens an approval: chooses the chain, leaves out what a green channel leaves out, and gives everybody a place. What
 * was not as the tables say stays visible as a notice.
 */
@Component
public class OpeningApproval {

    /** What the process that asks knows of its deal. */
    public record Asked(
            ApprovalKind kind,
            UUID dealId,
            String dealName,
            PersonId ownerId,
            @Nullable String region,
            @Nullable String customerType,
            BigDecimal amount,
            String currency,
            @Nullable BigDecimal discount,
            @Nullable String contractType,
            @Nullable String variant,
            @Nullable PersonId requestedBy) {}

    /** @param overdueAt when a contract has taken too long; far away for a quote */
    public record Opened(UUID approvalId, Instant overdueAt) {}

    private final Approvals file;
    private final AwaitedApprovals awaited;
    private final ChoosingChain choosing;
    private final FindingVoters seating;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final GreenChannels greenChannels;
    private final AuditedApproval audit;
    private final MessageSource messages;
    private final Clock clock;

    OpeningApproval(
            Approvals file,
            AwaitedApprovals awaited,
            ChoosingChain choosing,
            FindingVoters seating,
            TimeLimits limits,
            Deadlines deadlines,
            GreenChannels greenChannels,
            AuditedApproval audit,
            MessageSource messages,
            Clock clock) {
        this.file = file;
        this.awaited = awaited;
        this.choosing = choosing;
        this.seating = seating;
        this.limits = limits;
        this.deadlines = deadlines;
        this.greenChannels = greenChannels;
        this.audit = audit;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Opens what the record of the deal asks for: how much, for whom and on whose word is read there and nowhere else.
     *
     * @throws IllegalStateException when the deal waits for no such approval, when another instance is still asking for it,
     *     or when there is nobody in the house who may approve it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Opened open(ApprovalKind kind, UUID dealId, long instance) {
        var known = file.ofInstance(instance);
        if (known.isPresent()) {
            return opened(known.get());
        }
        return open(awaited.asked(kind, dealId), instance);
    }

    /** @throws IllegalStateException when there is nobody in the house who may approve it */
    @Transactional(propagation = Propagation.MANDATORY)
    public Opened open(Asked asked, long instance) {
        var known = file.ofInstance(instance);
        if (known.isPresent()) {
            return opened(known.get());
        }
        var notices = new LinkedHashSet<String>();
        supersede(asked, notices);
        var contract = awaited.contract(asked.kind(), asked.dealId());
        var bound = ApprovalFigures.of(
                asked.kind(),
                asked.customerType(),
                asked.variant(),
                asked.contractType(),
                asked.amount(),
                asked.currency(),
                asked.discount(),
                contract.orElse(null));
        if (bound.contractDiffers()) {
            notices.add(Chain.CONTRACT_DIFFERS);
        }
        var figures = bound.figures();
        var chain = choosing.choose(figures);
        notices.addAll(chain.notices());
        var requestedBy = asked.requestedBy() == null ? asked.ownerId() : asked.requestedBy();
        var barred = Set.of(requestedBy).contains(asked.ownerId())
                ? Set.of(requestedBy)
                : Set.of(requestedBy, asked.ownerId());
        var skipped =
                skipped(asked.dealId(), new Money(figures.amount(), Currency.getInstance(figures.currency())), chain);
        if (!skipped.isEmpty()) {
            notices.add(Chain.STEPS_SKIPPED);
        }
        var seats = new LinkedHashMap<UUID, List<FindingVoters.Place>>();
        var steps = new ArrayList<Approval.Step>();
        for (var step : chain.steps()) {
            var left = skipped.contains(step.rule().key());
            var seated = left ? null : seating.seat(step.who(), step.needed(), asked.region(), barred);
            var id = Ids.next();
            if (seated != null) {
                notices.addAll(seated.notices());
                seats.put(id, seated.places());
            }
            steps.add(new Approval.Step(
                    id,
                    steps.size() + 1,
                    step.rule().key(),
                    step.rule().nameZh(),
                    step.rule().nameEn(),
                    step.rule().inOrder(),
                    seated == null
                            ? 0
                            : seated.needed() == Chain.ALL ? seated.places().size() : seated.needed(),
                    step.rule().hours(),
                    step.rule().nextLevel(),
                    step.who().contains("LEGAL"),
                    left ? ApprovalsOfDeal.StepState.SKIPPED : ApprovalsOfDeal.StepState.WAITING,
                    null,
                    null,
                    List.of()));
        }
        var now = clock.instant();
        var overdueAt = asked.kind() == ApprovalKind.CONTRACT
                ? limits.due(TimeLimits.Limit.CONTRACT, awaited.since(asked.dealId(), now))
                : null;
        var approval = new Approval(
                Ids.next(),
                instance,
                asked.kind(),
                asked.dealId(),
                asked.dealName(),
                contract.map(WritingContract.Contract::id).orElse(null),
                contract.map(WritingContract.Contract::title)
                        .orElseGet(() -> messages.getMessage(
                                "approval.title." + asked.kind(),
                                new Object[] {asked.dealName()},
                                Locale.SIMPLIFIED_CHINESE)),
                asked.ownerId(),
                asked.region(),
                requestedBy,
                figures.amount(),
                figures.currency(),
                figures.discount(),
                figures.contractType(),
                figures.customerType(),
                ApprovalsOfDeal.Outcome.OPEN,
                now,
                null,
                null,
                List.copyOf(notices),
                overdueAt,
                0,
                steps);
        file.add(approval, chain.tableVersion());
        seats.forEach((step, places) -> {
            for (var no = 0; no < places.size(); no++) {
                file.seat(step, no + 1, places.get(no));
            }
        });
        if (overdueAt != null) {
            deadlines.open(approval.id(), 1, Map.of(ApprovalDeadlines.OVERDUE, overdueAt));
        }
        trace(approval, seats);
        return opened(approval);
    }

    /** A run that an operator has ended leaves its approval open: the new one takes its place. */
    private void supersede(Asked asked, Set<String> notices) {
        var open = file.ofDeal(asked.dealId()).stream()
                .filter(one -> one.open() && one.kind() == asked.kind())
                .toList();
        for (var one : open) {
            file.decide(one.id(), ApprovalsOfDeal.Outcome.WITHDRAWN, null, null, clock.instant());
            deadlines.close(one.id(), Integer.MAX_VALUE);
            notices.add(Chain.SUPERSEDED);
        }
    }

    /** Exactly the steps that unused grants name; a grant that names none of these stays unused. */
    private Set<String> skipped(UUID dealId, Money now, Chain chain) {
        var keys = chain.steps().stream().map(step -> step.rule().key()).toList();
        var skipped = new HashSet<String>();
        greenChannels.skips(dealId, now).forEach(grant -> {
            var named = grant.steps().stream().filter(keys::contains).toList();
            if (!named.isEmpty() && greenChannels.use(grant.id())) {
                skipped.addAll(named);
            }
        });
        return skipped;
    }

    private void trace(Approval approval, Map<UUID, List<FindingVoters.Place>> seats) {
        var approvers = new LinkedHashMap<String, Object>();
        approval.steps()
                .forEach(step -> approvers.put(
                        step.key(),
                        seats.getOrDefault(step.id(), List.of()).stream()
                                .map(FindingVoters.Place::name)
                                .toList()));
        audit.record(
                approval,
                "approval.opened",
                approval.requestedBy(),
                Map.of(),
                Map.of(
                        "amount",
                        approval.currency() + " " + approval.amount().toPlainString(),
                        "approvers",
                        approvers,
                        "notices",
                        approval.notices()));
    }

    private Opened opened(Approval approval) {
        var far = approval.openedAt().plus(Duration.ofDays(3_660));
        return new Opened(approval.id(), approval.overdueAt() == null ? far : approval.overdueAt());
    }
}
