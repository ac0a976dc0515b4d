package dev.baton.notification;

import dev.baton.staff.Person;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One way out of the house. Implementations block, keep their own time-outs and say what came of it. */
interface ChannelSender {

    Channel channel();

    boolean isOn();

    /** Whether the channel knows where to reach this person. */
    boolean reaches(Person person);

    Outcome send(Delivery delivery, Person to);

    /** What became of one attempt. */
    sealed interface Outcome {

        /** Handed over; the reference is the receiver's own name for it. */
        record Sent(@Nullable String reference) implements Outcome {}

        /** This message will never get through here: repeating it is useless. */
        record Refused(Delivery.Reason reason, String why) implements Outcome {}

        /** The channel does not work at the moment, or has had enough for now. */
        record Down(String why, @Nullable Duration retryAfter) implements Outcome {}

        static Outcome refused(String why) {
            return new Refused(Delivery.Reason.REFUSED, why);
        }

        static Outcome down(String why) {
            return new Down(why, null);
        }
    }
}
