package dev.baton.customer;

import dev.baton.customer.naming.CreditCode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Valid unified social credit codes, each handed out once a run. */
final class CreditCodes {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private CreditCodes() {}

    static String next() {
        var start = "91320500MA%06d".formatted(NUMBERS.incrementAndGet());
        return characters()
                .flatMap(inner -> characters().map(outer -> start + inner + outer))
                .filter(code -> CreditCode.read(code).verdict() == CreditCode.Verdict.VALID)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> characters() {
        return ALPHABET.codePoints().mapToObj(Character::toString);
    }
}
