package dev.baton.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Puts problem documents together: their texts, their fields, and the headers that go with them. */
@Component
class ProblemDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemDocuments.class);

    private static final String TYPE = "urn:baton:problem:";

    /** When to come again, where nobody knows better. */
    static final int RETRY_AFTER_SECONDS = 5;

    /** One wrong field. */
    record Wrong(@Nullable String field, String code, Map<String, Object> values) {

        Wrong(String field, String code) {
            this(field, code, Map.of("field", field));
        }
    }

    /** How a wrong field reads. */
    record FieldProblem(
            @Nullable String field,
            String code,
            String message,
            @Nullable String remedy) {}

    private final ProblemTexts texts;
    private final LocaleResolver languages;

    ProblemDocuments(ProblemTexts texts, LocaleResolver languages) {
        this.texts = texts;
        this.languages = languages;
    }

    static HttpHeaders comeAgain() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        return headers;
    }

    ResponseEntity<ProblemDetail> ofStatus(HttpStatusCode status, HttpServletRequest request) {
        return problem(status, code(status), request);
    }

    ResponseEntity<ProblemDetail> invalid(List<Wrong> wrong, HttpServletRequest request) {
        var codes = wrong.stream().map(Wrong::code).distinct().toList();
        if (codes.size() == 1 && wrong.size() == 1) {
            return problem(
                    HttpStatus.BAD_REQUEST, codes.getFirst(), wrong.getFirst().values(), wrong, request);
        }
        var fields = wrong.stream().map(Wrong::field).distinct().toList();
        return problem(HttpStatus.BAD_REQUEST, "invalid-fields", Map.of("fields", fields), wrong, request);
    }

    ResponseEntity<ProblemDetail> problem(HttpStatusCode status, String code, HttpServletRequest request) {
        return problem(status, code, Map.of(), List.of(), request);
    }

    ResponseEntity<ProblemDetail> problem(
            HttpStatusCode status, String code, Map<String, ?> values, List<Wrong> wrong, HttpServletRequest request) {
        return problem(status, code, values, wrong, HttpHeaders.EMPTY, request);
    }

    ResponseEntity<ProblemDetail> problem(
            HttpStatusCode status,
            String code,
            Map<String, ?> values,
            List<Wrong> wrong,
            HttpHeaders headers,
            HttpServletRequest request) {
        var locale = languages.resolveLocale(request);
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create(TYPE + code));
        problem.setTitle(texts.find(code, "title", values, locale)
                .or(() -> texts.find(code(status), "title", values, locale))
                .orElse(code));
        texts.find(code, "detail", values, locale)
                .or(() -> texts.find(code(status), "detail", values, locale))
                .ifPresent(problem::setDetail);
        try {
            problem.setInstance(URI.create(request.getRequestURI()));
        } catch (IllegalArgumentException notAnAddress) {
            LOG.debug("A request with an address that is none", notAnAddress);
        }
        problem.setProperty("code", code);
        texts.find(code, "remedy", values, locale).ifPresent(remedy -> problem.setProperty("remedy", remedy));
        if (!wrong.isEmpty()) {
            problem.setProperty(
                    "errors", wrong.stream().map(one -> read(one, locale)).toList());
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(problem);
    }

    private FieldProblem read(Wrong wrong, Locale locale) {
        return new FieldProblem(
                wrong.field(),
                wrong.code(),
                texts.find(wrong.code(), "detail", wrong.values(), locale)
                        .or(() -> texts.find(wrong.code(), "title", wrong.values(), locale))
                        .orElse(wrong.code()),
                texts.find(wrong.code(), "remedy", wrong.values(), locale).orElse(null));
    }

    static String code(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "invalid-request";
            case 401 -> "not-signed-in";
            case 403 -> "not-allowed";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 409 -> "conflict";
            case 413 -> "payload-too-large";
            case 415 -> "media-type-unsupported";
            case 422 -> "incomplete";
            case 423 -> "closed-for-now";
            case 429 -> "rate-limited";
            case 503 -> "unavailable";
            default -> status.is4xxClientError() ? "invalid-request" : "internal-error";
        };
    }

    static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
