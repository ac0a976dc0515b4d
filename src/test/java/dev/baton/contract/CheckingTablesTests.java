package dev.baton.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of approvals that cannot be used is refused with the row named. */
class CheckingTablesTests {

    private String table;

    @BeforeEach
    void read() throws IOException {
        table = Files.readString(Path.of("processes/contract-approval/approval-chain.dmn"));
    }

    @Test
    @DisplayName("The shipped table is in order")
    void shipped() {
        assertThat(CheckingTables.problems(table)).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "out_approval_chain_8_step   | legall   | approval-chain row 8: the step legall has no row in approval-limits",
                "out_approval_chain_8_who    | FINANZ   | approval-chain row 8: FINANZ is no role and no person:login",
                "out_approval_chain_8_needed | some     | approval-chain row 8: needed is all, or how many",
                "out_approval_limits_3_step  | legal    | approval-limits row 4: the step legal is there twice",
                "out_approval_limits_3_order | 30       | approval-limits row 4: the order 30 is there twice",
                "out_approval_limits_3_hours | 0        | approval-limits row 3: the hours are a number above zero",
                "out_approval_limits_3_mode  | maybe    | approval-limits row 3: the mode is parallel or in-order",
                "out_approval_rates_1_rate   | -7       | approval-rates row 1: the rate is a number above zero",
            })
    @DisplayName("What is wrong is said with its row")
    void wrong(String cell, String value, String problem) {
        var broken = table.replaceFirst("(<outputEntry id=\"" + cell + "\">\\s*<text>\"?)[^<\"]*", "$1" + value);
        assertThat(broken).isNotEqualTo(table);
        assertThat(CheckingTables.problems(broken)).contains(problem);
    }
}
