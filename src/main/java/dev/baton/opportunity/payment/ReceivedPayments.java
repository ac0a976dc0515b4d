package dev.baton.opportunity.payment;

import dev.baton.opportunity.deal.DealId;
import dev.baton.shared.Ids;
import dev.baton.shared.Money;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Payments as they came in; none is ever changed. */
@Component
class ReceivedPayments {

    /** One payment. */
    record Received(Money money, LocalDate on, PersonId by, Instant at) {}

    private final JdbcClient jdbc;

    ReceivedPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(DealId deal, Received payment) {
        jdbc.sql("""
                        insert into deal_payment (id, deal_id, amount, currency, received_on, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        deal.value(),
                        payment.money().amount(),
                        payment.money().currency().getCurrencyCode(),
                        payment.on(),
                        payment.by().value(),
                        Timestamp.from(payment.at()))
                .update();
    }

    /** The oldest first. */
    List<Received> of(DealId deal) {
        return jdbc.sql("""
                        select amount, currency, received_on, recorded_by, recorded_at from deal_payment
                        where deal_id = ? order by received_on, id""")
                .param(deal.value())
                .query((row, number) -> new Received(
                        new Money(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency"))),
                        row.getObject("received_on", LocalDate.class),
                        new PersonId(row.getObject("recorded_by", UUID.class)),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }
}
