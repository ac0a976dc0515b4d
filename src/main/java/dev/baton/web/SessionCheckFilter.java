package dev.baton.web;

import dev.baton.staff.Accounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the person behind a session again whenever a request asks for it, whatever the request's path: who was
 * disabled, or changed the password elsewhere, is out at once, and a changed role counts from the next click.
 */
class SessionCheckFilter extends OncePerRequestFilter {

    /** Set on requests whose session no longer counts. */
    static final String ENDED = SessionCheckFilter.class.getName() + ".ended";

    private final Accounts accounts;

    SessionCheckFilter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // What was proved by this request's own header needs no second look.
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            var before = SecurityContextHolder.getDeferredContext();
            SecurityContextHolder.setDeferredContext(SingletonSupplier.of(() -> asOfNow(before.get(), request)));
        }
        chain.doFilter(request, response);
    }

    private SecurityContext asOfNow(SecurityContext before, HttpServletRequest request) {
        if (!(before.getAuthentication() instanceof SignedIn signedIn)) {
            return before;
        }
        var identity = signedIn.identity();
        var now = accounts.current(identity.person().id())
                .filter(current -> current.credentialsChangedAt().equals(identity.credentialsChangedAt()));
        var context = SecurityContextHolder.createEmptyContext();
        if (now.isPresent()) {
            context.setAuthentication(new SignedIn(now.get()));
        } else {
            request.setAttribute(ENDED, true);
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
        return context;
    }
}
