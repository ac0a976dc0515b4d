package dev.baton.notification;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Aliyun's third way of signing a request, ACS3-HMAC-SHA256, for calls whose parameters are all in the query. */
record Acs3Signature(String accessKeyId, String accessKeySecret) {

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** All headers of the request, the signature included; Host is set by the client itself. */
    Map<String, String> headers(
            String host, String action, String version, String canonicalQuery, Instant now, String nonce) {
        var hashedBody = sha256("");
        var signed = new TreeMap<String, String>();
        signed.put("host", host);
        signed.put("x-acs-action", action);
        signed.put("x-acs-content-sha256", hashedBody);
        signed.put("x-acs-date", SECONDS.format(now));
        signed.put("x-acs-signature-nonce", nonce);
        signed.put("x-acs-version", version);
        var names = String.join(";", signed.keySet());
        var lines = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        var request = String.join("\n", "POST", "/", canonicalQuery, lines, names, hashedBody);
        var signature = hmac(ALGORITHM + "\n" + sha256(request));
        signed.remove("host");
        signed.put(
                "Authorization",
                "%s Credential=%s,SignedHeaders=%s,Signature=%s".formatted(ALGORITHM, accessKeyId, names, signature));
        return signed;
    }

    static String query(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private String hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(accessKeySecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
