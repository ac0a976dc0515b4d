package dev.baton.approval.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.tables.TableRule;
import dev.baton.engine.tables.TablesOnTrial;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start says to tables of approvals that an owner has broken (SW-10). */
class ApprovalTableRuleTests {

    private static final TableRule[] RULES = {
        new ApprovalTableRule(),
        TablesOnTrial.knowing(
                "dwell-policy.limit", Set.of("stage", "freeze", "substate", "standing", "stuck", "repair", "young"))
    };

    @Test
    @DisplayName("The shipped tables are in order")
    void shipped() throws IOException {
        assertThat(TablesOnTrial.asTheyAre(RULES)).isEmpty();
    }

    @ParameterizedTest(name = "{2} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "approval-chain.dmn | <text>\"QUOTA\"</text> | <text>\"QUOTE\"</text> | table approval-chain, row 1: nothing knows the kind \"QUOTA\"",
                "approval-chain.dmn | <text>\"SUPERVISOR, FINANZ\"</text> | <text>\"SUPERVISOR, FINANCE\"</text> | row 1: nothing knows the role \"FINANZ\"",
                "approval-chain.dmn | <text>\"every\"</text> | <text>\"all\"</text> | row 2: \"needed\" says \"every\"",
                "approval-chain.dmn | <text>\"boss\"</text> | <text>\"sales-manager\"</text> | row 7: nothing knows the step \"boss\"",
                "approval-chain.dmn | <text>\"some\"</text> | <text>\"parallel\"</text> | table approval-limits, row 1: nothing knows the mode \"some\"",
                "approval-chain.dmn | <text>10</text> | <text>20</text> | table approval-limits, row 3: the order 10 is there twice",
                "approval-chain.dmn | <text>0</text> | <text>7.2</text> | table approval-rates, row 1: \"rate\" is not above zero",
                "approval-chain.dmn | <text>\"USD\"</text> | <text>\"EUR\"</text> | row 2: it overlaps with row 1",
                "approval-chain.dmn | <text>\"long-term\"</text> | <text>\"framework\"</text> | row 11: nothing knows the contract type \"long-term\"",
                "dwell-policy.dmn | <text>\"climbs\"</text> | <text>\"climb\"</text> | dwell-policy: it has no row for the limit \"climb\"",
                "dwell-policy.dmn | <text>\"moons\"</text> | <text>\"working-hours\"</text> | row 14: nothing knows the unit \"moons\""
            })
    @DisplayName("A broken table is refused with its file, table, row and what to do")
    void broken(String file, String instead, String of, String told) throws IOException {
        assertThat(TablesOnTrial.with(file, instead, of, RULES))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @Test
    @DisplayName("A chain that nobody would be on is refused: every contract has somebody, whatever its figures")
    void emptyChain() throws IOException {
        assertThat(TablesOnTrial.with(
                        "approval-chain.dmn",
                        "<inputEntry id=\"in_approval_chain_7_amount\">\n          <text>&gt;= 1000</text>",
                        "<inputEntry id=\"in_approval_chain_7_amount\">\n          <text>-</text>",
                        RULES))
                .anySatisfy(fault -> assertThat(fault)
                        .contains("approval-chain: there is a gap: no row answers to kind = \"CONTRACT\""));
    }
}
