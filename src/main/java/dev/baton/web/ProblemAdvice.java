package dev.baton.web;

import dev.baton.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/**
 * Says no in one form: an RFC 9457 problem document with a stable {@code type}, the field and the remedy, in the
 * language of the request. What nobody foresaw becomes a number that can be found in the log, and nothing else.
 *
 * <p>One advice for all, and not one for each kind: Spring asks the first advice for the causes of a failure before it
 * asks the next for the failure itself.
 */
@RestControllerAdvice
class ProblemAdvice {

    private final ProblemDocuments documents;
    private final AccessProblems access;
    private final RequestProblems requests;
    private final FailureProblems failures;

    ProblemAdvice(
            ProblemDocuments documents, AccessProblems access, RequestProblems requests, FailureProblems failures) {
        this.documents = documents;
        this.access = access;
        this.requests = requests;
        this.failures = failures;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal, HttpServletRequest request) {
        return access.refused(refusal, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notSignedIn(AuthenticationException refused, HttpServletRequest request) {
        return access.notSignedIn(refused, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAllowed(AccessDeniedException refused, HttpServletRequest request) {
        return access.notAllowed(refused, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        return requests.invalid(invalid, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException invalid, HttpServletRequest request) {
        return requests.invalid(invalid, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(ConstraintViolationException invalid, HttpServletRequest request) {
        return requests.invalid(invalid, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingRequestValueException missing, HttpServletRequest request) {
        return requests.missing(missing, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestPartException missing, HttpServletRequest request) {
        return requests.missing(missing, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(TypeMismatchException mismatch, HttpServletRequest request) {
        return requests.mismatch(mismatch, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return requests.unreadable(unreadable, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(PayloadTooLarge tooLarge, HttpServletRequest request) {
        return requests.tooLarge(tooLarge, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenUpload(MultipartException broken, HttpServletRequest request) {
        return requests.brokenUpload(broken, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMethod(
            HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        return requests.wrongMethod(wrong, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMediaType(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        return requests.wrongMediaType(wrong, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> changedMeanwhile(ConcurrencyFailureException conflict, HttpServletRequest request) {
        return failures.changedMeanwhile(conflict, request);
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
        return failures.unforeseen(failure, request, response);
    }

    ResponseEntity<ProblemDetail> ofStatus(HttpStatusCode status, HttpServletRequest request) {
        return documents.ofStatus(status, request);
    }
}
