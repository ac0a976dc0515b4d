package dev.baton.evidence;

import java.util.List;

/** What the text of a file says differently from the record it belongs to (SG-04). */
public record Mismatch(List<Difference> differences) {

    public Mismatch {
        if (differences.isEmpty()) {
            throw new IllegalArgumentException("a mismatch without a difference");
        }
        differences = List.copyOf(differences);
    }

    boolean isOf(What what) {
        return differences.stream().anyMatch(one -> one.what() == what);
    }

    /** What is compared. */
    public enum What {
        AMOUNT,
        CURRENCY,
        DATE,
        /** It is what was declined before, unchanged; {@code found} holds what was said against it. */
        DECLINED
    }

    /**
     * @param expected as the record has it, for example {@code CNY 100000.00} or {@code 2026-11-23}
     * @param found what the file has instead, in the order of the text, each once; at most ten; empty where neither a
     *     machine nor a person has read yet what the file has
     */
    public record Difference(What what, String expected, List<String> found) {

        public Difference {
            found = List.copyOf(found);
        }
    }
}
