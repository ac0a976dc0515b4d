package dev.baton.integration.imports;

import dev.baton.integration.imports.Lines.Line;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file row by row and survives broken rows.
 *
 * <p>A parser that has met an unpaired quote cannot say where the next row begins. So rows are cut out here: lines are
 * joined while a quote is open, and where that comes to no end, or ends in the middle of a cell, the first line alone is
 * the broken row and reading goes on with the second. What was cut out is taken apart by the library.
 */
final class CsvRows implements Closeable {

    /**
     * @param line on which the row begins, counted from 1
     * @param cells empty where the row is broken
     * @param broken code of the problem, where the row cannot be read
     * @param raw the text of a broken row
     */
    record Row(
            long line,
            List<String> cells,
            @Nullable String broken,
            @Nullable String raw) {}

    private static final Pattern SEPARATOR =
            Pattern.compile("\"?sep=(\\\\t|[,;\t|^~])\"?[,;\t|]*", Pattern.CASE_INSENSITIVE);
    private static final int MOST_LINES = 100;
    private static final int LONGEST_RAW = 2_000;

    private final Reader reader;
    private final Lines lines;
    private final char delimiter;
    private final CSVFormat format;
    private final Deque<Line> returned = new ArrayDeque<>();

    CsvRows(Reader reader, char delimiter) {
        this.reader = reader;
        this.lines = new Lines(reader);
        this.delimiter = delimiter;
        this.format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    }

    /** The next row that is not blank; null at the end. */
    @Nullable
    Row next() throws IOException {
        while (true) {
            var first = take();
            if (first == null) {
                return null;
            }
            if (first.number() == 1 && separator(first.text()) != null) {
                continue;
            }
            var row = rowFrom(first);
            if (row.broken() != null || row.cells().stream().anyMatch(cell -> !cell.isBlank())) {
                return row;
            }
        }
    }

    /** What a first line {@code sep=;} says to spreadsheets; null for any other line. */
    static @Nullable Character separator(String line) {
        var said = SEPARATOR.matcher(line.strip());
        return said.matches()
                ? (said.group(1).equals("\\t") ? '\t' : said.group(1).charAt(0))
                : null;
    }

    private Row rowFrom(Line first) throws IOException {
        if (first.cut()) {
            return broken(first, "csv-line-too-long");
        }
        var text = new StringBuilder(first.text());
        var more = new ArrayList<Line>();
        var quotes = new Quotes(delimiter);
        quotes.read(first.text());
        while (quotes.open()) {
            var next = take();
            if (next != null) {
                more.add(next);
            }
            if (next == null
                    || next.cut()
                    || more.size() > MOST_LINES
                    || text.length() + next.text().length() > Lines.LONGEST) {
                return giveBack(first, more);
            }
            text.append('\n').append(next.text());
            quotes.read("\n" + next.text());
        }
        if (quotes.wrong()) {
            return giveBack(first, more);
        }
        return parsed(first, more, text.toString());
    }

    private Row parsed(Line first, List<Line> more, String text) throws IOException {
        if (text.isBlank() && delimiter != '\t') {
            return new Row(first.number(), List.of(), null, null);
        }
        try (var parser = CSVParser.parse(text, format)) {
            var records = parser.iterator();
            return new Row(first.number(), records.hasNext() ? records.next().toList() : List.of(), null, null);
        } catch (UncheckedIOException | IllegalStateException e) {
            return giveBack(first, more);
        }
    }

    private Row giveBack(Line first, List<Line> more) {
        for (int i = more.size() - 1; i >= 0; i--) {
            returned.addFirst(more.get(i));
        }
        return broken(first, "csv-malformed");
    }

    private static Row broken(Line line, String code) {
        var text = line.text();
        return new Row(
                line.number(),
                List.of(),
                code,
                text.length() <= LONGEST_RAW ? text : text.substring(0, text.offsetByCodePoints(0, 1_000)) + "…");
    }

    private @Nullable Line take() throws IOException {
        var line = returned.pollFirst();
        return line == null ? lines.next() : line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Follows the quotes of one row through its lines. */
    private static final class Quotes {

        private enum Place {
            CELL_BEGINS,
            PLAIN,
            QUOTED,
            AFTER_QUOTE,
            WRONG
        }

        private final char delimiter;
        private Place place = Place.CELL_BEGINS;

        Quotes(char delimiter) {
            this.delimiter = delimiter;
        }

        void read(String text) {
            for (int i = 0; i < text.length() && place != Place.WRONG; i++) {
                place = after(text.charAt(i));
            }
        }

        boolean open() {
            return place == Place.QUOTED;
        }

        boolean wrong() {
            return place == Place.WRONG;
        }

        private Place after(char c) {
            return switch (place) {
                case CELL_BEGINS -> c == '"' ? Place.QUOTED : c == delimiter ? Place.CELL_BEGINS : Place.PLAIN;
                case PLAIN -> c == delimiter ? Place.CELL_BEGINS : Place.PLAIN;
                case QUOTED -> c == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
                case AFTER_QUOTE ->
                    c == '"'
                            ? Place.QUOTED
                            : c == delimiter
                                    ? Place.CELL_BEGINS
                                    : c == ' ' || c == '\t' ? Place.AFTER_QUOTE : Place.WRONG;
                case WRONG -> Place.WRONG;
            };
        }
    }
}
