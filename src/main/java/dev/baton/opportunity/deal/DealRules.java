package dev.baton.opportunity.deal;

import dev.baton.approval.chain.ContractTypes;
import dev.baton.opportunity.policy.StageTables;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.MailAddress;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a deal has to say before it is stored; every refusal names the field. */
@Component
public class DealRules {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 200;
    private static final int FURTHEST_YEARS = 10;
    private static final int MOST_DECIMALS_OF_DISCOUNT = 4;

    private final ContractTypes contractTypes;
    private final BusinessCalendar calendar;
    private final Clock clock;

    DealRules(ContractTypes contractTypes, BusinessCalendar calendar, Clock clock) {
        this.contractTypes = contractTypes;
        this.calendar = calendar;
        this.clock = clock;
    }

    public NewDeal.Checked check(NewDeal raw, @Nullable String externalRef) {
        return check(raw, externalRef, null);
    }

    /** @param deal what it says already may stay, like a day that has passed meanwhile */
    public NewDeal.Checked check(NewDeal raw, Deal deal) {
        return check(raw, null, deal);
    }

    private NewDeal.Checked check(NewDeal raw, @Nullable String externalRef, @Nullable Deal kept) {
        var email = optional("customerEmail", raw.customerEmail());
        if (email != null && !MailAddress.isOne(email)) {
            throw Refusal.invalid("invalid-email", "customerEmail", Map.of("value", email));
        }
        return new NewDeal.Checked(
                raw.leadId(),
                externalRef,
                required("name", raw.name(), LONGEST_NAME),
                required("customerName", raw.customerName(), LONGEST_TEXT),
                customerType(raw.customerType()),
                email,
                Money.positive(raw.amount(), raw.currency(), "amount"),
                discount(raw.discount()),
                closeOn(raw.expectedCloseOn(), kept == null ? null : kept.expectedCloseOn()),
                contractTypes.key("contractType", raw.contractType(), kept == null ? null : kept.contractType()));
    }

    private static String customerType(@Nullable String given) {
        var type = required("customerType", given, LONGEST_TEXT);
        if (!StageTables.CUSTOMER_TYPES.contains(type)) {
            throw Refusal.invalid(
                    "invalid-enum",
                    "customerType",
                    Map.of("field", "customerType", "value", type, "allowed", StageTables.CUSTOMER_TYPES));
        }
        return type;
    }

    private static BigDecimal discount(@Nullable BigDecimal given) {
        if (given == null) {
            return BigDecimal.ZERO;
        }
        if (given.signum() < 0 || given.compareTo(BigDecimal.ONE) >= 0) {
            throw Refusal.invalid(
                    "out-of-range",
                    "discount",
                    Map.of("field", "discount", "value", given.toString(), "min", 0, "max", 1));
        }
        if (given.signum() != 0 && given.stripTrailingZeros().scale() > MOST_DECIMALS_OF_DISCOUNT) {
            throw Refusal.invalid("invalid-value", "discount", Map.of("field", "discount", "value", given.toString()));
        }
        return given;
    }

    private LocalDate closeOn(@Nullable LocalDate given, @Nullable LocalDate kept) {
        if (given == null) {
            throw missing("expectedCloseOn");
        }
        if (given.equals(kept)) {
            return given;
        }
        var today = LocalDate.ofInstant(clock.instant(), calendar.zone());
        if (given.isBefore(today)) {
            throw Refusal.invalid(
                    "date-in-past", "expectedCloseOn", Map.of("field", "expectedCloseOn", "value", given.toString()));
        }
        if (given.isAfter(today.plusYears(FURTHEST_YEARS))) {
            throw Refusal.invalid(
                    "date-absurd", "expectedCloseOn", Map.of("field", "expectedCloseOn", "value", given.toString()));
        }
        return given;
    }

    private static String required(String field, @Nullable String given, int longest) {
        var text = optional(field, given, longest);
        if (text == null) {
            throw missing(field);
        }
        return text;
    }

    private static @Nullable String optional(String field, @Nullable String given) {
        return optional(field, given, LONGEST_TEXT);
    }

    private static @Nullable String optional(String field, @Nullable String given, int longest) {
        if (given == null || given.isBlank()) {
            return null;
        }
        var text = given.strip();
        if (text.length() > longest) {
            throw Refusal.invalid("too-long", field, Map.of("field", field, "max", longest));
        }
        if (text.chars().anyMatch(sign -> Character.isISOControl(sign))) {
            throw Refusal.invalid("invalid-value", field, Map.of("field", field));
        }
        return text;
    }

    private static Refusal missing(String field) {
        return Refusal.invalid("missing-field", field, Map.of("field", field));
    }
}
