package dev.baton.customer.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.tables.TablesOnTrial;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start says to a table of matching that its owner has broken (DQ-02). */
class MatchTableRuleTests {

    private static final String FILE = "match-policy.dmn";

    @Test
    @DisplayName("The shipped table is in order")
    void shipped() throws IOException {
        assertThat(TablesOnTrial.asTheyAre(new MatchTableRule()))
                .noneSatisfy(fault -> assertThat(fault).contains(FILE));
    }

    @ParameterizedTest(name = "{1} -> {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<text>\"mobile\"</text> | <text>\"phone\"</text> | row 4: nothing knows the field \"mobile\"",
                "<text>\"phone\"</text> | <text>\"email\"</text> | row 5: it overlaps with row 4",
                "<text>750</text> | <text>75</text> | row 6: \"confidence\" says 750. Write a figure between 0 and 100",
                "<text>\"\"</text> | <text>\"card\"</text> | row 4: \"evidence\" is empty. Write a text in quotes",
                "<text>\"oneclick\"</text> | <text>\"one-click\"</text> | row 1: nothing knows the figure \"oneclick\"",
                "<text>0</text> | <text>60</text> | the brand word of a name has no weight. Write a figure above 0"
            })
    @DisplayName("A broken table is refused with its row and what to do")
    void broken(String instead, String of, String told) throws IOException {
        assertThat(TablesOnTrial.with(FILE, instead, of, new MatchTableRule()))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @Test
    @DisplayName("A pair that nobody would be shown is not merged by one click")
    void limits() throws IOException {
        assertThat(TablesOnTrial.with(
                        FILE,
                        "<outputEntry id=\"out_match_figure_2_value\">\n          <text>97</text>",
                        "<outputEntry id=\"out_match_figure_2_value\">\n          <text>85</text>",
                        new MatchTableRule()))
                .singleElement()
                .asString()
                .contains("\"one-click\" is below \"review\"", "Raise one-click to review or above");
    }
}
