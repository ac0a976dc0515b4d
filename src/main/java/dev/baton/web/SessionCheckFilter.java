package dev.baton.web;

import dev.baton.staff.Accounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the person behind a session again with every request: who was disabled, or changed the password elsewhere,
 * is out at once, and a changed role counts from the next click.
 */
class SessionCheckFilter extends OncePerRequestFilter {

    /** Set on requests whose session no longer counts. */
    static final String ENDED = SessionCheckFilter.class.getName() + ".ended";

    private final Accounts accounts;

    SessionCheckFilter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || !Paths.needsSomebody(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn before) {
            var identity = before.identity();
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
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
