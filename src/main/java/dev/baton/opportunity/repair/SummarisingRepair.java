package dev.baton.opportunity.repair;

import dev.baton.engine.Inbox;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.repair.Repairs.Decision;
import dev.baton.opportunity.repair.Repairs.Outcome;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
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

    private final Repairs repairs;
    private final Deals deals;
    private final DealQueries queries;
    private final Inbox inbox;
    private final Notifications notifications;
    private final Clock clock;

    SummarisingRepair(
            Repairs repairs, Deals deals, DealQueries queries, Inbox inbox, Notifications notifications, Clock clock) {
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
        repairs.end(round, clock.instant());
        var summary = of(round);
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
        return repairs.latest().map(this::summary);
    }

    public Summary of(UUID round) {
        return summary(repairs.find(round).orElseThrow(() -> Refusal.notFound("repair-not-found")));
    }

    /** In the order in which they are asked about: those that have stood longest first. */
    public List<Line> lines(UUID round) {
        var items = repairs.of(round);
        var byId = items.stream()
                .map(item -> deals.findById(item.dealId()))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(deal -> deal.dealId().value(), Function.identity()));
        return items.stream()
                .flatMap(item -> Stream.ofNullable(byId.get(item.dealId())).map(deal -> line(item, deal)))
                .toList();
    }

    private Line line(Repairs.Item item, Deal deal) {
        return new Line(
                item.id(),
                item.position(),
                deal.dealId(),
                deal.name(),
                deal.customerName(),
                queries.named(deal.owner()),
                item.stage(),
                item.enteredAt(),
                item.decision() != null
                        ? null
                        : inbox.openOf(item.id()).stream()
                                .map(Inbox.Task::id)
                                .reduce((older, newer) -> newer)
                                .orElse(null),
                word(item.decision()),
                item.toStage(),
                item.reason(),
                item.decidedBy() == null ? null : queries.named(new PersonId(item.decidedBy())),
                item.decidedAt(),
                word(item.outcome()));
    }

    private Summary summary(Repairs.Round round) {
        var items = repairs.of(round.id());
        return new Summary(
                round.id(),
                queries.named(new PersonId(round.askedBy())),
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

    private static int decided(List<Repairs.Item> items, Decision as) {
        return (int) items.stream().filter(item -> item.decision() == as).count();
    }

    private static int came(List<Repairs.Item> items, Outcome to) {
        return (int) items.stream().filter(item -> item.outcome() == to).count();
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
