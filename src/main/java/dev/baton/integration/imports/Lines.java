package dev.baton.integration.imports;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines of any ending and never holds more of one than fits a sensible row. */
final class Lines {

    /** @param cut whether the line is longer than any row may be; its text is then only its beginning */
    record Line(long number, String text, boolean cut) {}

    static final int LONGEST = 64 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[32 * 1024];
    private int position;
    private int limit;
    private long number;

    Lines(Reader reader) {
        this.reader = reader;
    }

    @Nullable
    Line next() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        var text = new StringBuilder();
        var cut = false;
        while (fill()) {
            var c = buffer[position++];
            if (c == '\n') {
                break;
            }
            if (c == '\r') {
                if (fill() && buffer[position] == '\n') {
                    position++;
                }
                break;
            }
            if (text.length() < LONGEST) {
                text.append(c);
            } else {
                cut = true;
            }
        }
        return new Line(number, text.toString(), cut);
    }

    private boolean fill() throws IOException {
        while (position == limit) {
            limit = reader.read(buffer);
            position = 0;
            if (limit < 0) {
                limit = 0;
                return false;
            }
        }
        return true;
    }
}
