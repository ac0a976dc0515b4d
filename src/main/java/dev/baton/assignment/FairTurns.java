package dev.baton.assignment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose turn it is: smooth weighted round robin with stored credits (F-01).
 *
 * <p>Every decision pays each candidate its share of one lead and takes one lead from whoever is chosen. All amounts
 * are whole millionths of a lead, so the same inputs give the same choice bit for bit. Among those whose credit
 * entitles them, the one who would be short first is chosen (the quota rule of Tijdeman's chairman assignment): while
 * weights stand still, nobody is ever a whole lead away from their share, which the plain "highest credit" rule does
 * not guarantee.
 */
final class FairTurns {

    /** One lead, in the unit of credits. */
    static final long LEAD = 1_000_000;

    private FairTurns() {}

    /** What one decision did. */
    record Turn(String chosen, Map<String, Long> shares, Map<String, Long> before, Map<String, Long> after) {}

    /**
     * @param lot breaks ties, the same way each time for the same lead
     * @param weights at least one above 0; others than the candidates keep their credit
     * @param credits what each was owed before
     */
    static Turn next(String lot, Map<String, Double> weights, Map<String, Long> credits) {
        var shares = shares(weights);
        var before = new TreeMap<String, Long>();
        var after = new TreeMap<String, Long>();
        shares.forEach((candidate, share) -> {
            var owed = credits.getOrDefault(candidate, 0L);
            before.put(candidate, owed);
            after.put(candidate, owed + share);
        });
        var chosen = choose(lot, shares, after);
        after.merge(chosen, -LEAD, Long::sum);
        return new Turn(chosen, shares, before, after);
    }

    /**
     * Draws one by weight instead (F-01, the option): nobody's credit changes, so turns go on where they were.
     *
     * @param seed draws the same one each time
     */
    static Turn draw(String seed, Map<String, Double> weights, Map<String, Long> credits) {
        var shares = shares(weights);
        var owed = new TreeMap<String, Long>();
        shares.keySet().forEach(candidate -> owed.put(candidate, credits.getOrDefault(candidate, 0L)));
        var drawn = Math.floorMod(lot(seed, "draw"), LEAD);
        for (var share : shares.entrySet()) {
            drawn -= share.getValue();
            if (drawn < 0) {
                return new Turn(share.getKey(), shares, owed, owed);
            }
        }
        throw new IllegalStateException("shares of one lead are less than a lead: " + shares);
    }

    /** Shares of one lead in proportion to the weights; what rounding leaves over goes to the largest remainders. */
    static SortedMap<String, Long> shares(Map<String, Double> weights) {
        var total = weights.values().stream().mapToDouble(Math::abs).sum();
        if (!(total > 0) || weights.values().stream().anyMatch(weight -> weight < 0 || !Double.isFinite(weight))) {
            throw new IllegalArgumentException("weights must be 0 or more and not all 0: " + weights);
        }
        var shares = new TreeMap<String, Long>();
        var remainders = new HashMap<String, Double>();
        weights.forEach((candidate, weight) -> {
            var exact = weight / total * LEAD;
            shares.put(candidate, (long) Math.floor(exact));
            remainders.put(candidate, exact - Math.floor(exact));
        });
        var missing = LEAD - shares.values().stream().mapToLong(Long::longValue).sum();
        var byRemainder = shares.keySet().stream()
                .sorted(Comparator.comparingDouble((String candidate) -> -remainders.getOrDefault(candidate, 0d))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (var index = 0; index < missing; index++) {
            shares.merge(byRemainder.get(index % byRemainder.size()), 1L, Long::sum);
        }
        return shares;
    }

    private static String choose(String lot, Map<String, Long> shares, Map<String, Long> credits) {
        record Candidate(String name, long share, long credit) {}
        var candidates = shares.entrySet().stream()
                .filter(share -> share.getValue() > 0)
                .map(share -> new Candidate(share.getKey(), share.getValue(), credits.getOrDefault(share.getKey(), 0L)))
                .toList();
        var slack = candidates.size() < 2 ? 0 : LEAD / (2L * candidates.size() - 2);
        var entitled = candidates.stream()
                .filter(candidate -> candidate.credit() >= slack)
                .toList();
        if (entitled.isEmpty()) {
            // Only possible after weights have changed: the one who is owed most is next.
            return candidates.stream()
                    .max(Comparator.comparingLong(Candidate::credit)
                            .thenComparingLong(candidate -> lot(lot, candidate.name())))
                    .orElseThrow()
                    .name();
        }
        return entitled.stream()
                .min(Comparator.comparingDouble((Candidate candidate) ->
                                (double) (LEAD - slack - candidate.credit()) / candidate.share())
                        .thenComparingLong(candidate -> lot(lot, candidate.name())))
                .orElseThrow()
                .name();
    }

    /** A stable, evenly spread number for a pair of names (FNV-1a with a final mix). */
    private static long lot(String lot, String candidate) {
        var hash = 0xcbf29ce484222325L;
        for (var character : (lot + '|' + candidate).toCharArray()) {
            hash = (hash ^ character) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
