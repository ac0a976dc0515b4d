package dev.baton.web;

import dev.baton.staff.Origin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.WebUtils;

/** Where a request comes from, and the cookie by which a browser is known again. */
final class Origins {

    private static final String BROWSER = "BATON_BROWSER";
    private static final Duration KEPT = Duration.ofDays(180);

    private Origins() {}

    static Origin of(HttpServletRequest request) {
        var browser = WebUtils.getCookie(request, BROWSER);
        var signIn = SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                ? signedIn.signIn()
                : null;
        return new Origin(
                request.getRemoteAddr(),
                request.getHeader(HttpHeaders.USER_AGENT),
                browser == null ? null : browser.getValue(),
                signIn);
    }

    static void remember(String secret, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(BROWSER, secret)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .path("/api")
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }
}
