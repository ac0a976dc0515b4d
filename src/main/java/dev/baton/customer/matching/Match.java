package dev.baton.customer.matching;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What came of comparing two records, with everything it came from.
 *
 * @param score 0 to 1; at most the highest of the table unless a strong key agrees
 * @param parts how far each field agrees that both have, 0 to 1
 * @param reasons the rules that decided, by name
 */
public record Match(MatchClass outcome, double score, Map<MatchField, Double> parts, Set<Reason> reasons) {

    /** The parts as they are shown and kept. */
    public Map<String, Double> partsByWord() {
        var parts = new TreeMap<String, Double>();
        this.parts.forEach((field, agreement) -> parts.put(field.word(), agreement));
        return parts;
    }

    /** Why a pair is what it is. */
    public enum Reason {
        STRONG_KEY,
        /** Number, company and contact are the same (DQ-01). */
        TRIPLE,
        OTHER_CREDIT_CODE,
        /** A marker or a number in the name tells two members of a group apart. */
        GROUP,
        /** The names are of different firms. */
        OTHER_NAME,
        OTHER_CONTACT,
        OTHER_LEGAL_PERSON,
        SAME_SOUND,
        /** Similar name, same region, same trade (DQ-07). */
        NAME_REGION_TRADE,
        /** A similar name at the same address. */
        NAME_AND_ADDRESS,
        /** Number and address agree, and the name may be another spelling. */
        NUMBER_AND_ADDRESS,
        /** Name, address and legal representative together (DQ-08). */
        COMBINATION,
        EVIDENCE
    }
}
