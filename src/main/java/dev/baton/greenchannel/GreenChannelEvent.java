package dev.baton.greenchannel;

import dev.baton.staff.PersonId;

/** What happened to a request or to a debt: heard in the same transaction, by the audit trail and by those who tell people. */
sealed interface GreenChannelEvent {

    record Asked(GreenChannel it) implements GreenChannelEvent {}

    record PutBefore(GreenChannel it) implements GreenChannelEvent {}

    record Decided(GreenChannel it, PersonId by) implements GreenChannelEvent {}

    record Lapsed(GreenChannel it) implements GreenChannelEvent {}

    record Used(GreenChannel it) implements GreenChannelEvent {}

    record Voided(GreenChannel it, PersonId by) implements GreenChannelEvent {}

    record StartedAgain(GreenChannel it, PersonId by) implements GreenChannelEvent {}

    record DebtEscalated(ExceptionDebt debt) implements GreenChannelEvent {}

    /** @param before where the debt stood */
    record DebtPaid(ExceptionDebt debt, GreenChannels.DebtState before, PersonId by, String explanation)
            implements GreenChannelEvent {}
}
