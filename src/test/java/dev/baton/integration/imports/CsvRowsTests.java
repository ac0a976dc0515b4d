package dev.baton.integration.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Trials;
import dev.baton.integration.imports.CsvRows.Row;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CsvRowsTests {

    @Test
    void aQuotedCellMayHoldSeparatorsQuotesAndLines() throws IOException {
        var rows = read("a,b\n\"x, y\",\"say \"\"hi\"\"\nand go\"\nlast,row\n");

        assertThat(rows)
                .extracting(Row::cells)
                .containsExactly(List.of("a", "b"), List.of("x, y", "say \"hi\"\nand go"), List.of("last", "row"));
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 4L);
    }

    @Test
    void aQuoteThatNeverClosesCostsItsOwnLineOnly() throws IOException {
        var rows = read("a,b\n\"lost,1\nfine,2\nalso,3");

        assertThat(rows).extracting(Row::broken).containsExactly(null, "csv-malformed", null, null);
        assertThat(rows.get(1).raw()).isEqualTo("\"lost,1");
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aQuoteThatMeetsTheNextQuotedRowCostsItsOwnLineOnly() throws IOException {
        var rows = read("a,b\n\"lost,1\nfine,2\n\"quoted\",3\n");

        assertThat(rows).extracting(Row::broken).containsExactly(null, "csv-malformed", null, null);
        assertThat(rows.get(3).cells()).containsExactly("quoted", "3");
    }

    @Test
    void textBehindAClosingQuoteBreaksOnlyThatRow() throws IOException {
        var rows = read("a,b\n\"x\"y,1\nfine,2\n");

        assertThat(rows).extracting(Row::broken).containsExactly(null, "csv-malformed", null);
    }

    @Test
    void allLineEndingsEndALine() throws IOException {
        assertThat(read("a\r\nb\rc\nd")).extracting(Row::line).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void blankRowsAreNoRows() throws IOException {
        assertThat(read("a,b\n\n , \n,,,\nx,y\n\n")).hasSize(2);
    }

    @Test
    void aHugeLineIsRefusedAndTheNextOneRead() throws IOException {
        var rows = read("a\n" + "x".repeat(5_000_000) + "\nfine\n");

        assertThat(rows).extracting(Row::broken).containsExactly(null, "csv-line-too-long", null);
        assertThat(rows.get(1).raw()).hasSizeLessThan(3_000);
    }

    @Test
    void aFileFullOfOpenQuotesIsReadInReasonableTime() throws IOException {
        assertThat(read("a,b\n" + "x,\"\n".repeat(20_001))).hasSizeGreaterThan(10_000);
    }

    /** Whatever is written between the quotes, no line of the file disappears: it is in a row or in a broken one. */
    @Test
    void noLineDisappears() {
        Trials.run(1_000, random -> {
            // As many short texts as long ones: few signs meet all the ways in which signs can stand together.
            var text = random.ints(random.nextInt(1 << random.nextInt(1, 12)), 0, 6)
                    .mapToObj(sign -> String.valueOf("a\",\n b".charAt(sign)))
                    .collect(Collectors.joining());
            var letters = text.chars().filter(c -> c == 'a' || c == 'b').count();

            var found = read(text).stream()
                    .mapToLong(row -> (String.join("", row.cells()) + (row.raw() == null ? "" : row.raw()))
                            .chars()
                            .filter(c -> c == 'a' || c == 'b')
                            .count())
                    .sum();

            assertThat(found).as("letters of %s", text).isEqualTo(letters);
        });
    }

    private static List<Row> read(String text) throws IOException {
        var all = new ArrayList<Row>();
        try (var rows = new CsvRows(new StringReader(text), ',')) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }
}
