package dev.baton.customer.matching;

import dev.baton.customer.matching.Match.Reason;
import dev.baton.customer.matching.MatchPolicy.Figure;
import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.NameComparison;
import dev.baton.customer.naming.NameComparison.Verdict;
import dev.baton.customer.naming.PersonName.Likeness;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Whether two records mean the same customer. The same for both orders of the two, and a stricter table never brings a pair
 * further: what contradicts is looked at first, and only what is left is scored.
 *
 * <p>The score combines by noisy-or, 1 − Π(1 − confidence), over independent pieces of evidence (F-08); within a piece the
 * strongest field counts, for a number and an address from one card are one piece.
 */
public final class Matching {

    private static final Set<MatchField> MERGING_KEYS = EnumSet.of(MatchField.CREDIT_CODE, MatchField.TAX_NUMBER);
    private static final double SAME_ADDRESS = 0.9;
    private static final JaroWinklerSimilarity LETTERS = new JaroWinklerSimilarity();

    private final MatchPolicy policy;

    public Matching(MatchPolicy policy) {
        this.policy = policy;
    }

    public Match compare(Party one, Party other) {
        return new Pair(one, other).match();
    }

    /** One comparison, with what it finds on its way. */
    private final class Pair {

        private final Party one;
        private final Party other;
        private final NameComparison names;
        private final Map<MatchField, Double> parts = new EnumMap<>(MatchField.class);
        private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

        Pair(Party one, Party other) {
            this.one = one;
            this.other = other;
            this.names = closest(one.names(), other.names());
        }

        Match match() {
            keys();
            number(MatchField.PHONE, one.phones(), other.phones());
            number(MatchField.EMAIL, one.emails(), other.emails());
            parts();
            var score = score();
            return result(outcome(score), score);
        }

        private Match result(MatchClass outcome, double score) {
            var shown = reasons.contains(Reason.STRONG_KEY) ? 1 : Math.min(score, policy.share(Figure.HIGHEST));
            return new Match(outcome, shown, Collections.unmodifiableMap(parts), Collections.unmodifiableSet(reasons));
        }

        private MatchClass outcome(double score) {
            if (differs(MatchField.CREDIT_CODE)) {
                reasons.add(Reason.OTHER_CREDIT_CODE);
                return names.verdict() == Verdict.RELATED ? MatchClass.RELATED : MatchClass.DIFFERENT;
            }
            if (MERGING_KEYS.stream().anyMatch(key -> agrees(key) && policy.confidence(key) >= 1)) {
                reasons.add(Reason.STRONG_KEY);
                return otherLegalPersonAtTheAddress() ? MatchClass.REVIEW : MatchClass.SAME;
            }
            if (names.verdict() == Verdict.RELATED) {
                reasons.add(Reason.GROUP);
                return MatchClass.RELATED;
            }
            if (names.verdict() == Verdict.DIFFERENT) {
                reasons.add(Reason.OTHER_NAME);
                if (isAnotherSpelling()) {
                    reasons.add(Reason.NUMBER_AND_ADDRESS);
                    return MatchClass.REVIEW;
                }
                return agrees(MatchField.PHONE) || agrees(MatchField.EMAIL) || agrees(MatchField.ICP_NUMBER)
                        ? MatchClass.RELATED
                        : MatchClass.DIFFERENT;
            }
            if (otherLegalPersonAtTheAddress()) {
                return MatchClass.REVIEW;
            }
            if (isTriple()) {
                reasons.add(Reason.TRIPLE);
                return MatchClass.SAME;
            }
            return scored(score);
        }

        private MatchClass scored(double score) {
            if (names.verdict() == Verdict.ALIKE) {
                reasons.add(Reason.SAME_SOUND);
            }
            var otherPerson = isOtherPerson();
            if (otherPerson) {
                reasons.add(Reason.OTHER_CONTACT);
            }
            if (score >= policy.share(Figure.ONE_CLICK)) {
                reasons.add(Reason.EVIDENCE);
                return otherPerson && names.verdict() != Verdict.SAME ? MatchClass.REVIEW : MatchClass.ONE_CLICK;
            }
            if (score >= policy.share(Figure.REVIEW)) {
                reasons.add(Reason.EVIDENCE);
                return MatchClass.REVIEW;
            }
            return isRecommended() || isThere() || isCombination() ? MatchClass.REVIEW : MatchClass.DIFFERENT;
        }

        private double score() {
            var pieces = new HashMap<String, Double>();
            parts.forEach((field, agreement) -> {
                var confidence = policy.confidence(field) * (agreement >= agreeing(field) ? agreement : 0);
                pieces.merge(policy.evidence(field), confidence, Math::max);
            });
            return 1
                    - pieces.values().stream()
                            .mapToDouble(confidence -> 1 - confidence)
                            .reduce(1, (a, b) -> a * b);
        }

        /** From where on two values of a field are said to agree. */
        private double agreeing(MatchField field) {
            return field == MatchField.COMPANY ? policy.share(Figure.NAME) : 1;
        }

        private void keys() {
            for (var key : List.of(MatchField.CREDIT_CODE, MatchField.TAX_NUMBER, MatchField.ICP_NUMBER)) {
                if (policy.uses(key)
                        && !one.values(key).isEmpty()
                        && !other.values(key).isEmpty()) {
                    parts.put(key, Collections.disjoint(one.values(key), other.values(key)) ? 0d : 1d);
                }
            }
        }

        private void number(MatchField field, List<String> here, List<String> there) {
            if (policy.uses(field) && !here.isEmpty() && !there.isEmpty()) {
                parts.put(field, Collections.disjoint(here, there) ? 0d : 1d);
            }
        }

        private void parts() {
            if (policy.uses(MatchField.COMPANY) && names.verdict() != Verdict.UNKNOWN) {
                parts.put(MatchField.COMPANY, similarity());
            }
            var address = one.address();
            var elsewhere = other.address();
            if (policy.uses(MatchField.ADDRESS) && address != null && elsewhere != null) {
                parts.put(
                        MatchField.ADDRESS,
                        Math.min(LETTERS.apply(address, elsewhere), LETTERS.apply(elsewhere, address)));
            }
            if (policy.uses(MatchField.LEGAL_PERSON) && one.legalPerson() != null && other.legalPerson() != null) {
                parts.put(MatchField.LEGAL_PERSON, Objects.equals(one.legalPerson(), other.legalPerson()) ? 1d : 0d);
            }
        }

        private double similarity() {
            return names.verdict() == Verdict.SAME || names.verdict() == Verdict.ALIKE
                    ? names.similarity(
                            policy.value(Figure.WEIGHT_BRAND),
                            policy.value(Figure.WEIGHT_TRADE),
                            policy.value(Figure.WEIGHT_PLACE))
                    : 0;
        }

        private boolean agrees(MatchField field) {
            return parts.getOrDefault(field, 0d) == 1;
        }

        private boolean differs(MatchField field) {
            return parts.getOrDefault(field, 1d) == 0;
        }

        private boolean otherLegalPersonAtTheAddress() {
            var is = differs(MatchField.LEGAL_PERSON) && parts.getOrDefault(MatchField.ADDRESS, 0d) >= SAME_ADDRESS;
            if (is) {
                reasons.add(Reason.OTHER_LEGAL_PERSON);
            }
            return is;
        }

        /** Number and contact are the same, and the companies are, or one does not say its company (DQ-01). */
        private boolean isTriple() {
            return policy.confidence(MatchField.PHONE) >= 1
                    && (names.verdict() == Verdict.SAME || names.verdict() == Verdict.UNKNOWN)
                    && withTheSameNumber(MatchField.PHONE, Likeness.SAME);
        }

        /** A number or an address is shared, and by nobody of the same name. */
        private boolean isOtherPerson() {
            return (agrees(MatchField.PHONE) || agrees(MatchField.EMAIL))
                    && !withTheSameNumber(MatchField.PHONE, Likeness.SAME)
                    && !withTheSameNumber(MatchField.PHONE, Likeness.FITS)
                    && !withTheSameNumber(MatchField.PHONE, Likeness.UNKNOWN)
                    && !withTheSameNumber(MatchField.EMAIL, Likeness.SAME)
                    && !withTheSameNumber(MatchField.EMAIL, Likeness.FITS)
                    && !withTheSameNumber(MatchField.EMAIL, Likeness.UNKNOWN);
        }

        private boolean withTheSameNumber(MatchField field, Likeness likeness) {
            return one.contacts().stream().anyMatch(here -> {
                var value = field == MatchField.PHONE ? here.phone() : here.email();
                return value != null
                        && other.contacts().stream()
                                .filter(there ->
                                        field == MatchField.PHONE ? there.hasPhone(value) : there.hasEmail(value))
                                .anyMatch(there -> here.name().compare(there.name()) == likeness);
            });
        }

        /**
         * Names in Latin letters are spelled too freely to contradict a number and an address that both agree; a Chinese
         * name that is another one is another firm, also behind the same door.
         */
        private boolean isAnotherSpelling() {
            return agrees(MatchField.PHONE)
                    && parts.getOrDefault(MatchField.ADDRESS, 0d) >= SAME_ADDRESS
                    && one.names().stream().allMatch(CompanyName::isLatin)
                    && other.names().stream().allMatch(CompanyName::isLatin);
        }

        private boolean isRecommended() {
            var sameRegion = names.place() != null
                    ? names.place()
                    : one.region() != null && one.region().equals(other.region());
            var sameTrade = names.trade() != null
                    ? names.trade()
                    : one.trade() != null && one.trade().equals(other.trade());
            var is = parts.getOrDefault(MatchField.COMPANY, 0d) > policy.share(Figure.NAME) && sameRegion && sameTrade;
            if (is) {
                reasons.add(Reason.NAME_REGION_TRADE);
            }
            return is;
        }

        /** Somebody of that name at that address: a person compares. */
        private boolean isThere() {
            var is = parts.getOrDefault(MatchField.COMPANY, 0d) > policy.share(Figure.NAME)
                    && parts.getOrDefault(MatchField.ADDRESS, 0d) >= policy.share(Figure.COMBINATION);
            if (is) {
                reasons.add(Reason.NAME_AND_ADDRESS);
            }
            return is;
        }

        private boolean isCombination() {
            var together = List.of(MatchField.COMPANY, MatchField.ADDRESS, MatchField.LEGAL_PERSON);
            var is = together.stream()
                    .allMatch(field -> parts.getOrDefault(field, 0d) >= policy.share(Figure.COMBINATION));
            if (is) {
                reasons.add(Reason.COMBINATION);
            }
            return is;
        }
    }

    /** Of all names of both the two that go together best. */
    private static NameComparison closest(List<CompanyName> here, List<CompanyName> there) {
        return here.stream()
                .flatMap(one -> there.stream().map(other -> NameComparison.of(one, other)))
                .max(Comparator.<NameComparison>comparingInt(names -> rank(names.verdict()))
                        .thenComparingDouble(NameComparison::brand)
                        .thenComparing(names -> Boolean.TRUE.equals(names.trade()))
                        .thenComparing(names -> Boolean.TRUE.equals(names.place())))
                .orElse(new NameComparison(Verdict.UNKNOWN, 0, null, null));
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case SAME -> 4;
            case ALIKE -> 3;
            case RELATED -> 2;
            case DIFFERENT -> 1;
            case UNKNOWN -> 0;
        };
    }
}
