package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** An {@code .xlsx} file, of which one sheet becomes rows like those of any other file, on the same lines. */
final class Workbook {

    /** More than any list unpacks to; what unpacks to more is made to fill the memory. */
    private static final long LARGEST = 512L * 1024 * 1024;

    /** Rows further apart than this are no list. */
    private static final int WIDEST_GAP = 10_000;

    /** As many digits as a spreadsheet keeps of a number. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final int MOST_CELLS = 500;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Formats that every spreadsheet knows by number, and that show a date. */
    private static final Set<Integer> DATES =
            Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58);

    private static final Pattern SAID_AS_IT_IS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]");

    private Workbook() {}

    static boolean isOne(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                return false;
            }
            var size = zip.stream()
                    .mapToLong(entry -> Math.max(0, entry.getSize()))
                    .sum();
            if (size > LARGEST) {
                throw new Refusal(
                        Refusal.Kind.TOO_LARGE,
                        "payload-too-large",
                        "file",
                        Map.of("max", LARGEST / 1024 / 1024 + " MB"));
            }
            return true;
        } catch (ZipException noZip) {
            return false;
        }
    }

    /** The names of its sheets, in their order. */
    static List<String> sheets(Path workbook) throws IOException {
        try (var book = open(workbook)) {
            return book.getSheets().map(Sheet::getName).toList();
        }
    }

    /** @param named the sheet; the first one where nobody names one */
    static void writeCsv(Path workbook, @Nullable String named, Path csv) throws IOException {
        try (var book = open(workbook);
                var rows = sheet(book, named).openStream();
                var writer = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
            write(rows, writer);
        } catch (ExcelReaderException | UncheckedIOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static ReadableWorkbook open(Path workbook) throws IOException {
        try {
            return new ReadableWorkbook(workbook.toFile(), new ReadingOptions(true, true));
        } catch (ExcelReaderException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static Sheet sheet(ReadableWorkbook book, @Nullable String named) {
        if (named == null || named.isBlank()) {
            return book.getFirstSheet();
        }
        return book.findSheet(named)
                .orElseThrow(() -> Refusal.invalid(
                        "import-sheet-unknown",
                        "sheet",
                        Map.of(
                                "value",
                                named,
                                "allowed",
                                book.getSheets().map(Sheet::getName).toList())));
    }

    private static void write(Stream<Row> rows, BufferedWriter writer) throws IOException {
        var printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        var line = 0;
        for (var row : (Iterable<Row>) rows::iterator) {
            if (row.getRowNum() - line > WIDEST_GAP) {
                break;
            }
            for (; line < row.getRowNum() - 1; line++) {
                printer.println();
            }
            var cells = new ArrayList<String>();
            for (int column = 0; column < Math.min(row.getCellCount(), MOST_CELLS); column++) {
                cells.add(row.getOptionalCell(column).map(Workbook::text).orElse(""));
            }
            printer.printRecord(cells);
            line++;
        }
        printer.flush();
    }

    /** What the cell holds, not what there was room to show: a number with all its digits, a date as ISO 8601 has it. */
    private static String text(Cell cell) {
        var raw = cell.getRawValue();
        if (raw == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER || (cell.getType() == CellType.FORMULA && isNumber(raw))) {
            return isDate(cell) ? date(cell, raw) : plain(raw);
        }
        // A line within a cell would move all lines behind it.
        return cell.getText().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    private static boolean isNumber(String raw) {
        return raw.matches("[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    }

    private static String plain(String raw) {
        if (!isNumber(raw)) {
            return raw;
        }
        var number = new BigDecimal(raw).round(DIGITS);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(Cell cell) {
        var id = cell.getDataFormatId();
        var format = cell.getDataFormatString();
        if (id != null && DATES.contains(id)) {
            return true;
        }
        var shown = format == null ? "" : SAID_AS_IT_IS.matcher(format).replaceAll("");
        return shown.chars().anyMatch(c -> "yYdD年日".indexOf(c) >= 0);
    }

    private static String date(Cell cell, String raw) {
        try {
            var at = cell.asDate();
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? at.toLocalDate().toString()
                    : MOMENT.format(at);
        } catch (ExcelReaderException | IllegalArgumentException noDate) {
            return plain(raw);
        }
    }

    private static Refusal unreadable(Exception cause) {
        var refusal = Refusal.invalid("import-not-csv", "file", Map.of());
        refusal.initCause(cause);
        return refusal;
    }
}
