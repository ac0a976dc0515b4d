package dev.baton.integration.hook;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Messages as a platform would sign them. */
public final class SignedMessages {

    public static final String SECRET = "a-secret-for-tests-only";

    private static final AtomicLong SECONDS_AGO = new AtomicLong();

    private SignedMessages() {}

    /** Each has a time of its own, so the same message twice has two signatures. */
    public static MockHttpServletRequestBuilder to(String channel, String body) {
        return to(channel, body, SECRET, Instant.now().minusSeconds(SECONDS_AGO.incrementAndGet() % 200));
    }

    static MockHttpServletRequestBuilder to(String channel, String body, String secret, Instant at) {
        var time = String.valueOf(at.getEpochSecond());
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return post("/hooks/leads/" + channel)
                .contentType("application/json")
                .header("X-Baton-Signature", "t=" + time + ",v1=" + HookSignature.sign(secret, time, bytes))
                .content(bytes);
    }
}
