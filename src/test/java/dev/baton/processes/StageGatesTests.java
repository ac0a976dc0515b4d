package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.baton.engine.InboxBench;
import dev.baton.evidence.Papers;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.deal.Substates;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What each stage asks for, as shipped: a deal walks from gate to gate with the real workers, files and tables. */
@ProcessTest
class StageGatesTests {

    /** The tables of one file: they are deployed together. */
    private static final List<String> TABLES =
            List.of("stage-policy", "stage-evidence", "stage-conditions", "stage-actions", "stage-fields");

    private static final Pattern FLOW_OUT_OF_FIRST_CONTACT =
            Pattern.compile("(?m)^    <bpmn:sequenceFlow [^>]*sourceRef=\"\\w*[fF]irstContact\""
                    + "(?:[^>]*/>|[^>]*>[\\s\\S]*?</bpmn:sequenceFlow>)\n");

    @Autowired
    RealWorkers real;

    @Autowired
    InboxBench resources;

    @Autowired
    StaffOnFile staff;

    @Autowired
    OpeningDeal opening;

    @Autowired
    Substates substates;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private Person rep;

    @BeforeEach
    void aRep() {
        bench = new EngineBench(ProcessTest.OneEngine.get(), List.of("opportunity-stages"), List.of("dealId"));
        real.playOn(bench);
        rep = staff.rep("east");
        staff.supervisor("east");
    }

    @Test
    @DisplayName(
            "Each stage has its own proof, three conditions, a limit and a meaning, and leads to the next (SG-01, SG-02, SG-05, SW-11)")
    void walk() throws Exception {
        var desk = open();
        standsIn(desk, "first-contact", 7);
        assertThat(types(desk, "first-communication")).contains("txt", "mp3", "m4a", "png", "pdf", "eml");
        desk.text("first-contact", "first-communication");
        desk.confirm("contact-named", "pain-known");
        passes(desk);

        standsIn(desk, "needs-analysis", 10);
        assertThat(types(desk, "requirements-confirmation"))
                .contains("pdf", "png", "jpg")
                .doesNotContain("txt", "docx", "mp3");
        assertThat(refusedType(desk, "needs-analysis", "requirements-confirmation", "note.txt"))
                .as("a note is no signed scan")
                .isTrue();
        desk.picture("needs-analysis", "requirements-confirmation");
        desk.confirm("decision-chain", "timeline-known");
        assertThat(desk.advance()).as("what must be done is missing").containsExactly("action.book-demo");
        desk.act("book-demo");
        passes(desk);

        standsIn(desk, "solution-demo", 5);
        assertThat(types(desk, "demo-feedback")).contains("eml", "txt").doesNotContain("mp3");
        desk.text("solution-demo", "demo-feedback");
        desk.confirm("decision-maker-attended", "open-questions-answered");
        passes(desk);

        standsIn(desk, "solution-accepted", 7);
        desk.picture("solution-accepted", "signed-requirements");
        desk.text("solution-accepted", "feasibility");
        assertThat(desk.advance())
                .as("two of three are there, the third is named")
                .containsExactly("condition.budget-confirmed");
        desk.text("solution-accepted", "budget-mail");
        passes(desk);

        standsIn(desk, "quote-approval", 3);
        assertThat(desk.<List<String>>shown("$.mustDo[*].key"))
                .containsExactly("fetch-history-price", "three-quotes", "book-legal");
        assertThat(desk.<List<Boolean>>shown("$.mustDo[*].required")).containsExactly(true, false, true);
        assertThat(desk.advance())
                .containsExactly(
                        "condition.quote-ready",
                        "condition.discount-explained",
                        "condition.payment-terms",
                        "action.fetch-history-price",
                        "action.book-legal");
        assertThat(types(desk, "approval-screenshot")).contains("png", "pdf").doesNotContain("txt");
        assertThat(refusedType(desk, "quote-approval", "approval-screenshot", "note.txt"))
                .isTrue();
        desk.picture("quote-approval", "approval-screenshot");
    }

    @Test
    @DisplayName("A deal that was taken up by an instance that the engine forgot when it died is worked on by the next")
    void forgottenRun() {
        var deal = opened();
        jdbc.sql("update deal set process_instance_key = 1 where id = ?")
                .param(deal.value())
                .update();

        real.flow();

        assertThat(stageOf(deal)).isEqualTo("first-contact");
    }

    private DealId opened() {
        var deal = opening.open(
                DealFixtures.newDeal(
                        "客户公司", LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90)),
                new Caller(rep.id(), rep.name(), rep.roles(), rep.region()));
        bench.follow(deal.toString());
        return deal;
    }

    private @Nullable String stageOf(DealId deal) {
        return jdbc.sql("select stage from deal where id = ?")
                .param(deal.value())
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
    }

    @ParameterizedTest(name = "{0}: {1} days")
    @CsvSource({"first-contact, 7", "needs-analysis, 10", "solution-demo, 5", "quote-approval, 3"})
    @DisplayName("At the limit of its stage, and not before, the rep is reminded once (SG-05)")
    void reminded(String key, int days) throws Exception {
        var desk = open();
        for (var at = 0; !desk.<String>shown("$.stage.key").equals(key); at++) {
            assertThat(at).isLessThan(5);
            satisfy(desk);
            passes(desk);
        }
        real.advance(Duration.ofDays(days).minusMinutes(1));
        assertThat(told(desk.deal(), "deal.stage-due")).isZero();
        real.advance(Duration.ofMinutes(2));
        assertThat(told(desk.deal(), "deal.stage-due")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "A file that a gate relied on and that is deleted afterwards shows as broken at the next gate, and is on the audit trail (SG-03)")
    void broken() throws Exception {
        var desk = open();
        var piece = desk.text("first-contact", "first-communication");
        desk.confirm("contact-named", "pain-known");
        passes(desk);
        satisfy(desk);

        assertThat(desk.ask(delete("/api/evidence/" + piece), "{\"reason\":\"传错了\"}")
                        .getStatus())
                .isEqualTo(204);
        assertThat(desk.advance()).containsExactly("broken.first-contact.first-communication");
        assertThat(desk.<List<String>>shown("$.gate.missing[*].code"))
                .containsExactly("broken.first-contact.first-communication");
        var audit = new DealDesk(mvc, staff.director(), desk.deal())
                .ask(get("/api/audit").param("subjectId", piece), "");
        assertThat(DealDesk.<List<String>>read(audit, "$.items[*].action")).contains("evidence.deleted");
    }

    @Test
    @DisplayName("Who moved a deal on, and from where, is on its trail (AC-04)")
    void trail() throws Exception {
        var desk = open();
        satisfy(desk);
        passes(desk);
        var audit = new DealDesk(mvc, staff.director(), desk.deal())
                .ask(get("/api/audit").param("subjectId", desk.deal().toString()), "");
        var answered = "$.items[?(@.action == 'task.answered')]";
        assertThat(DealDesk.<List<String>>read(audit, answered + ".by.name")).containsExactly(rep.name());
        assertThat(DealDesk.<List<String>>read(audit, answered + ".origin.address"))
                .containsExactly("127.0.0.1");
        assertThat(DealDesk.<List<String>>read(audit, answered + ".after.decision.reason"))
                .containsExactly("客户已确认");
    }

    @Test
    @DisplayName("A quote over another amount than the deal holds the gate until somebody says why (SG-04)")
    void mismatch() throws Exception {
        var desk = open();
        while (!desk.<String>shown("$.stage.key").equals("quote-approval")) {
            satisfy(desk);
            passes(desk);
        }
        desk.confirm("discount-explained", "payment-terms");
        desk.act("fetch-history-price");
        desk.act("book-legal");
        var piece = DealDesk.<String>read(
                desk.upload("quote-approval", "quote", "quote.pdf", Papers.pdf("Quote, total: CNY 100,000.00")),
                "$.id");
        assertThat(desk.advance()).contains("mismatch.quote");
        assertThat(desk.ask(put("/api/evidence/" + piece + "/mismatch-reason"), "{\"reason\":\" \"}")
                        .getStatus())
                .isEqualTo(400);
        assertThat(desk.ask(put("/api/evidence/" + piece + "/mismatch-reason"), "{\"reason\":\"首付款另计\"}")
                        .getStatus())
                .isBetween(200, 204);
        assertThat(desk.<List<String>>shown("$.gate.missing[*].code")).isEmpty();
    }

    @Test
    @DisplayName(
            "A date in a file that is not the deal's holds the gate until somebody says why; the deal's own date does not (SG-04)")
    void mismatchOfDates() throws Exception {
        var before = resources.table("stage-policy");
        try {
            resources.keepTables(before.replace("<rule id=\"rule_stage_evidence_1\">", """
                    <rule id="rule_stage_evidence_schedule">
                      <inputEntry id="in_schedule"><text>"first-contact"</text></inputEntry>
                      <outputEntry id="out_schedule_1"><text>"schedule"</text></outputEntry>
                      <outputEntry id="out_schedule_2"><text>"签约计划"</text></outputEntry>
                      <outputEntry id="out_schedule_3"><text>"Schedule"</text></outputEntry>
                      <outputEntry id="out_schedule_4"><text>"text"</text></outputEntry>
                      <outputEntry id="out_schedule_5"><text>true</text></outputEntry>
                      <outputEntry id="out_schedule_6"><text>"date"</text></outputEntry>
                    </rule>
                    <rule id="rule_stage_evidence_1">"""), TABLES);
            var closing = LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90);
            var agreeing = open();
            agreeing.text("first-contact", "first-communication");
            agreeing.confirm("contact-named", "pain-known");
            assertThat(agreeing.advance()).containsExactly("evidence.schedule");
            schedule(agreeing, closing);
            passes(agreeing);

            var differing = open();
            differing.text("first-contact", "first-communication");
            differing.confirm("contact-named", "pain-known");
            var piece = schedule(differing, closing.plusDays(1));
            assertThat(differing.advance()).containsExactly("mismatch.schedule");
            var shown = differing.ask(get("/api/evidence/" + piece), "");
            assertThat(DealDesk.<String>read(shown, "$.mismatch.differences[0].what"))
                    .isEqualTo("DATE");
            assertThat(DealDesk.<String>read(shown, "$.mismatch.differences[0].expected"))
                    .isEqualTo(closing.toString());
            assertThat(DealDesk.<List<String>>read(shown, "$.mismatch.differences[0].found"))
                    .containsExactly(closing.plusDays(1).toString());
            assertThat(differing
                            .ask(put("/api/evidence/" + piece + "/mismatch-reason"), "{\"reason\":\"客户推迟一天\"}")
                            .getStatus())
                    .isBetween(200, 204);
            passes(differing);
        } finally {
            resources.keepTables(before, TABLES);
        }
    }

    private static String schedule(DealDesk desk, LocalDate day) throws Exception {
        return DealDesk.read(
                desk.upload(
                        "first-contact",
                        "schedule",
                        "schedule.txt",
                        ("商机 " + desk.deal() + " 预计签约日期：" + day).getBytes(StandardCharsets.UTF_8)),
                "$.id");
    }

    @Test
    @DisplayName(
            "A deal goes back with a reason that stays, and what was ticked has to be ticked again; without one it stays (SG-07, SG-13)")
    void returned() throws Exception {
        var desk = open();
        satisfy(desk);
        passes(desk);
        desk.confirm("decision-chain");
        var without = desk.ask(post(desk.path("/return")), "{\"reason\":\"  \"}");
        assertThat(without.getStatus()).isEqualTo(409);
        assertThat(DealDesk.<List<String>>read(without, "$.missing[*].code")).containsExactly("reason");
        assertThat(desk.ask(post(desk.path("/return")), "{\"reason\":\"对接人换了\"}")
                        .getStatus())
                .isEqualTo(202);
        real.flow();

        assertThat(desk.<String>shown("$.stage.key")).isEqualTo("first-contact");
        assertThat(desk.<List<String>>shown("$.transitions[?(@.kind == 'RETURN')].reason"))
                .containsExactly("对接人换了");
        assertThat(desk.advance())
                .as("the file is still there, the ticks are not")
                .containsExactly("condition.contact-named", "condition.pain-known");
    }

    @Test
    @DisplayName("A kind of file that the owner adds to the table is wanted at once, with no change in Java (SG-12)")
    void anotherProof() throws Exception {
        var desk = open();
        satisfy(desk);
        assertThat(desk.<List<String>>shown("$.gate.missing[*].code")).isEmpty();
        var before = resources.table("stage-policy");
        try {
            resources.keepTables(before.replace("<rule id=\"rule_stage_evidence_1\">", """
                    <rule id="rule_stage_evidence_nda">
                      <inputEntry id="in_nda"><text>"first-contact"</text></inputEntry>
                      <outputEntry id="out_nda_1"><text>"nda"</text></outputEntry>
                      <outputEntry id="out_nda_2"><text>"保密协议"</text></outputEntry>
                      <outputEntry id="out_nda_3"><text>"Confidentiality agreement"</text></outputEntry>
                      <outputEntry id="out_nda_4"><text>"image"</text></outputEntry>
                      <outputEntry id="out_nda_5"><text>true</text></outputEntry>
                      <outputEntry id="out_nda_6"><text>"none"</text></outputEntry>
                    </rule>
                    <rule id="rule_stage_evidence_1">"""), TABLES);
            assertThat(desk.advance()).containsExactly("evidence.nda");
            assertThat(refusedType(desk, "first-contact", "nda", "nda.txt")).isTrue();
            desk.picture("first-contact", "nda");
            passes(desk);
            assertThat(desk.<String>shown("$.stage.key")).isEqualTo("needs-analysis");
        } finally {
            resources.keepTables(before, TABLES);
        }
    }

    @Test
    @DisplayName("A rule for a field that the owner adds holds the gate until the field is right (SG-12)")
    void anotherField() throws Exception {
        var desk = open();
        satisfy(desk);
        var before = resources.table("stage-policy");
        try {
            resources.keepTables(
                    before.replaceFirst(
                            "(in_stage_fields_3_stage\">\\s*<text>)\"contract-approval\"", "$1\"first-contact\""),
                    TABLES);
            assertThat(desk.advance()).containsExactly("field.contractType");
            assertThat(desk.ask(put(desk.path("")), "{\"contractType\":\"年框\"}").getStatus())
                    .isEqualTo(204);
            passes(desk);
        } finally {
            resources.keepTables(before, TABLES);
        }
    }

    @ParameterizedTest(name = "{0}, {2} {1}: {3}")
    @CsvSource({
        "smb, 49999.99, CNY, light",
        "smb, 50000, CNY, standard",
        "smb, 100, USD, standard",
        "government, 100, CNY, government",
        "enterprise, 999999.99, CNY, standard",
        "enterprise, 1000000, CNY, key"
    })
    @DisplayName("The variant of the process follows the type of the customer and the amount (SG-14)")
    void variants(String customerType, String amount, String currency, String variant) throws Exception {
        var desk = open(customerType, amount, currency);
        assertThat(desk.<String>shown("$.variant")).isEqualTo(variant);
        assertThat(bench.follow(desk.deal().toString()).variable("variant")).isEqualTo("\"" + variant + "\"");
    }

    @Test
    @DisplayName("The history of sub-states keeps each with its times, one at a time (SW-01)")
    void substates() throws Exception {
        var desk = open();
        for (var key : List.of("material-sent", "no-answer", "no-answer")) {
            real.advance(Duration.ofHours(1));
            assertThat(desk.ask(put(desk.path("/substate")), "{\"substate\":\"" + key + "\"}")
                            .getStatus())
                    .isEqualTo(200);
            real.flow();
        }
        assertThat(desk.ask(put(desk.path("/substate")), "{\"substate\":[\"material-sent\",\"no-answer\"]}")
                        .getStatus())
                .isEqualTo(400);
        var history = substates.of(desk.deal());
        assertThat(history)
                .extracting(Substates.Spell::substate)
                .containsExactly("contact-open", "material-sent", "no-answer");
        assertThat(history.get(0).until()).isEqualTo(history.get(1).since());
        assertThat(history.get(1).until()).isEqualTo(history.get(2).since());
        assertThat(history.get(2).until()).isNull();
    }

    @Test
    @DisplayName(
            "A stage that the owner draws into the diagram, with its rows in the tables, is a stage with task, gate and limits: with no change in Java")
    void anotherStage() throws Exception {
        var engine = ProcessTest.OneEngine.get().client;
        var diagram = resources.diagram("opportunity-stages");
        var policy = resources.table("stage-policy");
        var substates = resources.table("substates");
        try {
            resources.keepTables(
                    policy.replaceAll("(?<head>id=\"out_stage_policy_\\d_order\">\\s*<text>\\d)", "${head}0")
                            .replace("<rule id=\"rule_stage_policy_1\">", """
                                    <rule id="rule_stage_policy_pilot">
                                      <inputEntry id="in_pilot"><text>"pilot"</text></inputEntry>
                                      <outputEntry id="out_pilot_1"><text>15</text></outputEntry>
                                      <outputEntry id="out_pilot_2"><text>"试用"</text></outputEntry>
                                      <outputEntry id="out_pilot_3"><text>"Pilot"</text></outputEntry>
                                      <outputEntry id="out_pilot_4"><text>"客户试用了两周。"</text></outputEntry>
                                      <outputEntry id="out_pilot_5"><text>"The customer has tried it for two weeks."</text></outputEntry>
                                      <outputEntry id="out_pilot_6"><text>1</text></outputEntry>
                                      <outputEntry id="out_pilot_7"><text>"Sales director"</text></outputEntry>
                                      <outputEntry id="out_pilot_8"><text>"none"</text></outputEntry>
                                    </rule>
                                    <rule id="rule_stage_policy_1">""")
                            .replace("<rule id=\"rule_stage_conditions_1\">", """
                                    <rule id="rule_stage_conditions_pilot">
                                      <inputEntry id="in_agreed"><text>"pilot"</text></inputEntry>
                                      <outputEntry id="out_agreed_1"><text>"pilot-agreed"</text></outputEntry>
                                      <outputEntry id="out_agreed_2"><text>"试用结果已确认"</text></outputEntry>
                                      <outputEntry id="out_agreed_3"><text>"The result of the pilot is agreed"</text></outputEntry>
                                      <outputEntry id="out_agreed_4"><text>""</text></outputEntry>
                                    </rule>
                                    <rule id="rule_stage_conditions_1">"""),
                    TABLES);
            resources.keepTables(
                    substates.replace("<rule id=\"rule_substates_1\">", """
                    <rule id="rule_substates_pilot">
                      <inputEntry id="in_running"><text>"pilot"</text></inputEntry>
                      <outputEntry id="out_running_1"><text>"pilot-running"</text></outputEntry>
                      <outputEntry id="out_running_2"><text>"试用中"</text></outputEntry>
                      <outputEntry id="out_running_3"><text>"Running"</text></outputEntry>
                      <outputEntry id="out_running_4"><text>""</text></outputEntry>
                    </rule>
                    <rule id="rule_substates_1">"""), List.of("substates", "blocker-reasons"));
            resources.deployDiagram(engine, "opportunity-stages", withPilot(diagram));

            var desk = open();
            assertThat(desk.<String>shown("$.stage.key")).isEqualTo("first-contact");
            satisfy(desk);
            passes(desk);

            assertThat(desk.<String>shown("$.stage.key")).isEqualTo("pilot");
            assertThat(desk.<String>shown("$.substate")).isEqualTo("pilot-running");
            assertThat(bench.follow(desk.deal().toString()).tasksAt("userTask_pilot"))
                    .hasSize(1);
            assertThat(desk.advance()).containsExactly("condition.pilot-agreed");
            real.advance(Duration.ofDays(7).minusMinutes(1));
            assertThat(told(desk.deal(), "deal.stage-due")).isZero();
            real.advance(Duration.ofMinutes(2));
            assertThat(told(desk.deal(), "deal.stage-due")).isEqualTo(1);
            desk.confirm("pilot-agreed");
            passes(desk);

            assertThat(desk.<String>shown("$.stage.key")).isEqualTo("needs-analysis");
            assertThat(desk.<List<String>>shown("$.transitions[*].toStage"))
                    .containsExactlyInAnyOrder("first-contact", "pilot", "needs-analysis");
        } finally {
            resources.deployDiagram(engine, "opportunity-stages", diagram);
            resources.keepTables(policy, TABLES);
            resources.keepTables(substates, List.of("substates", "blocker-reasons"));
        }
        var after = open();
        satisfy(after);
        passes(after);
        assertThat(after.<String>shown("$.stage.key")).as("as shipped again").isEqualTo("needs-analysis");
    }

    /** The diagram with one more stage behind the first, drawn as the first is. */
    private static String withPilot(String diagram) {
        var begin = diagram.indexOf("    <bpmn:serviceTask id=\"serviceTask_enterFirstContact\"");
        var end = diagram.indexOf("    <bpmn:exclusiveGateway id=\"gateway_entryNeedsAnalysis\"");
        var repaired = diagram.indexOf("    <bpmn:boundaryEvent id=\"message_repairedFirstContact\"");
        var ofBoundary = "</bpmn:boundaryEvent>\n";
        var box = pilot(diagram.substring(begin, end)
                        + diagram.substring(repaired, diagram.indexOf(ofBoundary, repaired) + ofBoundary.length()))
                .replace("flow_entryPilot_to_enterPilot", "flow_afterFirstContact_to_entryNeedsAnalysis");
        var flows = FLOW_OUT_OF_FIRST_CONTACT
                .matcher(diagram)
                .results()
                .map(MatchResult::group)
                .filter(flow -> !flow.contains("flow_entryFirstContact_to_"))
                .map(StageGatesTests::pilot)
                .collect(Collectors.joining());
        return (diagram.substring(0, end) + box + diagram.substring(end))
                .replace(
                        "sourceRef=\"gateway_afterFirstContact\" targetRef=\"gateway_entryNeedsAnalysis\"",
                        "sourceRef=\"gateway_afterFirstContact\" targetRef=\"serviceTask_enterPilot\"")
                .replaceFirst(
                        "(?<head>id=\"gateway_entryNeedsAnalysis\">\\s*<bpmn:incoming>)flow_afterFirstContact_to_",
                        "${head}flow_afterPilot_to_")
                .replace(
                        "    <bpmn:sequenceFlow id=\"flow_entryFirstContact_to_enterFirstContact\"",
                        flows + "    <bpmn:sequenceFlow id=\"flow_entryFirstContact_to_enterFirstContact\"");
    }

    private static String pilot(String drawing) {
        return drawing.replace("firstContact", "pilot")
                .replace("FirstContact", "Pilot")
                .replace("first-contact", "pilot")
                .replace("初步接触", "试用");
    }

    @Test
    @DisplayName("What asks for a file is done when the file is there, and by no click before (SG-10)")
    void doneByFile() throws Exception {
        var desk = open();
        var done = "$.mustDo[?(@.key == 'log-communication')].doneAt";
        var refused = desk.ask(post(desk.path("/actions/log-communication")), "");
        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(DealDesk.<String>read(refused, "$.code")).isEqualTo("action-needs-file");
        assertThat(desk.<List<String>>shown(done)).containsExactly((String) null);
        desk.text("first-contact", "first-communication");
        assertThat(desk.<List<String>>shown(done)).doesNotContainNull().hasSize(1);
    }

    @Test
    @DisplayName(
            "What asks for a paper is done once the paper was written in this stage, and by no click before (SG-10)")
    void doneByPaper() throws Exception {
        var desk = open();
        assertThat(desk.ask(get(desk.path("/minutes.docx")), "").getStatus()).isEqualTo(200);
        satisfy(desk);
        passes(desk);
        var refused = desk.ask(post(desk.path("/actions/write-minutes")), "");
        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(DealDesk.<String>read(refused, "$.code")).isEqualTo("action-needs-paper");
        assertThat(DealDesk.<String>read(refused, "$.remedy")).isNotBlank();
        assertThat(desk.ask(get(desk.path("/minutes.docx")), "").getStatus()).isEqualTo(200);
        desk.act("write-minutes");
        assertThat(desk.<List<String>>shown("$.mustDo[?(@.key == 'write-minutes')].doneAt"))
                .doesNotContainNull()
                .hasSize(1);
    }

    @Test
    @DisplayName("The ledger names the version of the table that is deployed, also where the table is the same (SG-02)")
    void versionInLedger() throws Exception {
        var desk = open();
        var before = resources.table("stage-policy");
        resources.keepTables(before, TABLES);
        satisfy(desk);
        passes(desk);
        assertThat(jdbc.sql("""
                                select entry::jsonb ->> 'tableVersion' from evidence_ledger
                                where record_id = ? and kind = 'ACCEPTED'""").param(desk.deal().value()).query(String.class).list())
                .containsExactly("stage-policy:"
                        + jdbc.sql(
                                        "select max(version) from deployed_resource where kind = 'decision' and resource_id = 'stage-policy'")
                                .query(Integer.class)
                                .single());
    }

    @Test
    @DisplayName("Nobody is asked for the type of contract where the contract says it")
    void typeOfContract() throws Exception {
        var desk = open();
        jdbc.sql("update deal set stage = 'contract-approval' where id = ?")
                .param(desk.deal().value())
                .update();
        assertThat(desk.<List<String>>shown("$.gate.missing[*].code")).contains("field.contractType");
        var answer = desk.ask(
                post("/api/contracts"),
                "{\"dealId\":\"" + desk.deal()
                        + "\",\"title\":\"合同\",\"type\":\"standard\",\"amount\":120000,\"currency\":\"CNY\",\"discount\":0}");
        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(desk.<List<String>>shown("$.gate.missing[*].code")).doesNotContain("field.contractType");
    }

    private void standsIn(DealDesk desk, String key, int days) throws Exception {
        assertThat(desk.<String>shown("$.stage.key")).isEqualTo(key);
        assertThat(desk.<String>shown("$.stage.definition")).isNotBlank();
        assertThat(desk.<Integer>shown("$.stage.definitionVersion")).isPositive();
        assertThat(desk.<String>shown("$.stage.definitionApprovedBy")).isNotBlank();
        assertThat(desk.<List<String>>shown("$.gate.conditions[*].code")).hasSize(3);
        var entered = Instant.parse(desk.shown("$.stage.enteredAt"));
        assertThat(Duration.between(entered, Instant.parse(desk.shown("$.stage.dueAt"))))
                .isEqualTo(Duration.ofDays(days));
        assertThat(Duration.between(entered, Instant.parse(desk.shown("$.stage.freezeAt"))))
                .isEqualTo(Duration.ofDays(7));
    }

    /** Brings in whatever the gate of the present stage misses, as far as a rep can. */
    private void satisfy(DealDesk desk) throws Exception {
        var key = desk.<String>shown("$.stage.key");
        for (var proof : desk.<List<Map<String, Object>>>shown("$.gate.evidence[?(@.required == true)]")) {
            var kind = String.valueOf(proof.get("kind"));
            if (((List<?>) proof.get("types")).contains("txt")) {
                desk.text(key, kind);
            } else {
                desk.picture(key, kind);
            }
        }
        for (var code : desk.<List<String>>shown("$.gate.missing[*].code")) {
            if (code.startsWith("condition.")) {
                desk.confirm(code.substring("condition.".length()));
            } else if (code.startsWith("action.")) {
                desk.act(code.substring("action.".length()));
            }
        }
    }

    private void passes(DealDesk desk) throws Exception {
        assertThat(desk.advance()).isEmpty();
        real.flow();
        assertThat(bench.follow(desk.deal().toString()).incidents()).isEmpty();
    }

    private static List<String> types(DealDesk desk, String kind) throws Exception {
        return desk.<List<List<String>>>shown("$.gate.evidence[?(@.kind == '" + kind + "')].types")
                .getFirst();
    }

    private boolean refusedType(DealDesk desk, String key, String kind, String name) throws Exception {
        var answer = desk.upload(key, kind, name, ("text of " + name).getBytes(StandardCharsets.UTF_8));
        return answer.getStatus() == 400
                && DealDesk.<String>read(answer, "$.code").equals("evidence-type-not-allowed");
    }

    private DealDesk open() {
        return open("enterprise", "120000", "CNY");
    }

    private DealDesk open(String customerType, String amount, String currency) {
        var deal = opening.open(
                new NewDeal(
                        null,
                        "商机",
                        "客户公司",
                        customerType,
                        null,
                        new BigDecimal(amount),
                        currency,
                        null,
                        LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90),
                        null),
                new Caller(rep.id(), rep.name(), rep.roles(), rep.region()));
        bench.follow(deal.toString());
        real.flow();
        return new DealDesk(mvc, rep, deal);
    }

    private long told(DealId deal, String template) {
        return jdbc.sql(
                        "select count(distinct person_id) from notification_delivery where event like ? and template = ?")
                .params("deal:" + deal + ":%", template)
                .query(Long.class)
                .single();
    }
}
