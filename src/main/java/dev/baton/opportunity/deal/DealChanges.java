package dev.baton.opportunity.deal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A deal's own words, as the audit trail keeps them before and after a change. */
public final class DealChanges {

    private DealChanges() {}

    public static Map<String, Object> shown(Deal deal) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("name", deal.name());
        shown.put("customerName", deal.customerName());
        shown.put("customerType", deal.customerType());
        shown.put("customerEmail", String.valueOf(deal.customerEmail()));
        shown.put("amount", deal.money().amount());
        shown.put("currency", deal.money().currency().getCurrencyCode());
        shown.put("discount", deal.discount().stripTrailingZeros());
        shown.put("expectedCloseOn", deal.expectedCloseOn().toString());
        shown.put("contractType", String.valueOf(deal.contractType()));
        shown.put("ownerId", deal.owner().toString());
        return shown;
    }

    /** The fields of one that differ from the other. */
    public static Map<String, Object> difference(Map<String, Object> of, Map<String, Object> from) {
        var different = new LinkedHashMap<>(of);
        different.entrySet().removeIf(field -> field.getValue().equals(from.get(field.getKey())));
        return different;
    }
}
