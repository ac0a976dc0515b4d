package dev.baton.lead;

/** Asks whether a number is in use; the answer decides whether a person has to look at it (DH-02). */
public interface NumberVerification {

    /** What is known of a number. */
    enum Verdict {
        VALID,
        /** Nobody can be reached there as far as known: somebody has to look at it. */
        REVIEW
    }

    /** @param e164 the number, already well-formed */
    Verdict verify(String e164);
}
