package dev.baton.opportunity.payment;

import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down that money has come in for a deal. The deal is paid on the day on which what came in in its currency adds up
 * to its amount; money in another currency is on file and adds up to nothing.
 */
@Component
public class RecordingPayment {

    /** What somebody wants to write down. */
    public record Draft(
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable LocalDate receivedOn) {}

    /** One payment as people see it. */
    public record Payment(
            BigDecimal amount, String currency, LocalDate receivedOn, String recordedBy, Instant recordedAt) {}

    /**
     * @param paidOn absent while it is open
     * @param payments the oldest first
     */
    public record Payments(@Nullable LocalDate paidOn, List<Payment> payments) {}

    private final Deals deals;
    private final DealScope scope;
    private final ReceivedPayments payments;
    private final Staff staff;
    private final BusinessCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordingPayment(
            Deals deals,
            DealScope scope,
            ReceivedPayments payments,
            Staff staff,
            BusinessCalendar calendar,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.scope = scope;
        this.payments = payments;
        this.staff = staff;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Payments of(DealId id, Caller caller) {
        scope.require(caller, id, DealScope.Sight.READ);
        return shown(deals.get(id));
    }

    @Transactional
    public Payments record(DealId id, Draft draft, Caller caller) {
        scope.require(caller, id, DealScope.Sight.READ);
        var money = Money.positive(draft.amount(), draft.currency(), "amount");
        var now = clock.instant();
        var on = receivedOn(draft.receivedOn(), now);
        var deal = deals.change(id);
        if (deal.state() == DealState.LOST) {
            throw Refusal.conflict("deal-closed", Map.of("state", deal.state().name()));
        }
        payments.add(id, new ReceivedPayments.Received(money, on, caller.id(), now));
        deal.paid(paidOn(deal));
        events.publishEvent(new DealEvent.PaymentReceived(deal, now, caller, money, on));
        return shown(deal);
    }

    private LocalDate receivedOn(@Nullable LocalDate given, Instant now) {
        if (given == null) {
            throw Refusal.invalid("missing-field", "receivedOn", Map.of("field", "receivedOn"));
        }
        if (given.isAfter(LocalDate.ofInstant(now, calendar.zone()))) {
            throw Refusal.invalid("date-in-future", "receivedOn", Map.of("field", "receivedOn"));
        }
        return given;
    }

    /** Null while it does not add up to what the deal is worth. */
    private @Nullable LocalDate paidOn(Deal deal) {
        var worth = deal.money();
        var sum = BigDecimal.ZERO;
        for (var one : payments.of(deal.dealId())) {
            if (one.money().currency().equals(worth.currency())) {
                sum = sum.add(one.money().amount());
            }
            if (sum.compareTo(worth.amount()) >= 0) {
                return one.on();
            }
        }
        return null;
    }

    private Payments shown(Deal deal) {
        return new Payments(
                deal.paidOn(),
                payments.of(deal.dealId()).stream()
                        .map(one -> new Payment(
                                one.money().amount(),
                                one.money().currency().getCurrencyCode(),
                                one.on(),
                                staff.find(one.by()).map(Person::name).orElse("?"),
                                one.at()))
                        .toList());
    }
}
