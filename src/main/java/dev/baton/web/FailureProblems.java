package dev.baton.web;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;

/** Answers for what is out of order: the database is away, somebody else was faster, or nobody foresaw it. */
@Component
class FailureProblems {

    private static final Logger LOG = LoggerFactory.getLogger(FailureProblems.class);

    private final ProblemDocuments documents;
    private final AccessProblems access;
    private final RequestProblems requests;

    FailureProblems(ProblemDocuments documents, AccessProblems access, RequestProblems requests) {
        this.documents = documents;
        this.access = access;
        this.requests = requests;
    }

    ResponseEntity<ProblemDetail> changedMeanwhile(ConcurrencyFailureException conflict, HttpServletRequest request) {
        if (databaseIsGone(conflict)) {
            return databaseUnavailable(conflict, request);
        }
        return documents.problem(HttpStatus.CONFLICT, "changed-meanwhile", request);
    }

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
        var refusal = ProblemDocuments.cause(failure, Refusal.class);
        if (refusal != null) {
            return access.refused(refusal, request);
        }
        var tooLarge = ProblemDocuments.cause(failure, PayloadTooLarge.class);
        if (tooLarge != null) {
            return requests.tooLarge(tooLarge, request);
        }
        if (ProblemDocuments.cause(failure, SlowSender.class) != null) {
            return requests.tooSlow(request);
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().value() != 500) {
            return documents.problem(
                    known.getStatusCode(),
                    ProblemDocuments.code(known.getStatusCode()),
                    Map.of(),
                    List.of(),
                    known.getHeaders(),
                    request);
        }
        var number = Ids.next().toString();
        LOG.error("Unforeseen failure {} at {} {}", number, request.getMethod(), request.getRequestURI(), failure);
        var answer = documents.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                Map.of("correlationId", number),
                List.of(),
                request);
        Objects.requireNonNull(answer.getBody()).setProperty("correlationId", number);
        return answer;
    }

    private ResponseEntity<ProblemDetail> databaseUnavailable(Exception failure, HttpServletRequest request) {
        LOG.warn("Database unavailable at {} {}: {}", request.getMethod(), request.getRequestURI(), failure.toString());
        return documents.problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-unavailable",
                Map.of("retryAfterSeconds", ProblemDocuments.RETRY_AFTER_SECONDS),
                List.of(),
                ProblemDocuments.comeAgain(),
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
}
