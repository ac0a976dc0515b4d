package dev.baton.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The lines a person reads while the local system starts and stops; they come before any logging is set up. */
final class Progress {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Progress() {}

    static void say(String line, Object... arguments) {
        OUT.println("[baton] " + (arguments.length == 0 ? line : line.formatted(arguments)));
    }
}
