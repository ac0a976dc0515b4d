package dev.baton.customer;

import dev.baton.customer.matching.Match;
import dev.baton.customer.matching.MatchPolicy;
import dev.baton.customer.matching.MatchPolicy.Figure;
import dev.baton.customer.matching.MatchTables;
import dev.baton.customer.matching.Matching;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Compares what is known of somebody with the customers who have a key in common with it. */
@Component
class WeighingCandidates {

    /** A customer who may be meant, and how sure that is. */
    record Weighed(Customer customer, Match match) {}

    private final Customers customers;
    private final MatchTables tables;

    WeighingCandidates(Customers customers, MatchTables tables) {
        this.customers = customers;
        this.tables = tables;
    }

    MatchPolicy policy() {
        return tables.policy();
    }

    List<Customer> candidates(Collection<Profile> profiles) {
        var strong = new HashSet<String>();
        var names = new HashSet<String>();
        profiles.forEach(profile -> {
            strong.addAll(profile.strongKeys());
            names.addAll(profile.nameKeys());
        });
        return strong.isEmpty() && names.isEmpty()
                ? List.of()
                : customers.findByKeys(strong.toArray(String[]::new), names.toArray(String[]::new));
    }

    /** The candidates who have anything to do with it, the surest first; of equal ones the oldest. */
    List<Weighed> weigh(Profile raw, Collection<Customer> among, MatchPolicy policy) {
        var profile = raw.without(policy);
        var keys = new HashSet<>(profile.strongKeys());
        var notEvidence = shared(keys, among, policy);
        keys.addAll(profile.nameKeys());
        var matching = new Matching(policy);
        var party = profile.asMatched();
        return among.stream()
                .filter(customer -> keys.stream().anyMatch(customer::has))
                .map(customer -> new Weighed(customer, matching.compare(party, customer.asMatched(notEvidence))))
                .sorted(Comparator.comparing(
                                (Weighed weighed) -> weighed.match().outcome())
                        .reversed()
                        .thenComparingDouble(weighed -> -weighed.match().score())
                        .thenComparing(weighed -> weighed.customer().getId().toString()))
                .toList();
    }

    /** Two that are on file, compared as a new record would be. */
    Match compare(Customer one, Customer other, MatchPolicy policy) {
        var keys = new HashSet<>(one.strongKeys());
        keys.addAll(other.strongKeys());
        var among =
                keys.isEmpty() ? List.<Customer>of() : customers.findByKeys(keys.toArray(String[]::new), new String[0]);
        var notEvidence = shared(keys, among, policy);
        return new Matching(policy).compare(one.asMatched(notEvidence), other.asMatched(notEvidence));
    }

    /** A switchboard, an agency: what more customers have than the table allows is nobody's. */
    private static Set<String> shared(Set<String> keys, Collection<Customer> among, MatchPolicy policy) {
        var most = policy.value(Figure.SHARED_BY);
        var shared = new HashSet<String>();
        keys.stream()
                .filter(key -> key.startsWith(CustomerKeys.PHONE) || key.startsWith(CustomerKeys.EMAIL))
                .filter(key ->
                        among.stream().filter(customer -> customer.has(key)).count() > most)
                .forEach(shared::add);
        return shared;
    }
}
