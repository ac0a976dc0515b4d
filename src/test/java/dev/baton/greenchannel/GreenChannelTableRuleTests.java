package dev.baton.greenchannel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.tables.TablesOnTrial;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start says to a table of green channels that its owner has broken (SW-09). */
class GreenChannelTableRuleTests {

    private static final String FILE = "green-channel.dmn";

    @Test
    @DisplayName("The shipped table is in order")
    void shipped() throws IOException {
        assertThat(TablesOnTrial.asTheyAre(new GreenChannelTableRule())).isEmpty();
    }

    @ParameterizedTest(name = "{1} -> {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<text>\"boss\"</text> | <text>\"managers\"</text> | row 2: nothing knows \"boss\"",
                "<text>\"SKIP\"</text> | <text>\"SKIP_APPROVAL\"</text> | row 2: nothing knows the purpose \"SKIP\"",
                "<text>4</text> | <text>8</text> | row 1: \"answerHours\" is not more than \"remindHours\"",
                "<text>0</text> | <text>3</text> | row 1: a skipped approval would owe no explanation",
                "<text>-1</text> | <text>2</text> | row 1: \"dailyRate\" is below zero"
            })
    @DisplayName("A broken table is refused with its row and what to do")
    void broken(String instead, String of, String told) throws IOException {
        assertThat(TablesOnTrial.with(FILE, instead, of, new GreenChannelTableRule()))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }
}
