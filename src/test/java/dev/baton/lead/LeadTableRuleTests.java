package dev.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.tables.TablesOnTrial;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start says to tables of {@code lead-response} that an owner has broken. */
class LeadTableRuleTests {

    @Test
    @DisplayName("The shipped tables are in order")
    void shipped() throws IOException {
        assertThat(TablesOnTrial.asTheyAre(new LeadTableRule())).isEmpty();
    }

    @ParameterizedTest(name = "{2} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "response-windows.dmn | <text>\"doujin\"</text> | <text>\"douyin\"</text> | row 2: nothing knows the source \"doujin\"",
                "response-windows.dmn | <text>0</text> | <text>90</text> | row 1: \"minutes\" says 0. Write a figure above 0",
                "response-windows.dmn | <text>3 / 2</text> | <text>2 / 3</text> | row 1: \"reminderShare\" says 3 / 2",
                "response-windows.dmn | <text>\"-\"</text> | <text></text> | row 1: nothing knows the intent \"-\"",
                "routing.dmn | <text>\"draw\"</text> | <text>\"assign\"</text> | table route-size, row 4: nothing knows the distribution \"draw\""
            })
    @DisplayName("A broken table is refused with its file, table, row and what to do")
    void broken(String file, String instead, String of, String told) throws IOException {
        assertThat(TablesOnTrial.with(file, instead, of, new LeadTableRule()))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @Test
    @DisplayName("A table of windows without a line for other sources is refused")
    void noDefault() throws IOException {
        assertThat(TablesOnTrial.with(
                        "response-windows.dmn",
                        "<inputEntry id=\"in_response_window_10_source\">\n          <text>\"manual\"</text>",
                        "<inputEntry id=\"in_response_window_10_source\">\n          <text></text>",
                        new LeadTableRule()))
                .anySatisfy(
                        fault -> assertThat(fault).contains("there is a gap: no row answers to source = any other"));
    }
}
