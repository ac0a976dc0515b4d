package dev.baton.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who is calling, behind proxies. What a proxy says of its caller is believed from the proxies that are named and from
 * nobody else; read from the right, the first address that is not one of them is the caller's, so what a caller adds on
 * the left changes nothing. Nobody behind here sees the headers themselves.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrustedProxies extends OncePerRequestFilter {

    private static final Set<String> FORWARDED = Set.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-ssl",
            "x-real-ip");

    private final List<IpAddressMatcher> trusted;

    TrustedProxies(@Value("${baton.web.trusted-proxies:}") List<String> trusted) {
        this.trusted = trusted.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(IpAddressMatcher::new)
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Seen(request, callerOf(request), isSecure(request)), response);
    }

    private String callerOf(HttpServletRequest request) {
        var caller = request.getRemoteAddr();
        if (!isTrusted(caller)) {
            return caller;
        }
        var said = new ArrayList<String>();
        for (var line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            said.addAll(Arrays.asList(line.split(",")));
        }
        for (var address : said.reversed()) {
            var plain = withoutPort(address.strip());
            if (!isAddress(plain)) {
                // Said by a proxy that is believed, of somebody who is not: what stands further left is theirs.
                return caller;
            }
            caller = plain;
            if (!isTrusted(caller)) {
                return caller;
            }
        }
        return caller;
    }

    private boolean isSecure(HttpServletRequest request) {
        return isTrusted(request.getRemoteAddr())
                ? "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")) || request.isSecure()
                : request.isSecure();
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.matches(address));
    }

    private static String withoutPort(String address) {
        if (address.startsWith("[")) {
            var end = address.indexOf(']');
            return end < 0 ? address : address.substring(1, end);
        }
        var colon = address.indexOf(':');
        return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }

    /** Figures only: a name would be looked up. */
    private static boolean isAddress(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || (text.contains(":") && text.matches("[0-9A-Fa-f:.]+"));
    }

    private static final class Seen extends HttpServletRequestWrapper {

        private final String caller;
        private final boolean secure;

        Seen(HttpServletRequest request, String caller, boolean secure) {
            super(request);
            this.caller = caller;
            this.secure = secure;
        }

        @Override
        public String getRemoteAddr() {
            return caller;
        }

        @Override
        public String getRemoteHost() {
            return caller;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getScheme() {
            return secure ? "https" : super.getScheme();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isForwarded(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isForwarded(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !isForwarded(name))
                    .toList());
        }

        private static boolean isForwarded(String name) {
            return FORWARDED.contains(name.toLowerCase(Locale.ROOT));
        }
    }
}
