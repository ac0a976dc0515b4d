package dev.baton.web;

import java.io.IOException;

/** A body comes so slowly that it holds its connection for nothing. */
class SlowSender extends IOException {

    private static final long serialVersionUID = 1L;

    SlowSender() {
        super("the body comes too slowly");
    }
}
