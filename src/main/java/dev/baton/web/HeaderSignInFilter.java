package dev.baton.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves a request on its {@code Authorization} header alone, whatever its path; no session is read or made. At the open
 * doors the header is the sender's own affair, and proves nothing either.
 */
class HeaderSignInFilter extends OncePerRequestFilter {

    private final HeaderSignIn signIn;
    private final AuthenticationEntryPoint refusal;
    private final SecurityContextRepository forThisRequest;

    HeaderSignInFilter(
            HeaderSignIn signIn, AuthenticationEntryPoint refusal, SecurityContextRepository forThisRequest) {
        this.signIn = signIn;
        this.refusal = refusal;
        this.forThisRequest = forThisRequest;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Paths.OPEN_DOORS.matches(request)) {
            SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
            chain.doFilter(request, response);
            return;
        }
        SignedIn signedIn;
        try {
            signedIn = signIn.read(request.getHeader(HttpHeaders.AUTHORIZATION), request.getRemoteAddr());
        } catch (AuthenticationException e) {
            SecurityContextHolder.clearContext();
            refusal.commence(request, response, e);
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        // Asynchronous answers (server-sent events) are dispatched again and find the caller here.
        forThisRequest.saveContext(context, request, response);
        chain.doFilter(request, response);
    }
}
