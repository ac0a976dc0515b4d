package dev.baton.approval.escalation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What waits with legal, in the system that legal works with (SW-05). */
interface LegalQueue {

    /** @param movedAt when something last happened to it there */
    record Item(Instant movedAt) {}

    /**
     * The approval in legal's list of what is pending; nothing where it does not lie with them.
     *
     * @throws Unreachable when the system does not answer, or not in a way that can be understood
     */
    Optional<Item> pending(UUID approvalId);

    /** The system of legal is away. */
    final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreachable(String why) {
            super(why);
        }
    }
}
