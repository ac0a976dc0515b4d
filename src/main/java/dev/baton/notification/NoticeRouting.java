package dev.baton.notification;

import dev.baton.notification.Delivery.Reason;
import dev.baton.staff.Person;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows which channels work for a person and which one takes over where one does not. */
@Component
class NoticeRouting {

    private final Map<Channel, ChannelSender> senders = new EnumMap<>(Channel.class);
    private final NotificationProperties properties;

    NoticeRouting(List<ChannelSender> senders, NotificationProperties properties) {
        senders.forEach(sender -> this.senders.put(sender.channel(), sender));
        this.properties = properties;
    }

    /**
     * The first stretch of one message on one channel.
     *
     * @param obstacle why this channel cannot even try; null if it can
     * @param next takes over because of the obstacle
     * @param standsInFor the channel that this one was chosen for
     */
    record Leg(
            Channel channel,
            @Nullable Reason obstacle,
            @Nullable Channel next,
            @Nullable Channel standsInFor) {

        Delivery.State firstState() {
            if (obstacle != null) {
                return next == null ? Delivery.State.SKIPPED : Delivery.State.REPLACED;
            }
            // an in-app notice is written together with this row: there is nothing left to send
            return channel == Channel.IN_APP ? Delivery.State.SENT : Delivery.State.PENDING;
        }
    }

    ChannelSender senderOf(Channel channel) {
        return Optional.ofNullable(senders.get(channel))
                .orElseThrow(() -> new IllegalArgumentException("Nothing sends on " + channel));
    }

    Collection<ChannelSender> senders() {
        return senders.values();
    }

    /** The channels in a fixed order, so that two transactions with the same notice cannot wait for each other. */
    List<Leg> plan(Collection<Channel> channels, @Nullable Person person) {
        return plan(channels, person, null);
    }

    /** What takes over for a channel: itself and, where it cannot, what follows it. */
    List<Leg> planInstead(Channel next, Person person, Channel failed) {
        return plan(List.of(next), person, failed);
    }

    private List<Leg> plan(Collection<Channel> channels, @Nullable Person person, @Nullable Channel standsInFor) {
        var legs = new EnumMap<Channel, Leg>(Channel.class);
        channels.forEach(channel -> legs.put(channel, leg(channel, person, standsInFor)));
        for (Channel channel : channels) {
            var leg = legs.get(channel);
            while (leg != null && leg.next() != null) {
                var taken = legs.putIfAbsent(leg.next(), leg(leg.next(), person, leg.channel()));
                leg = taken == null ? legs.get(leg.next()) : null;
            }
        }
        return List.copyOf(legs.values());
    }

    private Leg leg(Channel channel, @Nullable Person person, @Nullable Channel standsInFor) {
        if (person == null) {
            return new Leg(channel, Reason.PERSON_UNKNOWN, null, standsInFor);
        }
        if (!person.active()) {
            return new Leg(channel, Reason.PERSON_LEFT, null, standsInFor);
        }
        var obstacle = obstacle(channel, person);
        return new Leg(
                channel,
                obstacle,
                obstacle == null ? null : properties.after(channel).orElse(null),
                standsInFor);
    }

    /** Why a channel cannot even try to reach this person now; null if it can. */
    @Nullable
    Reason obstacle(Channel channel, Person person) {
        if (channel == Channel.IN_APP) {
            return null;
        }
        var sender = senders.get(channel);
        if (sender == null || !sender.isOn()) {
            return Reason.CHANNEL_OFF;
        }
        return sender.reaches(person) ? null : Reason.NO_ADDRESS;
    }
}
