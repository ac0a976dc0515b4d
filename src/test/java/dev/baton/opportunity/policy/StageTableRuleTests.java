package dev.baton.opportunity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.tables.TableRule;
import dev.baton.engine.tables.TablesOnTrial;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start says to tables of {@code opportunity-stages} that an owner has broken. */
class StageTableRuleTests {

    private static final Set<String> OF_CONTRACTS = Set.of("contract", "climb", "legal-queue", "ticket", "question");

    @Test
    @DisplayName("The shipped tables are in order: three conditions, three to five sub-states, twelve reasons")
    void shipped() throws IOException {
        assertThat(TablesOnTrial.asTheyAre(all())).isEmpty();
    }

    @ParameterizedTest(name = "{2} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stage-policy.dmn | <text>\"no-such\"</text> | <text>\"needs-analysis\"</text> | stage-policy.dmn, table stage-policy, row 2: the diagram has no stage \"no-such\"",
                "stage-policy.dmn | <text>\"no-such\"</text> | <text>\"needs-analysis\"</text> | stage-policy: it has no row for the stage \"needs-analysis\"",
                "stage-policy.dmn | <text>\"first-contact\"</text> | <text>\"needs-analysis\"</text> | row 2: it overlaps with row 1",
                "stage-policy.dmn | <text>1</text> | <text>2</text> | row 2: \"order\" 1 is the one of \"first-contact\" too",
                "stage-policy.dmn | <text>\"QUOTA\"</text> | <text>\"QUOTE\"</text> | row 5: nothing knows the approval \"QUOTA\"",
                "stage-policy.dmn | <text>\"\"</text> | <text>\"方案认可\"</text> | row 4: \"nameZh\" is empty",
                "stage-policy.dmn | <text>\"pdf, imgae\"</text> | <text>\"pdf, image\"</text> | table stage-evidence, row 2: \"types\": \"imgae\" is no type of file",
                "stage-policy.dmn | <text>\"amuont\"</text> | <text>\"amount\"</text> | table stage-evidence, row 7: nothing knows the compare \"amuont\"",
                "stage-policy.dmn | <text>amount</text> | <text>\"amount\"</text> | table stage-evidence, row 7: \"compare\" says amount without quotes",
                "stage-policy.dmn | <text>\"feedback\"</text> | <text>\"demo-feedback\"</text> | takes in no file of the kind \"demo-feedback\"",
                "stage-policy.dmn | <text>\"contact-named\"</text> | <text>\"pain-known\"</text> | table stage-conditions, row 3: the stage \"first-contact\" has \"contact-named\" twice",
                "stage-policy.dmn | <text>\"letter\"</text> | <text>\"minutes\"</text> | table stage-actions, row 3: nothing knows the target \"letter\"",
                "stage-policy.dmn | <text>\"call\"</text> | <text>\"record\"</text> | table stage-actions, row 2: nothing knows the kind \"call\"",
                "stage-policy.dmn | <text>300</text> | <text>30</text> | table stage-actions, row 2: \"depth\" is not between 0 and 100",
                "stage-policy.dmn | <text>\"closeOn\"</text> | <text>\"expectedCloseOn\"</text> | table stage-fields, row 1: nothing knows the field \"closeOn\"",
                "stage-policy.dmn | <text>\"min\"</text> | <text>\"future\"</text> | table stage-fields, row 1: nothing knows the rule \"min\"",
                "stage-policy.dmn | <text>\"\"</text> | <text>\"销售总监、产品、财务 Sales director, product, finance\"</text> | row 1: \"definitionApprovedBy\" is empty",
                "quality-limits.dmn | <text>0</text> | <text>20</text> | row 2: \"limit\" is no whole number from 1 up",
                "dwell-policy.dmn | <text>\"yong\"</text> | <text>\"young\"</text> | nothing knows the limit \"yong\"",
                "substates.dmn | <text>\"sining\"</text> | <text>\"signing\"</text> | table substates, row 24: the diagram has no stage \"sining\"",
                "substates.dmn | <text>\"sining\"</text> | <text>\"signing\"</text> | row 26: the stage \"signing\" has 2 sub-states. Every stage has 3 to 5",
                "substates.dmn | <text>\"competitor\"</text> | <text>\"price\"</text> | table blocker-reasons, row 7: the reason \"competitor\" is there twice",
                "dwell-policy.dmn | <text>\"stages\"</text> | <text>\"stage\"</text> | row 1: nothing knows the limit \"stages\"",
                "dwell-policy.dmn | <text>\"weeks\"</text> | <text>\"working-days\"</text> | row 5: nothing knows the unit \"weeks\"",
                "dwell-policy.dmn | <text>0</text> | <text>72</text> | row 8: \"amount\" is not above zero",
                "dwell-policy.dmn | <text>\"substate\"</text> | <text>\"freeze\"</text> | dwell-policy: it has no row for the limit \"freeze\" of the stage \"signing\"",
                "substates.dmn | <text>\"aproval\"</text> | <text>\"approval\"</text> | table substates, row 18: \"aproval\" is nothing that runs. Write \"approval\"",
                "process-variant.dmn | <text>\"state\"</text> | <text>\"government\"</text> | row 2: nothing knows the customerType \"state\"",
                "process-variant.dmn | <text>\"RMB\"</text> | <text>\"CNY\"</text> | row 1: there is no currency \"RMB\"",
                "risk-level.dmn | <text>\"hight\"</text> | <text>\"high\"</text> | row 1: nothing knows the level \"hight\"",
                "quality-limits.dmn | <text>500</text> | <text>5.0</text> | row 1: \"limit\" is no percentage between 0 and 100",
                "quality-limits.dmn | <text>\"jumps\"</text> | <text>\"jump-error-rate\"</text> | quality-limits: it has no limit for \"jump-error-rate\""
            })
    @DisplayName("A broken table is refused with its file, table, row and what to do")
    void broken(String file, String instead, String of, String told) throws IOException {
        assertThat(TablesOnTrial.with(file, instead, of, all()))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @Test
    @DisplayName("A fourth hard condition is refused, and so is a thirteenth reason (SG-02, SW-03)")
    void counted() throws IOException {
        assertThat(TablesOnTrial.with(
                        "stage-policy.dmn",
                        row("four", "\"first-contact\"", "\"fourth\"", "\"四\"", "\"Four\"", "\"\"")
                                + "<rule id=\"rule_stage_conditions_1\">",
                        "<rule id=\"rule_stage_conditions_1\">",
                        all()))
                .singleElement()
                .asString()
                .contains("row 4: the stage \"first-contact\" has 4 hard conditions. Every stage has exactly 3");
        assertThat(TablesOnTrial.with(
                        "substates.dmn",
                        row("thirteen", "-", "\"thirteenth\"", "\"十三\"", "\"Thirteen\"")
                                + "<rule id=\"rule_blocker_reasons_1\">",
                        "<rule id=\"rule_blocker_reasons_1\">",
                        all()))
                .singleElement()
                .asString()
                .contains("row 13: it has 13 reasons");
    }

    @Test
    @DisplayName("One file may prove two things where the table says so, by the code of the other (SG-04)")
    void alsoAs() throws IOException {
        var entry = "<outputEntry id=\"out_stage_evidence_4_alsoAs\">\n          <text>";
        assertThat(TablesOnTrial.with("stage-policy.dmn", entry + "\"budget-mail\"", entry + "\"\"", all()))
                .isEmpty();
        assertThat(TablesOnTrial.with("stage-policy.dmn", entry + "\"budget-male\"", entry + "\"\"", all()))
                .singleElement()
                .asString()
                .contains(
                        "\"alsoAs\" names \"budget-male\", which is no kind of evidence. Name the code of another row");
    }

    @Test
    @DisplayName("A deal whose risk no line knows is refused: the table has to answer everything")
    void noDefault() throws IOException {
        assertThat(TablesOnTrial.with(
                        "risk-level.dmn",
                        "<inputEntry id=\"in_risk_level_5_dwellPercentile\">\n          <text>&gt; 50</text>",
                        "<inputEntry id=\"in_risk_level_5_dwellPercentile\">\n          <text>-</text>",
                        all()))
                .anySatisfy(fault -> assertThat(fault).contains("risk-level: there is a gap", "(nearest: row"));
    }

    /** Its own and that of the module whose limits are in the same table. */
    private static TableRule[] all() {
        return new TableRule[] {new StageTableRule(), TablesOnTrial.knowing("dwell-policy.limit", OF_CONTRACTS)};
    }

    private static String row(String id, String condition, String... answers) {
        var row = new StringBuilder("<rule id=\"" + id + "\"><inputEntry><text>" + condition + "</text></inputEntry>");
        for (var answer : answers) {
            row.append("<outputEntry><text>").append(answer).append("</text></outputEntry>");
        }
        return row.append("</rule>").toString();
    }
}
