package dev.baton.web;

import java.io.IOException;

/** The body of a request went over the limit while it was read. */
class PayloadTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    PayloadTooLarge(long limit) {
        super("body over " + limit + " bytes");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
