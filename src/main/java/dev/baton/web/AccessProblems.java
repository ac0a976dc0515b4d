package dev.baton.web;

import dev.baton.shared.Refusal;
import dev.baton.web.ProblemDocuments.Wrong;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Says no to those who may not: nobody knows them, they may not do this, or their record does not let them. */
@Component
class AccessProblems {

    private final ProblemDocuments documents;
    private final NotingRefusals refusals;

    AccessProblems(ProblemDocuments documents, NotingRefusals refusals) {
        this.documents = documents;
        this.refusals = refusals;
    }

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
            headers.set(HttpHeaders.RETRY_AFTER, ProblemDocuments.comeAgain().getFirst(HttpHeaders.RETRY_AFTER));
        }
        var wrong = refusal.field() == null
                ? List.<Wrong>of()
                : List.of(new Wrong(refusal.field(), refusal.code(), values));
        var answer = documents.problem(status, refusal.code(), values, wrong, headers, request);
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

    ResponseEntity<ProblemDetail> notSignedIn(AuthenticationException refused, HttpServletRequest request) {
        var headers = new HttpHeaders();
        // HTTP wants a challenge here; "Basic" would make browsers ask for a password and keep it.
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"baton\"");
        return documents.problem(
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

    ResponseEntity<ProblemDetail> notAllowed(AccessDeniedException refused, HttpServletRequest request) {
        if (refused instanceof CsrfException) {
            // After a session has ended its token is gone too; what helps is to sign in again.
            if (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid()) {
                return documents.problem(HttpStatus.UNAUTHORIZED, "session-expired", request);
            }
            return documents.problem(HttpStatus.FORBIDDEN, "csrf-missing", request);
        }
        if (refused instanceof OutOfScope beyond) {
            refusals.refused(request, "out-of-scope");
            return documents.problem(
                    HttpStatus.FORBIDDEN, "out-of-scope", Map.of("value", beyond.limit()), List.of(), request);
        }
        refusals.refused(request, "not-allowed");
        return documents.problem(HttpStatus.FORBIDDEN, "not-allowed", request);
    }
}
