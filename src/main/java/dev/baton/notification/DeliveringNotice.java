package dev.baton.notification;

import dev.baton.notification.ChannelSender.Outcome;
import dev.baton.notification.Delivery.Reason;
import dev.baton.notification.Delivery.State;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One attempt: send, then record. A crash in between repeats the message with the same id, and never loses it.
 */
@Component
class DeliveringNotice {

    private static final Logger log = LoggerFactory.getLogger(DeliveringNotice.class);
    private static final WritingNotices.Written NOTHING = new WritingNotices.Written(List.of(), false);

    private final Staff staff;
    private final NoticeRouting routing;
    private final Deliveries deliveries;
    private final WritingNotices writing;
    private final ChannelConditions conditions;
    private final NotificationProperties properties;
    private final TransactionOperations transaction;
    private final Clock clock;

    DeliveringNotice(
            Staff staff,
            NoticeRouting routing,
            Deliveries deliveries,
            WritingNotices writing,
            ChannelConditions conditions,
            NotificationProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        this.staff = staff;
        this.routing = routing;
        this.deliveries = deliveries;
        this.writing = writing;
        this.conditions = conditions;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Returns what another channel of the policy has to do now. */
    WritingNotices.Written deliver(Delivery delivery) {
        var person = staff.find(delivery.to()).orElse(null);
        if (person == null || !person.active()) {
            settle(delivery, State.SKIPPED, person == null ? Reason.PERSON_UNKNOWN : Reason.PERSON_LEFT, null);
            return NOTHING;
        }
        var obstacle = routing.obstacle(delivery.channel(), person);
        if (obstacle != null) {
            return handOn(delivery, person, State.SKIPPED, obstacle, null);
        }
        var sender = routing.senderOf(delivery.channel());
        return switch (attempt(sender, delivery, person)) {
            case Outcome.Sent sent -> {
                change(delivery, open -> open.sent(sent.reference(), clock.instant()));
                conditions.worked(delivery.channel());
                yield NOTHING;
            }
            case Outcome.Refused refused -> {
                conditions.answered(delivery.channel());
                yield handOn(delivery, person, State.FAILED, refused.reason(), refused.why());
            }
            case Outcome.Down down -> {
                conditions.failed(delivery.channel(), down.why());
                yield wait(delivery, person, down);
            }
        };
    }

    private Outcome attempt(ChannelSender sender, Delivery delivery, Person person) {
        try {
            return sender.send(delivery, person);
        } catch (RuntimeException fault) {
            log.warn("Sending delivery {} on {} failed", delivery.id(), delivery.channel(), fault);
            return Outcome.down(fault.getClass().getSimpleName());
        }
    }

    private WritingNotices.Written wait(Delivery delivery, Person person, Outcome.Down down) {
        var now = clock.instant();
        var failingFor = delivery.failingFor(now);
        var next = properties.after(delivery.channel());
        if (next.isPresent() && failingFor.compareTo(properties.patienceWith(delivery.channel())) >= 0) {
            return handOn(delivery, person, State.FAILED, Reason.CHANNEL_DOWN, down.why());
        }
        if (failingFor.compareTo(properties.retry().giveUpAfter()) >= 0) {
            settle(delivery, State.FAILED, Reason.CHANNEL_DOWN, down.why());
            return NOTHING;
        }
        var nextAttempt = nextAttempt(delivery, down, now);
        change(delivery, open -> open.retry(down.why(), now, nextAttempt));
        conditions.counted(delivery.channel(), State.RETRYING);
        return NOTHING;
    }

    private Instant nextAttempt(Delivery delivery, Outcome.Down down, Instant now) {
        var retry = properties.retry();
        long doubled = retry.first().toMillis() << Math.min(delivery.attempts(), 20);
        long wait = Math.min(doubled, retry.longest().toMillis());
        wait = (long) (wait * ThreadLocalRandom.current().nextDouble(0.5, 1.5));
        if (down.retryAfter() != null) {
            wait = Math.max(wait, down.retryAfter().toMillis());
        }
        return now.plusMillis(wait);
    }

    private WritingNotices.Written handOn(
            Delivery delivery, Person person, State otherwise, Reason reason, @Nullable String why) {
        var next = properties.after(delivery.channel()).orElse(null);
        if (next == null) {
            settle(delivery, otherwise, reason, why);
            return NOTHING;
        }
        var written = transaction.execute(status -> deliveries
                .holdOpen(delivery.id())
                .map(open -> {
                    open.handOn(next, reason, why);
                    return writing.writeInstead(open, next, person);
                })
                .orElse(NOTHING));
        conditions.counted(delivery.channel(), State.REPLACED);
        log.info("Delivery {} on {} goes to {}: {} {}", delivery.id(), delivery.channel(), next, reason, why);
        return written == null ? NOTHING : written;
    }

    private void settle(Delivery delivery, State state, Reason reason, @Nullable String why) {
        change(delivery, open -> open.end(state, reason, why));
        conditions.counted(delivery.channel(), state);
        log.info("Delivery {} on {} ends as {}: {} {}", delivery.id(), delivery.channel(), state, reason, why);
    }

    /** What somebody else settled meanwhile stays as it is. */
    private void change(Delivery delivery, Consumer<Delivery> verb) {
        transaction.executeWithoutResult(
                status -> deliveries.holdOpen(delivery.id()).ifPresent(verb));
    }
}
