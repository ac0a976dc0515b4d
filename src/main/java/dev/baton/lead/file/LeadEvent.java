package dev.baton.lead.file;

import dev.baton.lead.contact.Contact;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a lead, said by its verbs and heard in the transaction of the act, when it is saved. Its timeline and
 * the people who are told listen there, so that no act has to know who writes it down.
 */
public sealed interface LeadEvent {

    Lead lead();

    Instant at();

    /** Absent where the process acted by itself. */
    @Nullable
    PersonId by();

    /** @param right by which it went there, as in {@link dev.baton.lead.LeadMoved} */
    record Assigned(Lead lead, Instant at, PersonId owner, String right, int round) implements LeadEvent {

        @Override
        public @Nullable PersonId by() {
            return null;
        }
    }

    record Pooled(Lead lead, Instant at, int round) implements LeadEvent {

        @Override
        public @Nullable PersonId by() {
            return null;
        }
    }

    /**
     * Somebody wants it to be elsewhere: its process moves it.
     *
     * @param kind what was wanted, in the word that the timeline has for it
     */
    record MoveAsked(
            Lead lead,
            Instant at,
            @Nullable PersonId by,
            String kind,
            @Nullable PersonId to,
            @Nullable String reason) implements LeadEvent {}

    /** Its owner has looked at it for the first time. */
    record Opened(Lead lead, Instant at, PersonId by) implements LeadEvent {}

    record Touched(Lead lead, Instant at, PersonId by, String channel) implements LeadEvent {}

    record Muted(Lead lead, Instant at, PersonId by, boolean muted) implements LeadEvent {}

    record Contacted(Lead lead, Instant at, @Nullable PersonId by, Contact contact) implements LeadEvent {}

    /** Its window has passed without a contact. */
    record WindowBreached(Lead lead, Instant at) implements LeadEvent {

        @Override
        public @Nullable PersonId by() {
            return null;
        }
    }

    /** A manager is called in. */
    record Escalated(Lead lead, Instant at) implements LeadEvent {

        @Override
        public @Nullable PersonId by() {
            return null;
        }
    }

    /** @param asked whether others are to help; false where they have */
    record Collaboration(
            Lead lead,
            Instant at,
            @Nullable PersonId by,
            boolean asked,
            @Nullable String note) implements LeadEvent {}

    /** A manager leaves it with whoever has it. */
    record LeftWithOwner(
            Lead lead,
            Instant at,
            @Nullable PersonId by,
            @Nullable String note) implements LeadEvent {}

    /** What a manager decided came too late: it is on its way elsewhere already. */
    record DecisionOvertaken(
            Lead lead, Instant at, PersonId by, @Nullable String note) implements LeadEvent {}

    record PhoneReviewed(Lead lead, Instant at, @Nullable PersonId by, String before) implements LeadEvent {}

    record Qualified(Lead lead, Instant at) implements LeadEvent {

        @Override
        public @Nullable PersonId by() {
            return lead.owner();
        }
    }

    record Lost(Lead lead, Instant at) implements LeadEvent {

        @Override
        public @Nullable PersonId by() {
            return lead.owner();
        }
    }

    record DealOpened(Lead lead, Instant at, PersonId by, UUID deal) implements LeadEvent {}

    /** The deal that came of it was won or lost. */
    record DealEnded(Lead lead, Instant at, @Nullable PersonId by, UUID deal, LeadDeal as) implements LeadEvent {}

    /** Its process was gone and begins again where it stands. */
    record StartedAgain(Lead lead, Instant at, PersonId by) implements LeadEvent {}
}
