package dev.baton.staff.account;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** 256 random bits in letters that travel everywhere. */
@Component
class Secrets {

    static final int LENGTH = 43;

    private final SecureRandom random = new SecureRandom();

    String next() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
