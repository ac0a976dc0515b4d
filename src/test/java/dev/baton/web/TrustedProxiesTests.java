package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who is calling is said by trusted proxies and by nobody else. */
class TrustedProxiesTests {

    private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.5", "172.28.0.0/24"));

    @Test
    void whatATrustedProxySaysCounts() throws Exception {
        assertThat(caller("10.0.0.5", "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(caller("172.28.0.9", "203.0.113.7:51234")).isEqualTo("203.0.113.7");
        assertThat(caller("172.28.0.9", "2001:db8::1")).isEqualTo("2001:db8::1");
        assertThat(caller("172.28.0.9", "[2001:db8::1]:51234")).isEqualTo("2001:db8::1");
    }

    @Test
    void whatAnybodyElseSaysDoesNot() throws Exception {
        assertThat(caller("10.0.0.6", "203.0.113.7")).isEqualTo("10.0.0.6");
        assertThat(caller("192.168.1.20", "127.0.0.1")).isEqualTo("192.168.1.20");
        assertThat(new TrustedProxies(List.of("")).toString()).isNotNull();
    }

    @Test
    void whatTheCallerAddsOnTheLeftChangesNothing() throws Exception {
        assertThat(caller("10.0.0.5", "127.0.0.1, 203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(caller("10.0.0.5", "127.0.0.1, 203.0.113.7, 172.28.0.3")).isEqualTo("203.0.113.7");
        assertThat(caller("10.0.0.5", "127.0.0.1, unknown")).isEqualTo("10.0.0.5");
        assertThat(caller("10.0.0.5", "evil.example")).isEqualTo("10.0.0.5");
        assertThat(caller("10.0.0.5", null)).isEqualTo("10.0.0.5");
    }

    @Test
    void tlsIsBelievedFromATrustedProxyOnlyAndNobodyBehindSeesTheHeaders() throws Exception {
        assertThat(seen("10.0.0.5", "203.0.113.7").isSecure()).isTrue();
        assertThat(seen("10.0.0.6", "203.0.113.7").isSecure()).isFalse();
        assertThat(seen("10.0.0.6", "203.0.113.7").getHeader("x-forwarded-for")).isNull();
        assertThat(seen("10.0.0.5", "203.0.113.7").getHeaderNames().hasMoreElements())
                .isFalse();
    }

    private String caller(String remote, @Nullable String forwarded) throws Exception {
        return seen(remote, forwarded).getRemoteAddr();
    }

    private HttpServletRequest seen(String remote, @Nullable String forwarded) throws Exception {
        var request = new MockHttpServletRequest("GET", "/api/me");
        request.setRemoteAddr(remote);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
            request.addHeader("X-Forwarded-Proto", "https");
        }
        var chain = new MockFilterChain();
        proxies.doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) chain.getRequest();
    }
}
