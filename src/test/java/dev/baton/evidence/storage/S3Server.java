package dev.baton.evidence.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** As much of S3 as a store needs, in memory: objects of one bucket, checksums, lists in pages of ten. */
final class S3Server implements AutoCloseable {

    static final String KEY = "key-of-a-test";

    private static final int PAGE = 10;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(byte[] content, String eTag, Instant at) {}

    private final ConcurrentSkipListMap<String, Kept> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;
    private final String bucket;

    S3Server(String bucket) throws IOException {
        this.bucket = bucket;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String key, byte[] content) {
        objects.put(key, new Kept(content, '"' + hex(content, "MD5") + '"', Instant.now()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var sent = exchange.getRequestBody().readAllBytes();
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 Credential=" + KEY + "/")) {
                error(exchange, 403, "AccessDenied");
                return;
            }
            var path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
            if (!path[0].equals(bucket)) {
                error(exchange, 404, "NoSuchBucket");
                return;
            }
            if (path.length == 1 || path[1].isEmpty()) {
                ofBucket(exchange);
            } else {
                ofObject(exchange, path[1], sent);
            }
        }
    }

    private void ofBucket(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        var query = query(exchange.getRequestURI().getRawQuery());
        var prefix = query.getOrDefault("prefix", "");
        var page = objects.tailMap(query.getOrDefault("continuation-token", prefix), false).entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .limit(PAGE + 1)
                .toList();
        var more = page.size() > PAGE;
        var xml = new StringBuilder(
                "<ListBucketResult><Name>" + bucket + "</Name><IsTruncated>" + more + "</IsTruncated>");
        page.stream()
                .limit(PAGE)
                .forEach(object -> xml.append(
                        "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
                                .formatted(
                                        object.getKey(),
                                        object.getValue().at().truncatedTo(ChronoUnit.MILLIS),
                                        object.getValue().eTag(),
                                        object.getValue().content().length)));
        if (more) {
            xml.append("<NextContinuationToken>")
                    .append(page.get(PAGE - 1).getKey())
                    .append("</NextContinuationToken>");
        }
        answer(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private void ofObject(HttpExchange exchange, String key, byte[] sent) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                var checksum = exchange.getRequestHeaders().getFirst("x-amz-checksum-sha256");
                if (checksum != null && !checksum.equals(base64(sent))) {
                    error(exchange, 400, "BadDigest");
                    return;
                }
                put(key, sent);
                exchange.getResponseHeaders().set("ETag", objects.get(key).eTag());
                exchange.sendResponseHeaders(200, -1);
            }
            case "DELETE" -> {
                objects.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            case "HEAD", "GET" -> show(exchange, objects.get(key));
            default -> error(exchange, 405, "MethodNotAllowed");
        }
    }

    private static void show(HttpExchange exchange, @Nullable Kept kept) throws IOException {
        var head = exchange.getRequestMethod().equals("HEAD");
        if (kept == null) {
            if (head) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                error(exchange, 404, "NoSuchKey");
            }
            return;
        }
        exchange.getResponseHeaders().set("ETag", kept.eTag());
        exchange.getResponseHeaders().set("Last-Modified", HTTP_DATE.format(kept.at()));
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(kept.content().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            answer(exchange, 200, kept.content());
        }
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        answer(
                exchange,
                status,
                "<Error><Code>%s</Code><Message>%s</Message></Error>"
                        .formatted(code, code)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        var values = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            values.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex(content, "SHA-256")));
    }

    private static String hex(byte[] content, String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
