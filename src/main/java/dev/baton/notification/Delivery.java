package dev.baton.notification;

import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person on one channel, as the sender that holds its lease knows it.
 *
 * @param id stays the same however often the message is repeated; receivers can tell a repeat by it
 * @param failingSince when the first attempt failed
 * @param leaseUntil from then on somebody else may take it
 */
record Delivery(
        UUID id,
        String event,
        PersonId to,
        Channel channel,
        String template,
        Locale language,
        Map<String, String> values,
        String path,
        int attempts,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant leaseUntil) {

    enum State {
        PENDING,
        RETRYING,
        SENT,
        FAILED,
        SKIPPED,
        REPLACED
    }

    /** Why a channel did not do its work, for people who read the trace. */
    enum Reason {
        CHANNEL_OFF,
        CHANNEL_DOWN,
        NO_ADDRESS,
        NO_TEMPLATE,
        REFUSED,
        PERSON_UNKNOWN,
        PERSON_LEFT
    }
}
