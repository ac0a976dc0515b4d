package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.Chain;
import dev.baton.approval.chain.ChoosingChain;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.ApprovalStep;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.Deadlines;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.shared.Money;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens an approval: chooses the chain, leaves out what a green channel leaves out, and gives everybody a place. What
 * was not as the tables say stays visible as a notice.
 */
@Component
public class OpeningApproval {

    /** @param overdueAt when a contract has taken too long; far away for a quote */
    public record Opened(UUID approvalId, Instant overdueAt) {}

    private final Approvals file;
    private final AwaitedApprovals awaited;
    private final ChoosingChain choosing;
    private final FindingVoters seating;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final GreenChannels greenChannels;
    private final Clock clock;

    OpeningApproval(
            Approvals file,
            AwaitedApprovals awaited,
            ChoosingChain choosing,
            FindingVoters seating,
            TimeLimits limits,
            Deadlines deadlines,
            GreenChannels greenChannels,
            Clock clock) {
        this.file = file;
        this.awaited = awaited;
        this.choosing = choosing;
        this.seating = seating;
        this.limits = limits;
        this.deadlines = deadlines;
        this.greenChannels = greenChannels;
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
        return open(awaited.awaited(kind, dealId), instance);
    }

    /** @throws IllegalStateException when there is nobody in the house who may approve it */
    @Transactional(propagation = Propagation.MANDATORY)
    Opened open(AwaitedApprovals.Awaited asked, long instance) {
        var terms = asked.terms();
        var known = file.ofInstance(instance);
        if (known.isPresent()) {
            return opened(known.get());
        }
        var notices = new LinkedHashSet<String>();
        supersede(asked, notices);
        var contract = awaited.contract(asked.kind(), terms.dealId()).orElse(null);
        var bound = ApprovalFigures.of(asked.kind(), terms, contract);
        if (bound.contractDiffers()) {
            notices.add(Chain.CONTRACT_DIFFERS);
        }
        var figures = bound.figures();
        var money = new Money(figures.amount(), Currency.getInstance(figures.currency()));
        var chain = choosing.choose(figures);
        notices.addAll(chain.notices());
        var skipped = skipped(terms.dealId(), money, chain);
        if (!skipped.isEmpty()) {
            notices.add(Chain.STEPS_SKIPPED);
        }
        var barred = Set.copyOf(new HashSet<>(List.of(asked.requester(), terms.ownerId())));
        var planned = chain.steps().stream()
                .map(step -> skipped.contains(step.rule().key())
                        ? plan(step, true, 0, List.of())
                        : seated(step, terms.region(), barred, notices))
                .toList();
        var now = clock.instant();
        var overdueAt = asked.kind() == ApprovalKind.CONTRACT
                ? limits.due(TimeLimits.Limit.CONTRACT, awaited.since(terms.dealId(), now))
                : null;
        var approval = file.save(Approval.open(
                instance,
                new Approval.Matter(
                        asked.kind(),
                        terms,
                        contract == null ? null : contract.id(),
                        awaited.title(asked, contract),
                        asked.requester(),
                        money,
                        figures.discount(),
                        figures.contractType(),
                        figures.customerType(),
                        overdueAt),
                planned,
                notices,
                chain.tableVersion(),
                now));
        if (overdueAt != null) {
            deadlines.open(approval.id(), 1, Map.of(ApprovalDeadlines.OVERDUE, overdueAt));
        }
        return opened(approval);
    }

    private ApprovalStep.Plan seated(
            Chain.Step step, @Nullable String region, Set<PersonId> barred, Set<String> notices) {
        var seated = seating.seat(step.who(), step.needed(), region, barred);
        notices.addAll(seated.notices());
        var needed = seated.needed() == Chain.ALL ? seated.places().size() : seated.needed();
        return plan(step, false, needed, seated.places());
    }

    private static ApprovalStep.Plan plan(
            Chain.Step step, boolean skipped, int needed, List<FindingVoters.Place> places) {
        return new ApprovalStep.Plan(step.rule(), step.who().contains(Role.LEGAL.name()), skipped, needed, places);
    }

    /** A run that an operator has ended leaves its approval open: the new one takes its place. */
    private void supersede(AwaitedApprovals.Awaited asked, Set<String> notices) {
        for (var one : file.holdOpenOfDeal(asked.terms().dealId())) {
            if (one.kind() == asked.kind() && one.withdraw(null, null, clock.instant())) {
                file.save(one);
                deadlines.close(one.id(), Integer.MAX_VALUE);
                notices.add(Chain.SUPERSEDED);
            }
        }
        // A deal has one approval of a kind that is open; the database would see two.
        file.flush();
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

    private Opened opened(Approval approval) {
        var far = approval.openedAt().plus(Duration.ofDays(3_660));
        return new Opened(approval.id(), approval.overdueAt() == null ? far : approval.overdueAt());
    }
}
