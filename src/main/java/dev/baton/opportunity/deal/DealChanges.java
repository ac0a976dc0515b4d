package dev.baton.opportunity.deal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A deal's own words, as the audit trail keeps them before and after a change. */
public final class DealChanges {

    private DealChanges() {}

    /** What is not set is null there, and not a word. */
    public static Map<String, @Nullable Object> shown(Deal deal) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("name", deal.name());
        shown.put("customerName", deal.customerName());
        shown.put("customerType", deal.customerType());
        shown.put("customerEmail", deal.customerEmail());
        shown.put("amount", deal.money().amount());
        shown.put("currency", deal.money().currency().getCurrencyCode());
        shown.put("discount", deal.discount().stripTrailingZeros());
        shown.put("expectedCloseOn", deal.expectedCloseOn().toString());
        shown.put("contractType", deal.contractType());
        shown.put("ownerId", deal.owner().toString());
        return shown;
    }

    /** The fields of one that differ from the other. */
    public static Map<String, @Nullable Object> difference(
            Map<String, @Nullable Object> of, Map<String, @Nullable Object> from) {
        var different = new LinkedHashMap<>(of);
        different.entrySet().removeIf(field -> Objects.equals(field.getValue(), from.get(field.getKey())));
        return different;
    }
}
