package dev.baton.web;

import dev.baton.shared.Refusal;
import dev.baton.web.ProblemDocuments.Wrong;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.ObjectError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with what was sent: a field, the form of it, or the way it came. */
@Component
class RequestProblems {

    private static final Logger LOG = LoggerFactory.getLogger(RequestProblems.class);

    /** The parser names the key in its message and nowhere else. */
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate Object property \"(.*)\"", Pattern.DOTALL);

    private final ProblemDocuments documents;
    private final AccessProblems access;
    private final ObjectMapper json;

    RequestProblems(ProblemDocuments documents, AccessProblems access, ObjectMapper json) {
        this.documents = documents;
        this.access = access;
        this.json = json;
    }

    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        return documents.invalid(
                invalid.getBindingResult().getAllErrors().stream()
                        .map(WrongFields::wrong)
                        .toList(),
                request);
    }

    ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException invalid, HttpServletRequest request) {
        var wrong = new ArrayList<Wrong>();
        for (var result : invalid.getParameterValidationResults()) {
            for (var error : result.getResolvableErrors()) {
                wrong.add(
                        error instanceof ObjectError object
                                ? WrongFields.wrong(object)
                                : WrongFields.wrong(
                                        String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                        result.unwrap(error, ConstraintViolation.class)));
            }
        }
        return documents.invalid(wrong, request);
    }

    ResponseEntity<ProblemDetail> invalid(ConstraintViolationException invalid, HttpServletRequest request) {
        return documents.invalid(
                invalid.getConstraintViolations().stream()
                        .map(WrongFields::wrong)
                        .toList(),
                request);
    }

    ResponseEntity<ProblemDetail> missing(MissingRequestValueException missing, HttpServletRequest request) {
        return switch (missing) {
            case MissingServletRequestParameterException parameter ->
                documents.invalid(List.of(new Wrong(parameter.getParameterName(), "missing-field")), request);
            case MissingRequestHeaderException header ->
                documents.invalid(List.of(new Wrong(header.getHeaderName(), "missing-field")), request);
            default -> documents.problem(HttpStatus.BAD_REQUEST, "invalid-request", request);
        };
    }

    ResponseEntity<ProblemDetail> missing(MissingServletRequestPartException missing, HttpServletRequest request) {
        return documents.invalid(List.of(new Wrong(missing.getRequestPartName(), "missing-field")), request);
    }

    ResponseEntity<ProblemDetail> mismatch(TypeMismatchException mismatch, HttpServletRequest request) {
        if (mismatch instanceof MethodArgumentTypeMismatchException argument
                && argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
            // An address with an impossible id is the address of nothing.
            return documents.problem(HttpStatus.NOT_FOUND, "not-found", request);
        }
        var field = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : mismatch.getPropertyName();
        return documents.invalid(
                List.of(WrongFields.wrongValue(field, mismatch.getRequiredType(), mismatch.getValue(), json)), request);
    }

    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        var tooLarge = ProblemDocuments.cause(unreadable, PayloadTooLarge.class);
        if (tooLarge != null) {
            return tooLarge(tooLarge, request);
        }
        if (ProblemDocuments.cause(unreadable, SlowSender.class) != null) {
            return tooSlow(request);
        }
        var refusal = ProblemDocuments.cause(unreadable, Refusal.class);
        if (refusal != null) {
            return access.refused(refusal, request);
        }
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                documents.invalid(
                        List.of(new Wrong(
                                WrongFields.path(unknown),
                                "unknown-field",
                                Map.of(
                                        "field",
                                        WrongFields.path(unknown),
                                        "allowed",
                                        unknown.getKnownPropertyIds() == null
                                                ? List.of()
                                                : List.copyOf(unknown.getKnownPropertyIds())))),
                        request);
            case InvalidFormatException format ->
                documents.invalid(
                        List.of(WrongFields.wrongValue(
                                WrongFields.path(format), format.getTargetType(), format.getValue(), json)),
                        request);
            case StreamConstraintsException constraints ->
                documents.problem(HttpStatus.BAD_REQUEST, "json-malformed", place(constraints), List.of(), request);
            case StreamReadException parse -> malformed(parse, request);
            case DatabindException mapping
            when mapping.getCause() instanceof StreamReadException parse -> malformed(parse, request);
            case DatabindException mapping
            when !WrongFields.path(mapping).isEmpty() ->
                documents.invalid(List.of(new Wrong(WrongFields.path(mapping), "wrong-type")), request);
            case JacksonException other ->
                documents.problem(HttpStatus.BAD_REQUEST, "json-malformed", place(other), List.of(), request);
            case null, default -> documents.problem(HttpStatus.BAD_REQUEST, "body-missing", request);
        };
    }

    private ResponseEntity<ProblemDetail> malformed(StreamReadException parse, HttpServletRequest request) {
        var twice = DUPLICATE.matcher(parse.getOriginalMessage());
        return twice.find()
                ? documents.invalid(List.of(new Wrong(twice.group(1), "duplicate-key")), request)
                : documents.problem(HttpStatus.BAD_REQUEST, "json-malformed", place(parse), List.of(), request);
    }

    ResponseEntity<ProblemDetail> tooSlow(HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONNECTION, "close");
        request.setAttribute(CuttingSlowSenders.CUT, true);
        return documents.problem(HttpStatus.REQUEST_TIMEOUT, "too-slow", Map.of(), List.of(), headers, request);
    }

    ResponseEntity<ProblemDetail> tooLarge(PayloadTooLarge tooLarge, HttpServletRequest request) {
        return documents.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "payload-too-large",
                Map.of("max", readable(tooLarge.limit())),
                List.of(),
                request);
    }

    ResponseEntity<ProblemDetail> brokenUpload(MultipartException broken, HttpServletRequest request) {
        if (broken instanceof MaxUploadSizeExceededException tooLarge) {
            var max = tooLarge.getMaxUploadSize();
            return documents.problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "payload-too-large",
                    Map.of("max", max > 0 ? readable(max) : "64 MB"),
                    List.of(),
                    request);
        }
        if (isOurDisk(broken)) {
            LOG.error("Files of forms cannot be written: {}", String.valueOf(rootOf(broken)));
            var headers = ProblemDocuments.comeAgain();
            return documents.problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "evidence-store-unavailable",
                    Map.of(),
                    List.of(),
                    headers,
                    request);
        }
        return documents.problem(HttpStatus.BAD_REQUEST, "upload-broken", request);
    }

    /** Neither the line of the sender nor the form that was sent: what is left is where we write it to. */
    private static boolean isOurDisk(MultipartException broken) {
        return rootOf(broken) instanceof IOException
                && ProblemDocuments.cause(broken, ClientAbortException.class) == null
                && ProblemDocuments.cause(broken, EOFException.class) == null
                && ProblemDocuments.cause(broken, SocketException.class) == null
                && ProblemDocuments.cause(broken, SocketTimeoutException.class) == null
                && !rootOf(broken).getClass().getPackageName().startsWith("org.apache.tomcat.util.http.fileupload");
    }

    private static Throwable rootOf(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure);
    }

    ResponseEntity<ProblemDetail> wrongMethod(
            HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        var allowed = wrong.getSupportedMethods() == null ? List.<String>of() : List.of(wrong.getSupportedMethods());
        return documents.problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                Map.of("method", wrong.getMethod(), "allowed", allowed),
                List.of(),
                wrong.getHeaders(),
                request);
    }

    ResponseEntity<ProblemDetail> wrongMediaType(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        return documents.problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "media-type-unsupported",
                Map.of("value", String.valueOf(request.getContentType())),
                List.of(),
                wrong.getHeaders(),
                request);
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
}
