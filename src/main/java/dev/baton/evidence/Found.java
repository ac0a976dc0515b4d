package dev.baton.evidence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The amounts and dates that the text of a file names, in its order, each once. */
public record Found(List<Sum> amounts, List<LocalDate> dates) {

    static final Found NOTHING = new Found(List.of(), List.of());

    public Found {
        amounts = List.copyOf(amounts);
        dates = List.copyOf(dates);
    }

    /** Whether the text says anything about it. */
    boolean names(Mismatch.What what) {
        return switch (what) {
            case AMOUNT, CURRENCY -> !amounts.isEmpty();
            case DATE -> !dates.isEmpty();
            case DECLINED -> false;
        };
    }

    /**
     * @param currency as far as the text says; {@code CNY} for 元 and ¥, {@code USD} for $
     * @param loose whether the sign stands for other currencies too, as $ and ¥ do, or there was none
     * @param total whether the text calls it the whole sum (合同总金额, 合计, Total)
     */
    public record Sum(BigDecimal amount, String currency, boolean loose, boolean total) {

        /** For example {@code CNY 120000.00}. */
        @Override
        public String toString() {
            return currency + " " + amount.toPlainString();
        }
    }
}
