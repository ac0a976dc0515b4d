package dev.baton.web;

import jakarta.servlet.http.HttpServletRequest;

/** The parts of the address space. */
final class Paths {

    private Paths() {}

    /** Paths that are answered by code; everything else is a file of the workbench or one of its pages. */
    static boolean belongsToCode(String path) {
        return isUnder(path, "/api")
                || isUnder(path, "/public")
                || isUnder(path, "/hooks")
                || isUnder(path, "/actuator")
                || isUnder(path, "/v3")
                || isUnder(path, "/swagger-ui")
                || path.equals("/error");
    }

    /** Paths whose caller matters. */
    static boolean needsSomebody(HttpServletRequest request) {
        var path = within(request);
        return isUnder(path, "/api")
                || isUnder(path, "/actuator")
                || isUnder(path, "/v3")
                || isUnder(path, "/swagger-ui")
                || path.equals("/swagger-ui.html");
    }

    static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length()
                        || path.charAt(prefix.length()) == '/'
                        || path.charAt(prefix.length()) == '.');
    }

    static String within(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
