package dev.baton.customer.matching;

/** What becomes of two records, from the least to the most: only the last joins them without a person. */
public enum MatchClass {
    DIFFERENT,
    /** Members of a group, or two firms with one contact: linked, never merged. */
    RELATED,
    /** A person looks at them. */
    REVIEW,
    /** A person merges them with one click. */
    ONE_CLICK,
    /** A strong key, or number, company and contact together: merged at once, with undo. */
    SAME;

    /** Whether somebody should be shown the two together. */
    public boolean isProposed() {
        return this == REVIEW || this == ONE_CLICK;
    }
}
