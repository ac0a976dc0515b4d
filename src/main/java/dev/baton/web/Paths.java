package dev.baton.web;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The parts of the address space, told apart on the parsed and decoded path by which requests also find their
 * controller and their line of the {@link Permissions}: a path that is written differently is the same path everywhere.
 */
final class Paths {

    /** Who sends here proves nothing or signs the message itself: session and {@code Authorization} say nothing. */
    static final RequestMatcher OPEN_DOORS = under("/public", "/hooks");

    /** What arrives here is signed byte by byte. */
    static final RequestMatcher SIGNED = under("/hooks");

    static final RequestMatcher SIGNING_OUT =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.DELETE, "/api/session");

    /** Paths that are answered by code; everything else is a file of the workbench or one of its pages. */
    static final RequestMatcher CODE = new OrRequestMatcher(
            under("/api", "/public", "/hooks", "/actuator", "/v3", "/swagger-ui"),
            PathPatternRequestMatcher.withDefaults().matcher("/error"));

    /** Where parts of large files are taken. */
    static final RequestMatcher PARTS_OF_FILES =
            PathPatternRequestMatcher.withDefaults().matcher("/api/evidence/uploads/*");

    private Paths() {}

    static RequestMatcher exactly(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(path);
    }

    private static RequestMatcher under(String... prefixes) {
        var matchers = new RequestMatcher[prefixes.length];
        for (int i = 0; i < prefixes.length; i++) {
            // The pattern holds for the prefix itself too.
            matchers[i] = exactly(prefixes[i] + "/**");
        }
        return new OrRequestMatcher(matchers);
    }
}
