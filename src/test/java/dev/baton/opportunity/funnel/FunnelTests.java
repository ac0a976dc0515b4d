package dev.baton.opportunity.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.opportunity.DealsInBulk;
import dev.baton.opportunity.DealsInBulk.Open;
import dev.baton.opportunity.DealsInBulk.Passed;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.StageDiagram;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** What those who lead see of deals: every figure is one that a plain statement finds as well. */
@BatonTest
@Import(DealsInBulk.class)
class FunnelTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    DealsInBulk deals;

    @Autowired
    StaffOnFile staff;

    @Autowired
    StageDiagram diagram;

    @Autowired
    MessageSource texts;

    @Autowired
    JdbcClient jdbc;

    private Person rep;
    private Person colleague;
    private Person supervisor;

    @BeforeEach
    void aRegionOfTheirOwn() {
        var region = "r" + UUID.randomUUID().toString().substring(0, 8);
        for (var code : List.of(region, "elsewhere")) {
            jdbc.sql(
                            "insert into region (code, name_zh, name_en, position) values (?, ?, ?, 99) on conflict do nothing")
                    .params(code, code, code)
                    .update();
        }
        rep = staff.rep(region);
        colleague = staff.rep(region);
        supervisor = staff.supervisor(region);
    }

    /** Past stays count for everybody. */
    @AfterEach
    void nothingIsLeft() {
        deals.removeAllOf(rep.region());
    }

    @Test
    @DisplayName("Both views have the same totals; management sees three more columns and sales does not (FN-01)")
    void twoViews() throws Exception {
        deals.add(Open.of(rep, "needs-analysis").worth("1000.50", "CNY"));
        deals.add(Open.of(colleague, "needs-analysis").worth("2000", "CNY"));
        deals.add(Open.of(colleague, "signing").worth("300", "USD"));
        var sales = funnel(supervisor, "?view=sales");
        var management = funnel(supervisor, "");
        for (var path : List.of("$.rows[*].counted", "$.rows[*].suspended", "$.total.counted")) {
            assertThat(this.<Object>read(sales, path)).isEqualTo(this.<Object>read(management, path));
        }
        assertThat(this.<Integer>read(management, "$.total.counted.count")).isEqualTo(3);
        assertThat(this.<Number>read(management, "$.total.counted.amount").doubleValue())
                .isEqualTo(3000.5);
        management
                .andExpect(jsonPath("$.view").value("MANAGEMENT"))
                .andExpect(jsonPath("$.columns[*].key", contains("payback", "risk", "progress")))
                .andExpect(jsonPath("$.rows[?(@.stage=='signing')].counted.otherAmounts[0].currency", contains("USD")))
                .andExpect(jsonPath("$.rows[*].management", hasSize(7)));
        sales.andExpect(jsonPath("$.columns", hasSize(0)))
                .andExpect(jsonPath("$.rows[?(@.management != null)]", hasSize(0)))
                .andExpect(jsonPath("$.total.management").doesNotExist());
    }

    @Test
    @DisplayName("A rep sees the own deals without those columns, and gets no others by asking (FN-01, AC-02)")
    void reps() throws Exception {
        deals.add(Open.of(rep, "needs-analysis"));
        deals.add(Open.of(colleague, "needs-analysis"));
        funnel(rep, "")
                .andExpect(jsonPath("$.view").value("SALES"))
                .andExpect(jsonPath("$.total.counted.count").value(1))
                .andExpect(jsonPath("$.columns", hasSize(0)));
        mvc.perform(by(rep, "/api/funnel?view=management")).andExpect(status().isForbidden());
        mvc.perform(by(rep, "/api/funnel?view=everything"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("view"));
        for (var path : List.of("/api/heat-map", "/api/quality")) {
            mvc.perform(by(rep, path)).andExpect(status().isForbidden());
            mvc.perform(by(supervisor, path + "?days=0")).andExpect(status().isBadRequest());
        }
    }

    @Test
    @DisplayName("The text of a column is its definition, in the reader's language (FN-02)")
    void definitions() throws Exception {
        var shown = funnel(supervisor, "");
        for (var key : List.of("payback", "risk", "progress")) {
            assertThat(this.<List<String>>read(shown, "$.columns[?(@.key=='" + key + "')].definition"))
                    .containsExactly(
                            texts.getMessage("funnel." + key + ".definition", null, Locale.SIMPLIFIED_CHINESE));
            assertThat(texts.getMessage("funnel." + key + ".definition", null, Locale.ENGLISH))
                    .isNotBlank();
        }
        assertThat(texts.getMessage("funnel.payback.definition", null, Locale.ENGLISH))
                .contains(
                        "last " + PaybackCycle.WON + " won deals of the same variant that are paid in full",
                        "fewer than " + PaybackCycle.FEWEST);
        assertThat(texts.getMessage("funnel.risk.definition", null, Locale.ENGLISH))
                .contains("last 1,000 stays");
        assertThat(DwellHistory.STAYS).isEqualTo(1_000);
    }

    @Test
    @DisplayName("A frozen deal stands beside the totals and not in them (SG-09)")
    void frozen() throws Exception {
        deals.add(Open.of(rep, "solution-demo").worth("700", "CNY"));
        deals.add(Open.of(rep, "solution-demo").worth("400", "CNY").frozen());
        funnel(supervisor, "")
                .andExpect(jsonPath("$.rows[?(@.stage=='solution-demo')].counted.count", contains(1)))
                .andExpect(jsonPath("$.rows[?(@.stage=='solution-demo')].suspended.count", contains(1)))
                .andExpect(jsonPath("$.total.counted.amount").value(700))
                .andExpect(jsonPath("$.total.suspended.amount").value(400));
    }

    @Test
    @DisplayName("Payback, risk and progress come out as one computes them by hand (FN-02, F-13)")
    void management() throws Exception {
        var variant = "v" + UUID.randomUUID();
        for (var days : new int[] {10, 20, 30, 40, 50}) {
            deals.won(
                    rep,
                    variant,
                    Instant.now().minus(Duration.ofDays(days)),
                    List.of(new Passed("needs-analysis", days + 60), new Passed("needs-analysis", days)));
        }
        // Won, and nobody has paid: open, and in no median.
        deals.paid(
                deals.won(
                        rep,
                        variant,
                        Instant.now().minus(Duration.ofDays(1)),
                        List.of(new Passed("needs-analysis", 700))),
                null);
        deals.stays("needs-analysis", 1_000);
        var row = Open.of(rep, "needs-analysis").variant(variant);
        deals.add(row.stood(Duration.ofHours(950)).approved("QUOTE", "CONTRACT"));
        deals.add(row.stood(Duration.ofHours(800)).missing(1).approved("QUOTE"));
        deals.add(row.stood(Duration.ofHours(800)));
        deals.add(row.stood(Duration.ofHours(100)).blocked());
        // Out of the figures: in no column.
        deals.add(row.stood(Duration.ofHours(950)).missing(2).frozen());
        var shown = funnel(supervisor, "");
        var of = "$.rows[?(@.stage=='needs-analysis')].management";
        assertThat(this.<List<Number>>read(shown, of + ".paybackDays")
                        .getFirst()
                        .doubleValue())
                .isEqualTo(90);
        assertThat(this.<List<Map<String, Integer>>>read(shown, of + ".risk"))
                .containsExactly(Map.of("high", 1, "medium", 2, "low", 1));
        shown.andExpect(jsonPath(of + ".paybackMeasured", contains(true)))
                .andExpect(jsonPath(of + ".paybackOpen", contains(1)))
                .andExpect(jsonPath(of + ".progress.done", contains(3)))
                .andExpect(jsonPath(of + ".progress.required", contains(8)))
                .andExpect(jsonPath(of + ".progress.share", contains(0.375)))
                .andExpect(jsonPath("$.rows[?(@.stage=='signing')].management.paybackDays", contains((Object) null)));
    }

    @Test
    @DisplayName(
            "The heat map shows the deployed diagram with as many deals as a statement counts (FN-04, FN-05, B6-09)")
    void heatMap() throws Exception {
        deals.stays("solution-demo", 1_000);
        deals.add(Open.of(rep, "solution-demo").stood(Duration.ofDays(20)));
        deals.add(Open.of(rep, "solution-demo").stood(Duration.ofHours(14 * 24 + 1)));
        deals.add(Open.of(colleague, "solution-demo").stood(Duration.ofDays(13)));
        deals.add(Open.of(colleague, "quote-approval").stood(Duration.ofDays(1)));
        var shown = mvc.perform(by(supervisor, "/api/heat-map")).andExpect(status().isOk());
        for (var stage : diagram.places().keySet()) {
            var place = "$.places[?(@.stage=='" + stage + "')]";
            assertThat(this.<List<Integer>>read(shown, place + ".count")).containsExactly(count(stage, 0));
            assertThat(this.<List<Integer>>read(shown, place + ".longer")).containsExactly(count(stage, 14));
        }
        var demo = "$.places[?(@.stage=='solution-demo')]";
        shown.andExpect(jsonPath(demo + ".count", contains(3)))
                .andExpect(jsonPath(demo + ".longer", contains(2)))
                .andExpect(jsonPath(demo + ".standingDays", contains(14.0)))
                .andExpect(jsonPath(demo + ".percentile", contains(33)))
                .andExpect(jsonPath(demo + ".box", contains("subProcess_solutionDemo")))
                .andExpect(jsonPath("$.processId").value("opportunity-stages"))
                .andExpect(jsonPath("$.bpmnXml").isNotEmpty());
        assertThat(this.<List<List<String>>>read(shown, demo + ".elements").getFirst())
                .contains("userTask_solutionDemo", "serviceTask_enterSolutionDemo", "serviceTask_checkSolutionDemo");
        mvc.perform(by(supervisor, "/api/heat-map/stages/solution-demo"))
                .andExpect(jsonPath("$[*].longer", contains(true, true, false)))
                .andExpect(jsonPath(
                        "$[*].owner.id",
                        contains(
                                rep.id().toString(),
                                rep.id().toString(),
                                colleague.id().toString())));
        mvc.perform(by(supervisor, "/api/heat-map/stages/nowhere")).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("Returns and jumps are counted on the flows that the diagram has for them (B6-09)")
    void flows() throws Exception {
        moved("solution-demo", "needs-analysis", Move.RETURN, 3);
        moved("signing", "needs-analysis", Move.RETURN, 2);
        moved("first-contact", "solution-demo", Move.JUMP, 1);
        moved("signing", "solution-demo", Move.JUMP, 1);
        moved("needs-analysis", "solution-demo", Move.ADVANCE, 9);
        var shown = mvc.perform(by(supervisor, "/api/heat-map"));
        var taken = this.<List<Map<String, Object>>>read(shown, "$.flows").stream()
                .collect(Collectors.toMap(one -> (String) one.get("flowId"), one -> (Integer) one.get("count")));
        assertThat(taken)
                .containsOnly(
                        Map.entry("flow_afterSolutionDemo_to_returning", 3),
                        Map.entry("flow_afterSigning_to_returning", 2),
                        Map.entry("flow_returning_to_returnTo", 5),
                        Map.entry("flow_returnTo_to_entryNeedsAnalysis", 5),
                        Map.entry("flow_afterFirstContact_to_jumping", 1),
                        Map.entry("flow_jumping_to_jumpTo", 1),
                        Map.entry("flow_jumpTo_to_entrySolutionDemo", 1));
        shown.andExpect(jsonPath("$.ways[?(@.drawn==false)].from", contains("signing")));
    }

    @Test
    @DisplayName("Every stage has its return rate and its average dwell, from the transitions (SG-13, FN-09)")
    void quality() throws Exception {
        var deal = deals.add(Open.of(rep, "solution-demo").stood(Duration.ofDays(15)));
        var now = Instant.now();
        deals.moved(deal, rep, "solution-demo", "solution-accepted", Move.ADVANCE, now, Duration.ofHours(10));
        deals.moved(deal, rep, "solution-demo", "solution-accepted", Move.ADVANCE, now, Duration.ofHours(20));
        deals.moved(deal, rep, "solution-demo", "needs-analysis", Move.RETURN, now, Duration.ofHours(30));
        deals.moved(deal, rep, "solution-demo", "lost", Move.LOST, now, Duration.ofHours(40));
        var before = now.minus(Duration.ofDays(91));
        deals.moved(deal, rep, "solution-demo", "signing", Move.JUMP, before, Duration.ofHours(999));
        var of = "$.stages[?(@.stage=='solution-demo')]";
        mvc.perform(by(supervisor, "/api/quality"))
                .andExpect(jsonPath(of + ".left", contains(4)))
                .andExpect(jsonPath(of + ".returned", contains(1)))
                .andExpect(jsonPath(of + ".returnRate", contains(0.25)))
                .andExpect(jsonPath(of + ".averageDwellSeconds", contains(90_000.0)))
                .andExpect(jsonPath(of + ".longer", contains(1)))
                .andExpect(jsonPath("$.jumpErrors.errors").value(0))
                .andExpect(jsonPath("$.jumpErrors.limit").value(5.0))
                .andExpect(jsonPath("$.jumpErrors.good").value(true));
        mvc.perform(by(supervisor, "/api/quality?days=120"))
                .andExpect(jsonPath("$.jumpErrors.percent").value(20.0))
                .andExpect(jsonPath("$.jumpErrors.good").value(false));
    }

    @Test
    @DisplayName("Each stage leads to the next by a flow of the diagram; an advance past one is an error (F-10)")
    void notDrawn() throws Exception {
        var stages = List.of(
                "first-contact",
                "needs-analysis",
                "solution-demo",
                "solution-accepted",
                "quote-approval",
                "contract-approval",
                "signing");
        for (var i = 1; i < stages.size(); i++) {
            moved(stages.get(i - 1), stages.get(i), Move.ADVANCE, 1);
            moved(stages.get(i), stages.get(i - 1), Move.RETURN, 1);
        }
        moved("signing", "won", Move.WON, 1);
        moved("needs-analysis", "lost", Move.LOST, 1);
        mvc.perform(by(supervisor, "/api/quality"))
                .andExpect(jsonPath("$.jumpErrors.transitions").value(14))
                .andExpect(jsonPath("$.jumpErrors.errors").value(0));
        moved("needs-analysis", "quote-approval", Move.ADVANCE, 1);
        moved("quote-approval", "won", Move.WON, 1);
        mvc.perform(by(supervisor, "/api/quality"))
                .andExpect(jsonPath("$.jumpErrors.errors").value(2))
                .andExpect(jsonPath("$.jumpErrors.percent").value(12.5));
    }

    @Test
    @DisplayName("A supervisor of another region sees none of it, a director all (AC-02)")
    void scope() throws Exception {
        deals.add(Open.of(rep, "solution-demo"));
        funnel(staff.supervisor("elsewhere"), "")
                .andExpect(jsonPath("$.total.counted.count").value(0));
        assertThat(this.<Integer>read(funnel(staff.director(), ""), "$.total.counted.count"))
                .isEqualTo(jdbc.sql("""
                                select count(*)::int from deal
                                where state = 'OPEN' and stage is not null and not performance_suspended""").query(Integer.class).single());
    }

    private void moved(String from, String to, Move kind, int times) {
        var deal = deals.add(Open.of(rep, to));
        for (var i = 0; i < times; i++) {
            deals.moved(deal, rep, from, to, kind, Instant.now(), Duration.ofHours(1));
        }
    }

    private int count(String stage, int days) {
        return jdbc.sql("""
                        select count(*)::int from deal where state = 'OPEN' and stage = ? and region = ?
                          and entered_at < now() - make_interval(days => ?)""")
                .params(stage, rep.region(), days)
                .query(Integer.class)
                .single();
    }

    private ResultActions funnel(Person person, String query) throws Exception {
        return mvc.perform(by(person, "/api/funnel" + query)).andExpect(status().isOk());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as JsonPath itself reads
    private <T> T read(ResultActions answer, String path) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8), path);
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder by(
            Person person, String path) {
        return get(path).with(httpBasic(person.login(), StaffOnFile.PASSWORD));
    }
}
