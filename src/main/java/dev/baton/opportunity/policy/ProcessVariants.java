package dev.baton.opportunity.policy;

import dev.baton.shared.Money;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads the variant of a deal from the table {@code process-variant} and what the deal says now (SG-14). */
@Component
public class ProcessVariants {

    /** The variant of a deal whose table gave none. */
    private static final String STANDARD = "standard";

    private final StageTables tables;

    ProcessVariants(StageTables tables) {
        this.tables = tables;
    }

    public String of(String customerType, Money money) {
        var said = tables.value(
                "process-variant",
                Map.of(
                        "customerType",
                        customerType,
                        "currency",
                        money.currency().getCurrencyCode(),
                        "amount",
                        money.amount()));
        return said == null ? STANDARD : said.toString();
    }
}
