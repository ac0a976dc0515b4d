package dev.baton.integration.form;

import dev.baton.shared.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reference that can be read out on the phone: no letter looks like a digit, and it says nothing about the house. */
final class FormReference {

    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FormReference() {}

    /**
     * The same submission has the same reference.
     *
     * @param field where the submission was said: one that others might say as well, or that is endless, is refused
     */
    static String of(@Nullable String submission, String field) {
        if (submission == null || submission.isBlank()) {
            return random();
        }
        var length = submission.length();
        if (length < SHORTEST) {
            throw Refusal.invalid("too-short", field, Map.of("min", SHORTEST, "length", length));
        }
        if (length > LONGEST) {
            throw Refusal.invalid("too-long", field, Map.of("max", LONGEST, "length", length));
        }
        return spelled(digest(submission));
    }

    static String random() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return spelled(bytes);
    }

    private static byte[] digest(String submission) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(submission.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String spelled(byte[] bytes) {
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                text.append('-');
            }
            text.append(SIGNS.charAt(Math.floorMod(bytes[i], SIGNS.length())));
        }
        return text.toString();
    }
}
