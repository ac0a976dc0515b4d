package dev.baton.notification;

import dev.baton.notification.Delivery.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers how each channel fares, for health and metrics. */
@Component
class ChannelConditions {

    private final Map<Channel, Down> down = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Clock clock;

    ChannelConditions(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** @param since of the first failure after the last success */
    record Down(Instant since, String why) {}

    Optional<Down> down(Channel channel) {
        return Optional.ofNullable(down.get(channel));
    }

    void worked(Channel channel) {
        down.remove(channel);
        counted(channel, State.SENT);
    }

    /** The channel refused a message, so it is there. */
    void answered(Channel channel) {
        down.remove(channel);
    }

    void failed(Channel channel, String why) {
        down.merge(channel, new Down(clock.instant(), why), (first, again) -> new Down(first.since(), again.why()));
    }

    void counted(Channel channel, State outcome) {
        meters.counter("baton.notification.deliveries", "channel", channel.name(), "outcome", outcome.name())
                .increment();
    }
}
