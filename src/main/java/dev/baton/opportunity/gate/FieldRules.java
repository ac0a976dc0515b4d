package dev.baton.opportunity.gate;

import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.policy.Stage;
import dev.baton.shared.BusinessCalendar;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Whether the fields of a deal are as the table {@code stage-fields} wants them. */
@Component
class FieldRules {

    private final StandingOfApprovals approvals;
    private final BusinessCalendar calendar;
    private final Clock clock;

    FieldRules(StandingOfApprovals approvals, BusinessCalendar calendar, Clock clock) {
        this.approvals = approvals;
        this.calendar = calendar;
        this.clock = clock;
    }

    boolean holds(Stage.FieldRule rule, Deal deal) {
        Object value =
                switch (rule.field()) {
                    case "amount" -> deal.money().amount();
                    case "discount" -> deal.discount();
                    case "expectedCloseOn" -> deal.expectedCloseOn();
                    case "contractType" -> approvals.contractType(deal);
                    case "customerEmail" -> deal.customerEmail();
                    default ->
                        throw new IllegalStateException("stage-fields names a field that no deal has: " + rule.field());
                };
        return switch (rule.rule()) {
            case "required" -> value != null;
            case "future" ->
                value instanceof LocalDate date
                        && !date.isBefore(LocalDate.ofInstant(clock.instant(), calendar.zone()));
            case "min" -> value instanceof Number number && number.doubleValue() >= rule.limit();
            case "max" -> value instanceof Number number && number.doubleValue() <= rule.limit();
            default -> throw new IllegalStateException("stage-fields knows no rule " + rule.rule());
        };
    }
}
