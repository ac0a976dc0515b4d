package dev.baton.opportunity.deal;

import dev.baton.shared.Money;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a deal, said in the transaction of the act. Its timeline, the audit trail, its passages, the people
 * who are told and the process that waits listen there, so that no act has to know who writes it down.
 */
public sealed interface DealEvent {

    Deal deal();

    Instant at();

    /** Absent where the process acted by itself. */
    @Nullable
    PersonId by();

    /** It is on file; its process is to begin. */
    record Opened(Deal deal, Instant at, Caller caller) implements DealEvent {

        @Override
        public PersonId by() {
            return caller.id();
        }
    }

    /**
     * It stands in another stage.
     *
     * @param from absent where it began
     * @param stood how long it had stood there
     */
    record Entered(
            Deal deal,
            Instant at,
            @Nullable String from,
            String to,
            Deal.Pass pass,
            @Nullable Duration stood) implements DealEvent {

        @Override
        public @Nullable PersonId by() {
            return pass.by();
        }
    }

    /** It is won or lost. */
    record Closed(Deal deal, Instant at, String from, Deal.Pass pass, Duration stood) implements DealEvent {

        @Override
        public @Nullable PersonId by() {
            return pass.by();
        }

        boolean won() {
            return deal.state() == DealState.WON;
        }

        String reason() {
            return pass.reason() == null ? "" : pass.reason();
        }
    }

    /**
     * It says something else now.
     *
     * @param before the fields that differ, as they were
     * @param after the same, as they are
     */
    record Edited(
            Deal deal,
            Instant at,
            Caller caller,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after)
            implements DealEvent {

        @Override
        public PersonId by() {
            return caller.id();
        }
    }

    /** It is somebody else's now. */
    record HandedOver(Deal deal, Instant at, Caller caller, PersonId from) implements DealEvent {

        @Override
        public PersonId by() {
            return caller.id();
        }
    }

    /** @param before what had been said; absent where nobody had said anything */
    record ConditionSaid(
            Deal deal,
            Instant at,
            Caller caller,
            String stage,
            String condition,
            @Nullable Boolean before,
            boolean met) implements DealEvent {

        @Override
        public PersonId by() {
            return caller.id();
        }
    }

    record ActionDone(Deal deal, Instant at, Caller caller, String stage, String action, String written)
            implements DealEvent {

        @Override
        public PersonId by() {
            return caller.id();
        }
    }

    /** Its gate has let it through; where an approval is asked for, that one runs from now on. */
    record GatePassed(Deal deal, Instant at, @Nullable PersonId by, String stage, Deal.Pass pass)
            implements DealEvent {}

    /** @param missing the codes of what its gate asks for and does not find */
    record GateRefused(Deal deal, Instant at, @Nullable PersonId by, List<String> missing) implements DealEvent {}

    /**
     * What came of its approval.
     *
     * @param outcome {@code NONE} where nobody has asked for one
     */
    record ApprovalRead(
            Deal deal,
            Instant at,
            String approval,
            String outcome,
            @Nullable String reason) implements DealEvent {

        @Override
        public @Nullable PersonId by() {
            return null;
        }
    }

    /** Its instance was lost, and somebody has it started again where it stands. */
    record StartedAgain(Deal deal, Instant at, PersonId by) implements DealEvent {}

    /** Money has come in for it. */
    record PaymentReceived(Deal deal, Instant at, Caller caller, Money money, LocalDate on) implements DealEvent {

        @Override
        public PersonId by() {
            return caller.id();
        }
    }

    /** The sub-state is another one because of what runs, and nobody ticked it. */
    record SubstateFollowed(Deal deal, Instant at) implements DealEvent {

        @Override
        public @Nullable PersonId by() {
            return null;
        }
    }

    record SubstateTicked(
            Deal deal,
            Instant at,
            Caller caller,
            String stage,
            @Nullable String before,
            String substate) implements DealEvent {

        @Override
        public PersonId by() {
            return caller.id();
        }
    }
}
