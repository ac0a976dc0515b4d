package dev.baton.integration.hook;

import dev.baton.shared.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code X-Baton-Signature: t=<seconds>,v1=<hex>}, where v1 is the HMAC-SHA256 of the time, a full stop and
 * the body as it was sent. The time is part of what is signed, so an old message cannot be given a new one.
 */
final class HookSignature {

    private final String time;
    private final List<String> signatures;

    private HookSignature(String time, List<String> signatures) {
        this.time = time;
        this.signatures = signatures;
    }

    static HookSignature read(@Nullable String header) {
        String time = null;
        var signatures = new ArrayList<String>();
        for (var part : header == null || header.length() > 1_000 ? new String[0] : header.split(",")) {
            var pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) {
                time = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1")) {
                signatures.add(pair[1].toLowerCase(Locale.ROOT));
            }
        }
        if (time == null || !time.matches("\\d{1,12}") || signatures.isEmpty()) {
            throw refused("signature-invalid");
        }
        return new HookSignature(time, signatures);
    }

    /** The signature that counts; refuses where none does. */
    String verified(List<String> secrets, byte[] body, Instant now, Duration tolerance) {
        String valid = null;
        for (var secret : secrets) {
            var expected = sign(secret, time, body);
            for (var signature : signatures) {
                // Looks at all of it, however early the first difference is: the time it takes tells nothing.
                if (MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII))) {
                    valid = expected;
                }
            }
        }
        if (valid == null) {
            throw refused("signature-invalid");
        }
        if (Duration.between(signedAt(), now).abs().compareTo(tolerance) > 0) {
            throw refused("signature-stale");
        }
        return valid;
    }

    private Instant signedAt() {
        try {
            return Instant.ofEpochSecond(Long.parseLong(time));
        } catch (DateTimeException e) {
            throw refused("signature-stale");
        }
    }

    static String sign(String secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static Refusal refused(String code) {
        return new Refusal(Refusal.Kind.UNPROVED, code, null, Map.of());
    }
}
