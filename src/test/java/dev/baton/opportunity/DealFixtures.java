package dev.baton.opportunity;

import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.stage.EnteringStage;
import dev.baton.opportunity.stage.TakingUpDeal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes deals for tests, as the steps of their process would leave them. */
@TestComponent
public class DealFixtures {

    private static final AtomicLong INSTANCES = new AtomicLong(8_000_000_000_000L);

    private final OpeningDeal opening;
    private final TakingUpDeal takingUp;
    private final EnteringStage entering;
    private final TransactionTemplate transaction;

    DealFixtures(OpeningDeal opening, TakingUpDeal takingUp, EnteringStage entering, TransactionTemplate transaction) {
        this.opening = opening;
        this.takingUp = takingUp;
        this.entering = entering;
        this.transaction = transaction;
    }

    public static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }

    public static NewDeal newDeal(String customer) {
        return newDeal(customer, LocalDate.now(ZoneOffset.UTC).plusDays(90));
    }

    /** For tests whose clock has gone ahead. */
    public static NewDeal newDeal(String customer, LocalDate expectedCloseOn) {
        return new NewDeal(
                null,
                customer + "的商机",
                customer,
                "enterprise",
                "buyer@customer.example",
                new BigDecimal("120000"),
                "CNY",
                null,
                expectedCloseOn,
                null);
    }

    /** A deal that stands in the first stage. */
    public DealId standing(Person owner, String customer) {
        return standing(owner, newDeal(customer));
    }

    /** The same for a deal that says this. */
    public DealId standing(Person owner, NewDeal says) {
        var deal = opening.open(says, caller(owner));
        transaction.executeWithoutResult(status -> {
            takingUp.takeUp(deal, INSTANCES.incrementAndGet());
            entering.enter(deal, "first-contact");
        });
        return deal;
    }
}
