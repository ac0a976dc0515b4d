package dev.baton.staff.account;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id at 19 MiB and two passes, the smallest cost that OWASP recommends.
 *
 * <p>Each run takes its memory at once, so no more run side by side than there are processors: a storm of sign-ins
 * queues here and does not exhaust the heap.
 */
@Component
public class Passwords {

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore running =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final String nobodysHash = argon2.encode("nobody");

    public String hash(String password) {
        running.acquireUninterruptibly();
        try {
            return argon2.encode(password);
        } finally {
            running.release();
        }
    }

    /** Half of a character is no text: it has no bytes that could be hashed, and is nobody's password. */
    static boolean isText(String password) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }

    boolean matches(String password, String hash) {
        if (!isText(password)) {
            matchNobody("");
            return false;
        }
        running.acquireUninterruptibly();
        try {
            return argon2.matches(password, hash);
        } finally {
            running.release();
        }
    }

    /** Takes as long as a real check, so that the time of an answer does not tell which logins exist. */
    void matchNobody(String password) {
        matches(password, nobodysHash);
    }
}
