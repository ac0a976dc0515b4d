package dev.baton.integration.form;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** A reference that can be read out on the phone: no letter looks like a digit, and it says nothing about the house. */
final class FormReference {

    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FormReference() {}

    /** The same submission has the same reference. */
    static String of(@Nullable String submission) {
        if (submission != null && submission.length() >= 16 && submission.length() <= 100) {
            return spelled(digest(submission));
        }
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
