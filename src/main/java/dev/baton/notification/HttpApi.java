package dev.baton.notification;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Speaks JSON over HTTP with time-outs, and never puts an address into an error: addresses carry secrets here. */
final class HttpApi {

    private final RestClient client;
    private final ObjectMapper json;

    HttpApi(Duration connectTimeout, Duration readTimeout, ObjectMapper json) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(readTimeout);
        this.client = RestClient.builder().requestFactory(requests).build();
        this.json = json;
    }

    /** @param retryAfter what the other side asked for */
    record Answer(int status, JsonNode body, @Nullable Duration retryAfter) {

        int errcode() {
            // an answer without the field is not from the API that we know
            return body.path("errcode").asInt(Integer.MIN_VALUE);
        }

        String describe(String code, String message) {
            return Text.cut(Text.oneLine("HTTP %d %s %s".formatted(status, code, message)), 300);
        }
    }

    /** Nobody answered, or nothing that could be understood. */
    static final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient @Nullable Duration retryAfter;

        Unreachable(String why, @Nullable Duration retryAfter) {
            super(why);
            this.retryAfter = retryAfter;
        }

        ChannelSender.Outcome asOutcome() {
            return new ChannelSender.Outcome.Down(String.valueOf(getMessage()), retryAfter);
        }
    }

    Answer get(URI uri) {
        return call(HttpMethod.GET, uri, headers -> {}, null);
    }

    Answer post(URI uri, Object body) {
        return call(HttpMethod.POST, uri, headers -> headers.setContentType(MediaType.APPLICATION_JSON), written(body));
    }

    Answer post(URI uri, Consumer<HttpHeaders> headers) {
        return call(HttpMethod.POST, uri, headers, null);
    }

    private Answer call(HttpMethod method, URI uri, Consumer<HttpHeaders> headers, byte @Nullable [] body) {
        try {
            var request = client.method(method).uri(uri).headers(headers).accept(MediaType.APPLICATION_JSON);
            if (body != null) {
                request.body(body);
            }
            return Objects.requireNonNull(request.exchange((sent, response) -> read(response)));
        } catch (ResourceAccessException e) {
            throw new Unreachable(rootOf(e).getClass().getSimpleName(), null);
        }
    }

    private Answer read(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        var retryAfter = retryAfter(response.getHeaders());
        JsonNode body;
        try {
            body = json.readTree(response.getBody().readNBytes(100_000));
        } catch (JacksonException notJson) {
            throw new Unreachable("HTTP " + status + " without JSON", retryAfter);
        }
        if (status >= 500 || status == 429 || !body.isObject()) {
            throw new Unreachable("HTTP " + status, retryAfter);
        }
        return new Answer(status, body, retryAfter);
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        var seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private byte[] written(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
