package dev.baton.opportunity;

import dev.baton.contract.GreenChannels;
import dev.baton.contract.Purpose;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks for a green channel for a deal: a jump with proof, or named steps of an approval left out (SG-06). */
@Component
public class AskingForException {

    private final Deals deals;
    private final ObjectProvider<GreenChannels> greenChannels;
    private final DealTimeline timeline;
    private final Clock clock;

    AskingForException(
            Deals deals,
            ObjectProvider<GreenChannels> greenChannels,
            DealTimeline timeline,
            Clock clock) {
        this.deals = deals;
        this.greenChannels = greenChannels;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Transactional
    public UUID ask(
            DealId id,
            Purpose purpose,
            @Nullable String toStage,
            List<String> steps,
            String reason,
            List<UUID> evidence,
            Caller caller) {
        var deal = deals.change(id);
        if (deal.state() != DealState.OPEN || deal.stage() == null) {
            throw Refusal.conflict("deal-not-started", Map.of());
        }
        var channel = greenChannels.getIfAvailable();
        if (channel == null) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "green-channel-unavailable", null, Map.of());
        }
        var asked = channel.request(new GreenChannels.Request(
                purpose,
                new GreenChannels.Subject(
                        id.value(),
                        deal.name(),
                        deal.owner(),
                        deal.region(),
                        deal.money().amount(),
                        deal.money().currency().getCurrencyCode()),
                deal.stage(),
                toStage,
                steps,
                reason,
                evidence,
                caller.id()));
        timeline.add(id, clock.instant(), "EXCEPTION_ASKED", caller.id(), Map.of("purpose", purpose.name()));
        return asked;
    }
}
