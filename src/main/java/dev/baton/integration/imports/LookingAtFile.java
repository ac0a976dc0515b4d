package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out how a file is written, and refuses at once what could never be worked through. */
final class LookingAtFile {

    private static final String DELIMITERS = ",;\t";

    /** Rows that are looked at before anybody is told how the file is understood. */
    private static final int LOOKED_AT = 20;

    /**
     * What was seen.
     *
     * @param sheets of a workbook, by their names; none for a file of text
     */
    record Seen(
            TextEncoding encoding, char delimiter, List<String> headers, List<CsvRows.Row> rows, List<String> sheets) {

        List<List<String>> cells() {
            return rows.stream().map(CsvRows.Row::cells).toList();
        }
    }

    private LookingAtFile() {}

    /** @param sheet of a workbook; the file holds the rows of that sheet from then on */
    static Seen look(Path file, @Nullable String sheet) throws IOException {
        if (Files.size(file) == 0) {
            throw Refusal.invalid("import-empty", "file", Map.of());
        }
        var sheets = List.<String>of();
        if (Workbook.isOne(file)) {
            sheets = Workbook.sheets(file);
            var rows = file.resolveSibling(file.getFileName() + ".rows");
            try {
                Workbook.writeCsv(file, sheet, rows);
                Files.move(rows, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(rows);
            }
        }
        var encoding = TextEncoding.of(file);
        var delimiter = sheets.isEmpty() ? delimiter(file, encoding) : ',';
        try (var rows = new CsvRows(encoding.open(file), delimiter)) {
            var header = rows.next();
            if (header == null) {
                throw Refusal.invalid("import-empty", "file", Map.of());
            }
            if (header.broken() != null) {
                throw Refusal.invalid(header.broken(), "file", Map.of("line", header.line(), "max", Lines.LONGEST));
            }
            var first = new ArrayList<CsvRows.Row>();
            for (var row = rows.next(); row != null && first.size() < LOOKED_AT; row = rows.next()) {
                first.add(row);
            }
            return new Seen(encoding, delimiter, header.cells(), first, sheets);
        }
    }

    /** What the first line says, or else the sign of which it has most, outside quotes. */
    private static char delimiter(Path file, TextEncoding encoding) throws IOException {
        try (var reader = encoding.open(file)) {
            var lines = new Lines(reader);
            var first = lines.next();
            var said = first == null ? null : CsvRows.separator(first.text());
            if (said != null) {
                return said;
            }
            while (first != null && first.text().isBlank()) {
                first = lines.next();
            }
            var counts = new int[DELIMITERS.length()];
            var quoted = false;
            for (var c : first == null ? new char[0] : first.text().toCharArray()) {
                quoted ^= c == '"';
                var known = quoted ? -1 : DELIMITERS.indexOf(c);
                if (known >= 0) {
                    counts[known]++;
                }
            }
            var best = 0;
            for (int i = 1; i < counts.length; i++) {
                best = counts[i] > counts[best] ? i : best;
            }
            return DELIMITERS.charAt(best);
        }
    }
}
