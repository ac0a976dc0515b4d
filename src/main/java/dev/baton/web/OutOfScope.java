package dev.baton.web;

import dev.baton.staff.TokenScope;
import org.springframework.security.access.AccessDeniedException;

/** The person may do it, and the token may not. */
class OutOfScope extends AccessDeniedException {

    private static final long serialVersionUID = 1L;

    private final TokenScope limit;

    OutOfScope(TokenScope limit) {
        super("beyond the scope " + limit + " of the token");
        this.limit = limit;
    }

    TokenScope limit() {
        return limit;
    }
}
