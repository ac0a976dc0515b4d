package dev.baton.web;

import dev.baton.shared.PlainText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every text that comes in its one shape: parameters, forms, JSON and the headers that are kept, so that nobody
 * behind this has to remember it. Passwords, files and what is signed byte by byte stay as they were sent.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class PlainTextFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Plain(request), response);
    }

    private static final class Plain extends HttpServletRequestWrapper {

        private static final Pattern SECRET = Pattern.compile("(?i).*(?:password|secret|token)");

        /** Headers whose text is kept or compared; those of the protocol are read by machines. */
        private static final Set<String> KEPT = kept("Idempotency-Key", "User-Agent", "Referer");

        private @Nullable ServletInputStream body;

        Plain(HttpServletRequest request) {
            super(request);
        }

        private static Set<String> kept(String... names) {
            var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            set.addAll(Arrays.asList(names));
            return set;
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = getParameterValues(name);
            return values == null || values.length == 0 ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            var values = super.getParameterValues(name);
            return values == null ? null : plain(name, values);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var plain = new LinkedHashMap<String, String[]>();
            super.getParameterMap().forEach((name, values) -> plain.put(name, plain(name, values)));
            return plain;
        }

        private static String[] plain(String name, String[] values) {
            return SECRET.matcher(name).matches()
                    ? values
                    : Arrays.stream(values).map(PlainText::of).toArray(String[]::new);
        }

        @Override
        public @Nullable String getHeader(String name) {
            var value = super.getHeader(name);
            return value != null && KEPT.contains(name) ? PlainText.of(value) : value;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (!isJson()) {
                return super.getInputStream();
            }
            if (body == null) {
                body = new Body(super.getInputStream());
            }
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return isJson()
                    ? new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8))
                    : super.getReader();
        }

        private boolean isJson() {
            var type = getContentType();
            if (type == null || Paths.SIGNED.matches((HttpServletRequest) getRequest())) {
                return false;
            }
            try {
                var media = MediaType.parseMediaType(type);
                return media.getSubtype().equals("json") || media.getSubtype().endsWith("+json");
            } catch (IllegalArgumentException noType) {
                return false;
            }
        }
    }

    /** Reads what was sent when somebody asks for it: a body that is too large is refused where it always was. */
    private static final class Body extends ServletInputStream {

        private final ServletInputStream sent;
        private @Nullable ByteArrayInputStream plain;

        Body(ServletInputStream sent) {
            this.sent = sent;
        }

        private ByteArrayInputStream plain() throws IOException {
            if (plain == null) {
                var text = new String(sent.readAllBytes(), StandardCharsets.UTF_8);
                plain = new ByteArrayInputStream(PlainJson.of(text).getBytes(StandardCharsets.UTF_8));
            }
            return plain;
        }

        @Override
        public int read() throws IOException {
            return plain().read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return plain().read(bytes, from, length);
        }

        @Override
        public boolean isFinished() {
            return plain != null && plain.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("what is read here is read at once");
        }
    }
}
