package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DecisionTable;
import java.util.Currency;

/** Kinds of customer, currencies and variants, in {@code process-variant.dmn}. */
record ProcessVariantCheck(CellChecks cells) {

    void run() {
        variants(cells.table("process-variant"));
    }

    private void variants(DecisionTable table) {
        for (var row : table.rows()) {
            cells.known(table, row, "customerType", StageTables.CUSTOMER_TYPES);
            row.words("currency").stream()
                    .filter(code -> Currency.getAvailableCurrencies().stream()
                            .noneMatch(currency -> currency.getCurrencyCode().equals(code)))
                    .forEach(code -> cells.fault(
                            table.fault(row, "there is no currency \"" + code + "\"", "Write its three letters")));
            cells.filled(table, row, "variant");
        }
    }
}
