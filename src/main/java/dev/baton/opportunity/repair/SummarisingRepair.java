package dev.baton.opportunity.repair;

import dev.baton.engine.Inbox;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.repair.Repair.Decision;
import dev.baton.opportunity.repair.Repair.Outcome;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a repair round has come to: counted from its decisions, so that both are equal (SG-11). */
@Component
public class SummarisingRepair {

    /**
     * @param open deals about which nobody has decided
     * @param underway deals whose process has been told and has not moved them yet
     * @param overtaken deals that had moved by themselves
     */
    public record Summary(
            UUID id,
            DealQueries.Owner askedBy,
            Instant askedAt,
            Instant dueAt,
            @Nullable Instant endedAt,
            int deals,
            int open,
            int stays,
            int returned,
            int lost,
            int underway,
            int overtaken) {}

    /**
     * One deal of the round.
     *
     * @param taskId the question about it, where it is open
     * @param decision {@code stays}, {@code return} or {@code lost}; absent while nobody has decided
     */
    public record Line(
            UUID id,
            int position,
            DealId dealId,
            String name,
            String customerName,
            DealQueries.Owner owner,
            String stage,
            Instant enteredAt,
            @Nullable UUID taskId,
            @Nullable String decision,
            @Nullable String toStage,
            @Nullable String reason,
            DealQueries.@Nullable Owner decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String outcome) {}

    private final RepairRounds rounds;
    private final Repairs repairs;
    private final Deals deals;
    private final DealQueries queries;
    private final Inbox inbox;
    private final Notifications notifications;
    private final Clock clock;

    SummarisingRepair(
            RepairRounds rounds,
            Repairs repairs,
            Deals deals,
            DealQueries queries,
            Inbox inbox,
            Notifications notifications,
            Clock clock) {
        this.rounds = rounds;
        this.repairs = repairs;
        this.deals = deals;
        this.queries = queries;
        this.inbox = inbox;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Ends the round and tells whoever has asked for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Summary end(UUID round) {
        var ending = rounds.findById(round).orElseThrow(() -> Refusal.notFound("repair-not-found"));
        ending.end(clock.instant());
        var summary = summary(rounds.save(ending));
        notifications.send(new Notice(
                "deal-repair:" + round,
                summary.askedBy().id(),
                "deal.repair-ended",
                Map.of(
                        "deals", String.valueOf(summary.deals()),
                        "stays", String.valueOf(summary.stays()),
                        "returned", String.valueOf(summary.returned()),
                        "lost", String.valueOf(summary.lost())),
                "/stuck",
                List.of(Channel.IN_APP)));
        return summary;
    }

    public Optional<Summary> latest() {
        return rounds.latest().map(this::summary);
    }

    public Summary of(UUID round) {
        return summary(rounds.findById(round).orElseThrow(() -> Refusal.notFound("repair-not-found")));
    }

    /** In the order in which they are asked about: those that have stood longest first. */
    public List<Line> lines(UUID round) {
        var items = repairs.of(round);
        var byId = deals.findByIdIn(items.stream().map(Repair::dealId).toList()).stream()
                .collect(Collectors.toMap(deal -> deal.dealId().value(), Function.identity()));
        var undecided = items.stream()
                .filter(item -> item.decision() == null)
                .map(Repair::id)
                .toList();
        var asking = inbox.openOf(undecided).stream()
                .collect(Collectors.toMap(Inbox.Task::recordId, Inbox.Task::id, (older, newer) -> newer));
        return items.stream()
                .flatMap(item ->
                        Stream.ofNullable(byId.get(item.dealId())).map(deal -> line(item, deal, asking.get(item.id()))))
                .toList();
    }

    private Line line(Repair item, Deal deal, @Nullable UUID task) {
        return new Line(
                item.id(),
                item.position(),
                deal.dealId(),
                deal.name(),
                deal.customerName(),
                queries.named(deal.owner()),
                item.stage(),
                item.enteredAt(),
                task,
                word(item.decision()),
                item.toStage(),
                item.reason(),
                item.decidedBy() == null ? null : queries.named(item.decidedBy()),
                item.decidedAt(),
                word(item.outcome()));
    }

    private Summary summary(RepairRound round) {
        var items = repairs.of(round.id());
        return new Summary(
                round.id(),
                queries.named(round.askedBy()),
                round.askedAt(),
                round.dueAt(),
                round.endedAt(),
                items.size(),
                (int) items.stream().filter(item -> item.decision() == null).count(),
                decided(items, Decision.STAYS),
                decided(items, Decision.RETURN),
                decided(items, Decision.LOST),
                came(items, Outcome.SENT),
                came(items, Outcome.OVERTAKEN));
    }

    private static int decided(List<Repair> items, Decision as) {
        return (int) items.stream().filter(item -> item.decision() == as).count();
    }

    private static int came(List<Repair> items, Outcome to) {
        return (int) items.stream().filter(item -> item.outcome() == to).count();
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
