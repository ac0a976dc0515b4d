package dev.baton.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** A provider that speaks OpenID Connect as far as signing in needs it, with tokens that are really signed. */
final class IdentityProvider implements AutoCloseable {

    static final String CLIENT = "baton";
    static final String SECRET = "the secret of baton";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final RSAKey key = key();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        200,
                        Map.of(
                                "issuer", issuer(),
                                "authorization_endpoint", issuer() + "/authorize",
                                "token_endpoint", issuer() + "/token",
                                "jwks_uri", issuer() + "/keys",
                                "subject_types_supported", List.of("public"),
                                "response_types_supported", List.of("code"),
                                "id_token_signing_alg_values_supported", List.of("RS256"))));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/token", this::exchange);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Somebody proved who they are at the page that the address opens; returns the code that they are sent back with. */
    String proved(String authorization, Map<String, Object> claims) {
        return proved(authorization, claims, key);
    }

    /** The same, with a token that somebody else signed. */
    String forged(String authorization, Map<String, Object> claims) {
        return proved(authorization, claims, key());
    }

    static String parameter(String address, String name) {
        var value = UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .getFirst(name);
        return value == null ? "" : UriUtils.decode(value, StandardCharsets.UTF_8);
    }

    private String proved(String authorization, Map<String, Object> claims, RSAKey signer) {
        var now = Instant.now();
        var set = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(parameter(authorization, "client_id"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", parameter(authorization, "nonce"));
        claims.forEach(set::claim);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), set.build());
        try {
            jwt.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        var code = UUID.randomUUID().toString();
        tokens.put(code, jwt.serialize());
        return code;
    }

    private void exchange(HttpExchange exchange) throws IOException {
        var form = Arrays.stream(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> UriUtils.decode(pair[1], StandardCharsets.UTF_8)));
        var expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString((UriUtils.encode(CLIENT, StandardCharsets.UTF_8) + ":"
                                        + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
        var token = tokens.remove(form.getOrDefault("code", ""));
        if (token == null || !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        answer(
                exchange,
                200,
                Map.of("access_token", "opaque", "token_type", "Bearer", "expires_in", 300, "id_token", token));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        try (exchange) {
            var bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
