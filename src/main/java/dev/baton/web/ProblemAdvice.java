package dev.baton.web;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says no in one form: an RFC 9457 problem document with a stable {@code type}, the field and the remedy, in the
 * language of the request. What nobody foresaw becomes a number that can be found in the log, and nothing else.
 */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final String TYPE = "urn:baton:problem:";
    private static final int RETRY_AFTER_SECONDS = 5;

    /** The parser names the key in its message and nowhere else. */
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate Object property \"(.*)\"", Pattern.DOTALL);

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
    private final ObjectMapper json;
    private final NotingRefusals refusals;

    ProblemAdvice(ProblemTexts texts, LocaleResolver languages, ObjectMapper json, NotingRefusals refusals) {
        this.texts = texts;
        this.languages = languages;
        this.json = json;
        this.refusals = refusals;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal, HttpServletRequest request) {
        var status =
                switch (refusal.kind()) {
                    case INVALID -> HttpStatus.BAD_REQUEST;
                    case UNPROVED -> HttpStatus.UNAUTHORIZED;
                    case FORBIDDEN -> HttpStatus.FORBIDDEN;
                    case NOT_FOUND -> HttpStatus.NOT_FOUND;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                    case INCOMPLETE -> HttpStatus.UNPROCESSABLE_CONTENT;
                    case LOCKED -> HttpStatus.LOCKED;
                    case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
                    case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
            refusals.refused(request, refusal.code());
        }
        var values = new HashMap<>(refusal.values());
        if (refusal.field() != null) {
            values.putIfAbsent("field", refusal.field());
        }
        var headers = new HttpHeaders();
        var retryAfter = values.get("retryAfterSeconds");
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        } else if (refusal.kind() == Refusal.Kind.TOO_MANY || refusal.kind() == Refusal.Kind.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        }
        var wrong = refusal.field() == null
                ? List.<Wrong>of()
                : List.of(new Wrong(refusal.field(), refusal.code(), values));
        var answer = problem(status, refusal.code(), values, wrong, headers, request);
        // A gate says what is missing one by one, so that a page can open the form for each.
        if (values.get("missing") instanceof List<?> missing && answer.getBody() != null) {
            answer.getBody().setProperty("missing", missing);
        }
        // What is there already, so that a page can lead to it.
        if (values.get("existingId") instanceof String existing && answer.getBody() != null) {
            answer.getBody().setProperty("existingId", existing);
        }
        return answer;
    }

    // Who is calling

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notSignedIn(AuthenticationException refused, HttpServletRequest request) {
        var headers = new HttpHeaders();
        // HTTP wants a challenge here; "Basic" would make browsers ask for a password and keep it.
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"baton\"");
        return problem(
                HttpStatus.UNAUTHORIZED, whyNotSignedIn(refused, request), Map.of(), List.of(), headers, request);
    }

    private static String whyNotSignedIn(AuthenticationException refused, HttpServletRequest request) {
        if (refused instanceof BadCredentialsException) {
            return "wrong-credentials";
        }
        var sessionEnded = request.getAttribute(SessionCheckFilter.ENDED) != null
                || (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid());
        return sessionEnded ? "session-expired" : "not-signed-in";
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAllowed(AccessDeniedException refused, HttpServletRequest request) {
        if (refused instanceof CsrfException) {
            // After a session has ended its token is gone too; what helps is to sign in again.
            if (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid()) {
                return problem(HttpStatus.UNAUTHORIZED, "session-expired", request);
            }
            return problem(HttpStatus.FORBIDDEN, "csrf-missing", request);
        }
        if (refused instanceof OutOfScope beyond) {
            refusals.refused(request, "out-of-scope");
            return problem(HttpStatus.FORBIDDEN, "out-of-scope", Map.of("value", beyond.limit()), List.of(), request);
        }
        refusals.refused(request, "not-allowed");
        return problem(HttpStatus.FORBIDDEN, "not-allowed", request);
    }

    // What was sent

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        return invalid(
                invalid.getBindingResult().getAllErrors().stream()
                        .map(ProblemAdvice::wrong)
                        .toList(),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException invalid, HttpServletRequest request) {
        var wrong = new ArrayList<Wrong>();
        for (var result : invalid.getParameterValidationResults()) {
            for (var error : result.getResolvableErrors()) {
                wrong.add(
                        error instanceof ObjectError object
                                ? wrong(object)
                                : wrong(
                                        String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                        result.unwrap(error, ConstraintViolation.class)));
            }
        }
        return invalid(wrong, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(ConstraintViolationException invalid, HttpServletRequest request) {
        return invalid(
                invalid.getConstraintViolations().stream()
                        .map(ProblemAdvice::wrong)
                        .toList(),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingRequestValueException missing, HttpServletRequest request) {
        return switch (missing) {
            case MissingServletRequestParameterException parameter ->
                invalid(List.of(new Wrong(parameter.getParameterName(), "missing-field")), request);
            case MissingRequestHeaderException header ->
                invalid(List.of(new Wrong(header.getHeaderName(), "missing-field")), request);
            default -> problem(HttpStatus.BAD_REQUEST, "invalid-request", request);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestPartException missing, HttpServletRequest request) {
        return invalid(List.of(new Wrong(missing.getRequestPartName(), "missing-field")), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(TypeMismatchException mismatch, HttpServletRequest request) {
        if (mismatch instanceof MethodArgumentTypeMismatchException argument
                && argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
            // An address with an impossible id is the address of nothing.
            return problem(HttpStatus.NOT_FOUND, "not-found", request);
        }
        var field = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : mismatch.getPropertyName();
        return invalid(List.of(wrongValue(field, mismatch.getRequiredType(), mismatch.getValue())), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        var tooLarge = cause(unreadable, PayloadTooLarge.class);
        if (tooLarge != null) {
            return tooLarge(tooLarge, request);
        }
        if (cause(unreadable, SlowSender.class) != null) {
            return tooSlow(request);
        }
        var refusal = cause(unreadable, Refusal.class);
        if (refusal != null) {
            return refused(refusal, request);
        }
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                invalid(
                        List.of(new Wrong(
                                path(unknown),
                                "unknown-field",
                                Map.of(
                                        "field",
                                        path(unknown),
                                        "allowed",
                                        unknown.getKnownPropertyIds() == null
                                                ? List.of()
                                                : List.copyOf(unknown.getKnownPropertyIds())))),
                        request);
            case InvalidFormatException format ->
                invalid(List.of(wrongValue(path(format), format.getTargetType(), format.getValue())), request);
            case StreamConstraintsException constraints ->
                problem(HttpStatus.BAD_REQUEST, "json-malformed", place(constraints), List.of(), request);
            case StreamReadException parse -> malformed(parse, request);
            case DatabindException mapping
            when mapping.getCause() instanceof StreamReadException parse -> malformed(parse, request);
            case DatabindException mapping
            when !path(mapping).isEmpty() -> invalid(List.of(new Wrong(path(mapping), "wrong-type")), request);
            case JacksonException other ->
                problem(HttpStatus.BAD_REQUEST, "json-malformed", place(other), List.of(), request);
            case null, default -> problem(HttpStatus.BAD_REQUEST, "body-missing", request);
        };
    }

    private ResponseEntity<ProblemDetail> malformed(StreamReadException parse, HttpServletRequest request) {
        var twice = DUPLICATE.matcher(parse.getOriginalMessage());
        return twice.find()
                ? invalid(List.of(new Wrong(twice.group(1), "duplicate-key")), request)
                : problem(HttpStatus.BAD_REQUEST, "json-malformed", place(parse), List.of(), request);
    }

    private ResponseEntity<ProblemDetail> tooSlow(HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONNECTION, "close");
        request.setAttribute(CuttingSlowSenders.CUT, true);
        return problem(HttpStatus.REQUEST_TIMEOUT, "too-slow", Map.of(), List.of(), headers, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(PayloadTooLarge tooLarge, HttpServletRequest request) {
        return problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "payload-too-large",
                Map.of("max", readable(tooLarge.limit())),
                List.of(),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenUpload(MultipartException broken, HttpServletRequest request) {
        if (broken instanceof MaxUploadSizeExceededException tooLarge) {
            var max = tooLarge.getMaxUploadSize();
            return problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "payload-too-large",
                    Map.of("max", max > 0 ? readable(max) : "64 MB"),
                    List.of(),
                    request);
        }
        if (isOurDisk(broken)) {
            LOG.error("Files of forms cannot be written: {}", String.valueOf(rootOf(broken)));
            var headers = new HttpHeaders();
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "evidence-store-unavailable",
                    Map.of(),
                    List.of(),
                    headers,
                    request);
        }
        return problem(HttpStatus.BAD_REQUEST, "upload-broken", request);
    }

    /** Neither the line of the sender nor the form that was sent: what is left is where we write it to. */
    private static boolean isOurDisk(MultipartException broken) {
        return rootOf(broken) instanceof IOException
                && cause(broken, ClientAbortException.class) == null
                && cause(broken, EOFException.class) == null
                && cause(broken, SocketException.class) == null
                && cause(broken, SocketTimeoutException.class) == null
                && !rootOf(broken).getClass().getPackageName().startsWith("org.apache.tomcat.util.http.fileupload");
    }

    private static Throwable rootOf(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMethod(
            HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        var allowed = wrong.getSupportedMethods() == null ? List.<String>of() : List.of(wrong.getSupportedMethods());
        return problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                Map.of("method", wrong.getMethod(), "allowed", allowed),
                List.of(),
                wrong.getHeaders(),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMediaType(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        return problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "media-type-unsupported",
                Map.of("value", String.valueOf(request.getContentType())),
                List.of(),
                wrong.getHeaders(),
                request);
    }

    // What is out of order

    @ExceptionHandler
    ResponseEntity<ProblemDetail> changedMeanwhile(ConcurrencyFailureException conflict, HttpServletRequest request) {
        if (databaseIsGone(conflict)) {
            return databaseUnavailable(conflict, request);
        }
        return problem(HttpStatus.CONFLICT, "changed-meanwhile", request);
    }

    /** The client went away: there is nobody to tell. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {}

    /** A stream of events reached its age limit; the browser opens a new one by itself. */
    @ExceptionHandler
    void streamEnded(AsyncRequestTimeoutException ended) {}

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> unforeseen(
            Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            LOG.debug("An answer that had begun broke off", failure);
            return null;
        }
        if (databaseIsGone(failure)) {
            return databaseUnavailable(failure, request);
        }
        var refusal = cause(failure, Refusal.class);
        if (refusal != null) {
            return refused(refusal, request);
        }
        var tooLarge = cause(failure, PayloadTooLarge.class);
        if (tooLarge != null) {
            return tooLarge(tooLarge, request);
        }
        if (cause(failure, SlowSender.class) != null) {
            return tooSlow(request);
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().value() != 500) {
            return problem(
                    known.getStatusCode(),
                    code(known.getStatusCode()),
                    Map.of(),
                    List.of(),
                    known.getHeaders(),
                    request);
        }
        var number = Ids.next().toString();
        LOG.error("Unforeseen failure {} at {} {}", number, request.getMethod(), request.getRequestURI(), failure);
        var answer = problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                Map.of("correlationId", number),
                List.of(),
                request);
        Objects.requireNonNull(answer.getBody()).setProperty("correlationId", number);
        return answer;
    }

    ResponseEntity<ProblemDetail> ofStatus(HttpStatusCode status, HttpServletRequest request) {
        return problem(status, code(status), request);
    }

    private ResponseEntity<ProblemDetail> databaseUnavailable(Exception failure, HttpServletRequest request) {
        LOG.warn("Database unavailable at {} {}: {}", request.getMethod(), request.getRequestURI(), failure.toString());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-unavailable",
                Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS),
                List.of(),
                headers,
                request);
    }

    private static boolean databaseIsGone(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            // What the pool says of a connection that broke under somebody's hands; it has no state.
            if (cause instanceof SQLException sql && "Connection is closed".equals(sql.getMessage())) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                var state = sql.getSQLState();
                // 08: connection; 57P01 to 57P03: shutting down or starting; 53300: no connection left.
                if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
                    return true;
                }
            }
        }
        return false;
    }

    // How it is put together

    private ResponseEntity<ProblemDetail> invalid(List<Wrong> wrong, HttpServletRequest request) {
        var codes = wrong.stream().map(Wrong::code).distinct().toList();
        if (codes.size() == 1 && wrong.size() == 1) {
            return problem(
                    HttpStatus.BAD_REQUEST, codes.getFirst(), wrong.getFirst().values(), wrong, request);
        }
        var fields = wrong.stream().map(Wrong::field).distinct().toList();
        return problem(HttpStatus.BAD_REQUEST, "invalid-fields", Map.of("fields", fields), wrong, request);
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatusCode status, String code, HttpServletRequest request) {
        return problem(status, code, Map.of(), List.of(), request);
    }

    private ResponseEntity<ProblemDetail> problem(
            HttpStatusCode status, String code, Map<String, ?> values, List<Wrong> wrong, HttpServletRequest request) {
        return problem(status, code, values, wrong, HttpHeaders.EMPTY, request);
    }

    private ResponseEntity<ProblemDetail> problem(
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

    private static String code(HttpStatusCode status) {
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

    private static Wrong wrong(ObjectError error) {
        var field = error instanceof FieldError onField ? onField.getField() : error.getObjectName();
        if (error.contains(ConstraintViolation.class)) {
            return wrong(field, error.unwrap(ConstraintViolation.class));
        }
        return error instanceof FieldError onField && onField.isBindingFailure()
                ? new Wrong(field, "wrong-type")
                : wrong(field, (MessageSourceResolvable) error);
    }

    private static Wrong wrong(String field, MessageSourceResolvable error) {
        if (error instanceof ObjectError object && object.contains(ConstraintViolation.class)) {
            return wrong(field, object.unwrap(ConstraintViolation.class));
        }
        var codes = error.getCodes();
        var constraint = codes == null || codes.length == 0 ? "" : codes[codes.length - 1];
        return new Wrong(field, code(constraint, Map.of(), null), Map.of("field", field));
    }

    private static Wrong wrong(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return wrong(path.substring(path.indexOf('.') + 1), violation);
    }

    private static Wrong wrong(String field, ConstraintViolation<?> violation) {
        var attributes = violation.getConstraintDescriptor().getAttributes();
        var values = new LinkedHashMap<String, Object>();
        values.put("field", field);
        for (var name : List.of("min", "max", "value", "regexp")) {
            if (attributes.get(name) != null) {
                values.put(name.equals("value") ? "limit" : name, attributes.get(name));
            }
        }
        if (attributes.get("value") instanceof Number limit) {
            var constraint = violation.getConstraintDescriptor().getAnnotation().annotationType();
            values.put(constraint.getSimpleName().contains("Max") ? "max" : "min", limit);
            values.putIfAbsent("min", "…");
            values.putIfAbsent("max", "…");
        }
        if (violation.getInvalidValue() instanceof CharSequence || violation.getInvalidValue() instanceof Number) {
            values.put("value", violation.getInvalidValue());
        }
        var constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new Wrong(field, code(constraint, attributes, violation.getInvalidValue()), values);
    }

    private static String code(String constraint, Map<String, Object> attributes, @Nullable Object value) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "missing-field";
            case "Size", "Length" ->
                value instanceof CharSequence text
                                && attributes.get("min") instanceof Integer min
                                && text.length() < min
                        ? "too-short"
                        : "too-long";
            case "Email" -> "invalid-email";
            case "Future", "FutureOrPresent" -> "date-in-past";
            case "Past", "PastOrPresent" -> "date-in-future";
            case "Min", "Max", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero", "Negative", "Range" ->
                "out-of-range";
            default -> "invalid-value";
        };
    }

    /** Names the allowed values where the type knows them. */
    private Wrong wrongValue(@Nullable String field, @Nullable Class<?> type, @Nullable Object value) {
        var values = new HashMap<String, Object>();
        values.put("field", String.valueOf(field));
        values.put("value", String.valueOf(value));
        if (type != null && type.isEnum()) {
            values.put(
                    "allowed",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> json.convertValue(constant, String.class))
                            .toList());
            return new Wrong(field, "invalid-enum", values);
        }
        if (type != null && Temporal.class.isAssignableFrom(type)) {
            return new Wrong(field, "invalid-date", values);
        }
        return new Wrong(field, "wrong-type", values);
    }

    private static String path(DatabindException failure) {
        return failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static Map<String, Object> place(JacksonException failure) {
        var location = failure.getLocation();
        return location == null
                ? Map.of("line", 1, "column", 1)
                : Map.of("line", location.getLineNr(), "column", location.getColumnNr());
    }

    private static String readable(long bytes) {
        return bytes % (1024 * 1024) == 0 ? bytes / (1024 * 1024) + " MB" : bytes / 1024 + " KB";
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
