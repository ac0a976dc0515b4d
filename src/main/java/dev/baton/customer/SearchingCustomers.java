package dev.baton.customer;

import dev.baton.customer.CustomerQueries.Found;
import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.Grams;
import dev.baton.staff.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds a customer by whatever somebody remembers: parts of its name in their order, its sound, the end of a number, a
 * contact, a credit code. What an index finds is capped, and the answer says so.
 */
@Component
public class SearchingCustomers {

    /** @param records how many of its records the caller may read */
    public record Hit(CustomerId id, CustomerType type, String name, int records) {}

    /** @param more whether there may be more than are shown */
    public record Hits(List<Hit> items, boolean more) {}

    private static final int MOST_CANDIDATES = 1_000;
    private static final int SHOWN = 10;
    private static final int LONGEST = 100;
    private static final int ENDS = 4;
    private static final int LONG_END = 8;
    private static final Pattern LATIN = Pattern.compile("[a-z0-9]+");
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{6,18}");

    private final CustomerQueries queries;
    private final Customers customers;
    private final CustomerScope scope;

    SearchingCustomers(CustomerQueries queries, Customers customers, CustomerScope scope) {
        this.queries = queries;
        this.customers = customers;
        this.scope = scope;
    }

    @Transactional(readOnly = true)
    public Hits search(Caller caller, String typed) {
        var text = Grams.folded(typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed);
        var parts = Grams.asked(text);
        if (parts.isEmpty()) {
            return new Hits(List.of(), false);
        }
        var found = candidates(text, parts);
        var ranked = found.values().stream()
                .sorted(Comparator.comparingInt((Found one) -> rank(one, text, parts))
                        .thenComparingInt(one -> one.name().length())
                        .thenComparing(Found::name))
                .toList();
        return seen(caller, ranked, found.size() >= MOST_CANDIDATES);
    }

    private Map<UUID, Found> candidates(String text, List<String> parts) {
        var found = new LinkedHashMap<UUID, Found>();
        if (Grams.hasHan(text) || !LATIN.matcher(text).matches()) {
            queries.byGrams(Grams.needed(parts), MOST_CANDIDATES).stream()
                    .filter(one -> isCalled(one, parts))
                    .forEach(one -> found.put(one.id(), one));
            return found;
        }
        var digits = text.replaceAll("\\D", "");
        if (digits.length() == text.length()) {
            numbers(digits).forEach(one -> found.put(one.id(), one));
        }
        var code = text.toUpperCase(Locale.ROOT);
        if (CODE.matcher(code).matches() && digits.length() >= 2) {
            queries.byCode(code, MOST_CANDIDATES).forEach(one -> found.put(one.id(), one));
        }
        if (digits.length() < text.length()) {
            queries.bySound(text, MOST_CANDIDATES).forEach(one -> found.put(one.id(), one));
        }
        return found;
    }

    /** The last four or eight digits of a number, or all of it. */
    private List<Found> numbers(String digits) {
        if (digits.length() == ENDS || digits.length() == LONG_END) {
            return queries.byKey(CustomerKeys.ENDS + digits, MOST_CANDIDATES);
        }
        return digits.length() > LONG_END
                ? queries.byKey(CustomerKeys.ENDS + digits.substring(digits.length() - LONG_END), MOST_CANDIDATES)
                : List.of();
    }

    private static boolean isCalled(Found one, List<String> parts) {
        return isIn(one.name(), parts) || one.names().stream().anyMatch(name -> isIn(name, parts));
    }

    /** 云帆(苏州)精密 is found by 苏州精 too: its parts count in the order place, brand, trade. */
    private static boolean isIn(String name, List<String> parts) {
        return Grams.inOrder(parts, name)
                || CompanyName.of(name).searchable().stream().anyMatch(text -> Grams.inOrder(parts, text));
    }

    /** Lower is better: the name itself, the beginning of the brand, the whole query in one piece, anything else. */
    private static int rank(Found one, String text, List<String> parts) {
        var name = Grams.folded(one.name());
        if (name.equals(text)) {
            return 0;
        }
        var brand = CompanyName.of(one.name()).brand();
        if (brand.startsWith(parts.getLast())) {
            return 1;
        }
        if (name.startsWith(text)) {
            return 2;
        }
        if (name.contains(text)) {
            return 3;
        }
        return Grams.inOrder(parts, name) ? 4 : 5;
    }

    private Hits seen(Caller caller, List<Found> ranked, boolean capped) {
        var hits = new ArrayList<Hit>();
        for (var from = 0; from < ranked.size(); from += SHOWN * 5) {
            var some = ranked.subList(from, Math.min(ranked.size(), from + SHOWN * 5));
            var ids = some.stream().map(Found::id).toList();
            var leads = scope.readableLeads(caller, ids);
            var entered = new LinkedHashMap<UUID, Customer>();
            customers.findAllByIdIn(ids).forEach(customer -> entered.put(customer.getId(), customer));
            for (var one : some) {
                var customer = entered.get(one.id());
                if (customer == null || !scope.sees(caller, customer, leads)) {
                    continue;
                }
                if (hits.size() == SHOWN) {
                    return new Hits(List.copyOf(hits), true);
                }
                hits.add(new Hit(
                        new CustomerId(one.id()),
                        one.type(),
                        one.name(),
                        leads.getOrDefault(one.id(), List.of()).size()));
            }
        }
        return new Hits(List.copyOf(hits), capped);
    }
}
