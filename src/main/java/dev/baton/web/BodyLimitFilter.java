package dev.baton.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Keeps bodies small everywhere but where files are taken, whatever {@code Content-Length} says or does not say. Forms
 * with files are taken at the named doors only: nobody else may fill the disk with them. Where files are taken, somebody
 * whose file is too large is heard out before the answer: whoever is still sending sees a broken line and no answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimitFilter extends OncePerRequestFilter {

    /** What a form has around its files. */
    private static final long FORM = DataSize.ofMegabytes(1).toBytes();

    /** Beyond that the line is cut instead; a film of a phone stays below. */
    private static final long HEARD_OUT = DataSize.ofGigabytes(1).toBytes();

    /** What a body has to bring in each second once patience is over, on average. */
    private static final long SLOWEST = DataSize.ofKilobytes(1).toBytes();

    private static final int BUFFER = 64 * 1024;

    private final HandlerExceptionResolver problems;
    private final long limit;
    private final long part;

    /** How long a body may take, however slowly it comes. */
    private final Duration patience;

    /** Where forms with files are taken, and how large they may be; what a door lets in it counts once more by itself. */
    private final Map<RequestMatcher, Long> fileDoors;

    BodyLimitFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${baton.web.max-body:1MB}") DataSize limit,
            @Value("${baton.evidence.max-size:50MB}") DataSize evidence,
            @Value("${baton.evidence.max-part:8MB}") DataSize part,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize form,
            @Value("${baton.web.patience:20s}") Duration patience) {
        this.problems = problems;
        this.limit = limit.toBytes();
        this.part = part.toBytes();
        this.patience = patience;
        this.fileDoors = Map.of(
                Paths.exactly("/api/imports"),
                form.toBytes(),
                Paths.exactly("/api/imports/preview"),
                form.toBytes(),
                Paths.exactly("/api/evidence"),
                evidence.toBytes() + FORM);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var multipart = isMultipart(request);
        var parts = Paths.PARTS_OF_FILES.matches(request);
        var most = multipart ? limitOfForms(request) : Long.valueOf(parts ? part : limit);
        if (most == null) {
            problems.resolveException(
                    request, response, null, new HttpMediaTypeNotSupportedException("no files are taken here"));
        } else if (request.getContentLengthLong() > most) {
            if (multipart || parts) {
                hearOut(request);
            }
            problems.resolveException(request, response, null, new PayloadTooLarge(multipart ? most - FORM : most));
        } else {
            chain.doFilter(multipart ? request : new Counted(request, most, patience), response);
            // Without an announced length, it is known on the way only.
            if (response.getStatus() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE && (multipart || parts)) {
                hearOut(request);
            }
        }
    }

    private @Nullable Long limitOfForms(HttpServletRequest request) {
        return fileDoors.entrySet().stream()
                .filter(door -> door.getKey().matches(request))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static void hearOut(HttpServletRequest request) {
        if (request.getContentLengthLong() > HEARD_OUT) {
            return;
        }
        var buffer = new byte[BUFFER];
        try {
            var rest = request.getInputStream();
            long heard = 0;
            for (int read = rest.read(buffer); read >= 0 && heard < HEARD_OUT; read = rest.read(buffer)) {
                heard += read;
            }
        } catch (IOException gone) {
            // Nobody is there any more who could hear the answer.
            return;
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    private static final class Counted extends HttpServletRequestWrapper {

        private final long limit;
        private final Duration patience;
        private @Nullable ServletInputStream stream;
        private @Nullable BufferedReader reader;

        Counted(HttpServletRequest request, long limit, Duration patience) {
            super(request);
            this.limit = limit;
            this.patience = patience;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new CountingStream(super.getInputStream(), limit, patience);
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            if (reader == null) {
                var encoding = getCharacterEncoding();
                var charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
                reader = new BufferedReader(new InputStreamReader(getInputStream(), charset));
            }
            return reader;
        }
    }

    private static final class CountingStream extends ServletInputStream {

        private final ServletInputStream source;
        private final long limit;
        private final Duration patience;
        private final long began = System.nanoTime();
        private long read;

        CountingStream(ServletInputStream source, long limit, Duration patience) {
            this.source = source;
            this.limit = limit;
            this.patience = patience;
        }

        @Override
        public int read() throws IOException {
            var one = source.read();
            mustKeepPace();
            if (one >= 0) {
                count(1);
            }
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var many = source.read(buffer, offset, length);
            mustKeepPace();
            if (many > 0) {
                count(many);
            }
            return many;
        }

        /** Whoever sends a few bytes now and then holds a connection for as long as they like. */
        private void mustKeepPace() throws SlowSender {
            var spent = Duration.ofNanos(System.nanoTime() - began);
            if (spent.compareTo(patience) > 0
                    && read < SLOWEST * spent.minus(patience).toMillis() / 1000) {
                throw new SlowSender();
            }
        }

        private void count(int bytes) throws PayloadTooLarge {
            read += bytes;
            if (read > limit) {
                throw new PayloadTooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
