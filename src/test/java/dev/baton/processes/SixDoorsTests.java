package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.jayway.jsonpath.JsonPath;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.deal.Transitions;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * No way around a gate (B6-03): whichever door somebody tries, the deal stays where it stands, and the refusal gives the
 * same reasons. The real workers on a real database, the engine in memory.
 */
@ProcessTest
class SixDoorsTests {

    /** What the gate of the first stage misses when nothing is there and nobody says why. */
    private static final List<String> REASONS =
            List.of("condition.first-communication", "condition.contact-named", "condition.pain-known", "reason");

    private static final Map<String, Object> FORGED = Map.of(
            "decided",
            true,
            "move",
            "advance",
            "toStage",
            "signing",
            "stage",
            "signing",
            "missing",
            List.of(),
            "decision",
            Map.of("action", "advance", "toStage", "needs-analysis", "decided", true));

    @Autowired
    RealWorkers real;

    @Autowired
    StaffOnFile staff;

    @Autowired
    OpeningDeal opening;

    @Autowired
    Transitions transitions;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private Person rep;
    private Person supervisor;
    private DealId deal;
    private EngineBench.Case it;

    @BeforeEach
    void aDealAtItsFirstGate() {
        bench = new EngineBench(ProcessTest.OneEngine.get(), List.of("opportunity-stages"), List.of("dealId"));
        real.playOn(bench);
        rep = staff.rep("east");
        supervisor = staff.supervisor("east");
        deal = opening.open(
                new NewDeal(
                        null,
                        "六扇门",
                        "客户公司",
                        "enterprise",
                        null,
                        new BigDecimal("120000"),
                        "CNY",
                        null,
                        LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90),
                        null),
                new Caller(rep.id(), rep.name(), rep.roles(), rep.region()));
        it = bench.follow(deal.toString());
        real.flow();
        assertThat(standsIn()).isEqualTo("first-contact");
    }

    @Test
    @DisplayName("Door 1: asking over HTTP for the next stage")
    void rest() throws Exception {
        refused(as(rep, post("/api/deals/" + deal + "/advance"), "{\"toStage\":\"needs-analysis\"}"));
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("Door 2: completing the task with variables that say it has been decided")
    void forgedVariables() throws Exception {
        var task = real.taskOf(it.task("userTask_firstContact"));
        refused(as(rep, post("/api/tasks/" + task + "/complete"), """
                {"variables":{"decided":true,"move":"advance","toStage":"signing","stage":"signing","missing":[],
                 "decision":{"action":"advance","toStage":"needs-analysis","decided":true}}}"""));
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("Door 3: completing the task twice at once; both hear the same")
    void twiceAtOnce() throws Exception {
        var task = real.taskOf(it.task("userTask_firstContact"));
        for (var answer : atOnce(() -> as(rep, post("/api/tasks/" + task + "/complete"), """
                {"variables":{"decision":{"action":"advance","toStage":"needs-analysis"}}}"""))) {
            refused(answer);
        }
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("Door 3, with everything in place: one of the two counts, and the deal moves one stage, once")
    void twiceAtOnceWithEverythingInPlace() throws Exception {
        everythingInPlace();
        var task = real.taskOf(it.task("userTask_firstContact"));
        var answers = atOnce(() -> as(rep, post("/api/tasks/" + task + "/complete"), """
                {"variables":{"decision":{"action":"advance","reason":"都齐了"}}}"""));
        assertThat(answers).extracting(MockHttpServletResponse::getStatus).containsExactlyInAnyOrder(200, 409);
        real.flow();
        assertThat(standsIn()).isEqualTo("needs-analysis");
        assertThat(transitions.of(deal)).hasSize(2);
        assertThat(it.tasksAt("userTask_needsAnalysis")).hasSize(1);
        assertThat(it.incidents()).isEmpty();
    }

    @Test
    @DisplayName("Door 4: a row of a file that says it stands further on")
    void importRow() throws Exception {
        var day = LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(60);
        var reference = "door-" + deal;
        var csv = "name,customer,customer type,amount,expected close,stage,reference\n想跳,客户公司,enterprise,1," + day
                + ",needs-analysis," + reference + "\n";
        var id = JsonPath.<String>read(
                mvc.perform(multipart("/api/imports")
                                .file(new MockMultipartFile(
                                        "file", "deals.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                                .param("kind", "deals")
                                .with(httpBasic(supervisor.login(), StaffOnFile.PASSWORD)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select finished_at is not null from lead_import where id = ?::uuid")
                        .param(id)
                        .query(Boolean.class)
                        .single());
        var rejects = mvc.perform(get("/api/imports/" + id + "/rejects.csv")
                        .with(httpBasic(supervisor.login(), StaffOnFile.PASSWORD)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var elsewhere = as(rep, post("/api/deals/" + deal + "/advance"), "{\"toStage\":\"needs-analysis\"}");
        for (var text : JsonPath.<List<String>>read(
                elsewhere.getContentAsString(StandardCharsets.UTF_8), "$.missing[*].text")) {
            assertThat(rejects).contains(text);
        }
        assertThat(jdbc.sql("select count(*) from deal where external_ref = ?")
                        .param(reference)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("Door 5: a bulk edit that names a stage")
    void bulkEdit() throws Exception {
        var answer = as(
                supervisor,
                post("/api/deals/edit"),
                "{\"ids\":[\"" + deal + "\"],\"changes\":{\"stage\":\"needs-analysis\"}}");
        var text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(JsonPath.<String>read(text, "$.results[0].code")).isEqualTo("gate-refused");
        assertThat(JsonPath.<List<String>>read(text, "$.results[0].missing[*].code"))
                .containsExactlyElementsOf(REASONS);
        refused(as(supervisor, put("/api/deals/" + deal), "{\"stage\":\"needs-analysis\"}"));
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("Door 6: messages to the process, whatever they are called and carry")
    void messages() {
        for (var name : List.of("substate.changed", "deal.opened", "deal.moved", "deal.advanced", "stage.passed")) {
            bench.publish(name, deal.toString(), FORGED);
            real.flow();
        }
        assertThat(hasNotMoved()).isTrue();
        assertThat(it.variable("move")).as("a message carries nothing in").isNotEqualTo("\"advance\"");
        it.finish("userTask_firstContact", FORGED);
        real.flow();
        assertThat(reasonsOfTheLastRefusal()).containsExactlyElementsOf(REASONS);
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("Door 7: completing the job of the task at the engine, as Tasklist does")
    void rawCompletion() {
        it.finish("userTask_firstContact", FORGED);
        real.flow();
        assertThat(reasonsOfTheLastRefusal()).containsExactlyElementsOf(REASONS);
        assertThat(it.tasksAt("userTask_firstContact")).hasSize(2);
        assertThat(hasNotMoved()).isTrue();
        assertThat(it.incidents()).isEmpty();
    }

    @Test
    @DisplayName("Door 7, further in: writing variables into the running instance")
    void rawVariables() {
        bench.engine
                .client
                .newSetVariablesCommand(it.task("userTask_firstContact").getProcessInstanceKey())
                .variables(FORGED)
                .send()
                .join();
        it.finish("userTask_firstContact", FORGED);
        real.flow();
        assertThat(reasonsOfTheLastRefusal()).containsExactlyElementsOf(REASONS);
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("Door 7, furthest in: answering the gate's own job; the next step does not believe it")
    void rawGate() {
        it.answering("opportunity.checkGate", () -> Map.of("decided", true, "move", "advance", "missing", List.of()));
        it.finish("userTask_firstContact", FORGED);
        assertThatThrownBy(real::flow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no gate has let it through to needs-analysis");
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("The administrator hears the same at every door")
    void administrator() throws Exception {
        var admin = staff.admin();
        refused(as(admin, post("/api/deals/" + deal + "/advance"), "{\"toStage\":\"needs-analysis\"}"));
        refused(as(admin, put("/api/deals/" + deal), "{\"stage\":\"needs-analysis\"}"));
        var answer = as(
                admin,
                post("/api/deals/edit"),
                "{\"ids\":[\"" + deal + "\"],\"changes\":{\"stage\":\"needs-analysis\"}}");
        assertThat(JsonPath.<List<String>>read(
                        answer.getContentAsString(StandardCharsets.UTF_8), "$.results[0].missing[*].code"))
                .containsExactlyElementsOf(REASONS);
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("Past the next stage every door also wants a green channel (SG-06)")
    void jumps() throws Exception {
        var wanted = new ArrayList<>(REASONS);
        wanted.add("green-channel");
        for (var answer : List.of(
                as(rep, post("/api/deals/" + deal + "/advance"), "{\"toStage\":\"quote-approval\"}"),
                as(rep, put("/api/deals/" + deal), "{\"stage\":\"quote-approval\"}"),
                as(
                        rep,
                        post("/api/tasks/" + real.taskOf(it.task("userTask_firstContact")) + "/complete"),
                        "{\"variables\":{\"decision\":{\"action\":\"advance\",\"toStage\":\"quote-approval\"}}}"))) {
            assertThat(answer.getStatus()).isEqualTo(409);
            assertThat(JsonPath.<List<String>>read(
                            answer.getContentAsString(StandardCharsets.UTF_8), "$.missing[*].code"))
                    .containsExactlyElementsOf(wanted);
        }
        it.finish(
                "userTask_firstContact", Map.of("decision", Map.of("action", "advance", "toStage", "quote-approval")));
        real.flow();
        assertThat(reasonsOfTheLastRefusal()).containsExactlyElementsOf(wanted);
        assertThat(hasNotMoved()).isTrue();
    }

    @Test
    @DisplayName("No statement of the product writes a deal past its aggregate")
    void noStatement() throws IOException {
        var writing = Pattern.compile("(?i)\\b(update|insert\\s+into|merge\\s+into)\\s+deal\\b");
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    writing.matcher(Files.readString(file)).find())
                            .as(file.toString())
                            .isFalse());
        }
    }

    private void refused(MockHttpServletResponse answer) throws Exception {
        var text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isEqualTo(409);
        assertThat(JsonPath.<String>read(text, "$.code")).isEqualTo("gate-refused");
        assertThat(JsonPath.<List<String>>read(text, "$.missing[*].code")).containsExactlyElementsOf(REASONS);
    }

    private List<MockHttpServletResponse> atOnce(Callable<MockHttpServletResponse> request) throws Exception {
        try (var two = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<MockHttpServletResponse>();
            for (var future : two.invokeAll(List.of(request, request))) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private void everythingInPlace() throws Exception {
        for (var code : List.of("contact-named", "pain-known")) {
            assertThat(as(rep, post("/api/deals/" + deal + "/conditions/" + code), "{\"met\":true}")
                            .getStatus())
                    .isEqualTo(200);
        }
        var uploaded = mvc.perform(multipart("/api/evidence")
                        .file(new MockMultipartFile(
                                "file", "talk.txt", "text/plain", "和王总通了电话".getBytes(StandardCharsets.UTF_8)))
                        .param("recordKind", "deal")
                        .param("recordId", deal.toString())
                        .param("stage", "first-contact")
                        .param("kind", "first-communication")
                        .with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andReturn();
        assertThat(uploaded.getResponse().getStatus()).isEqualTo(201);
    }

    private MockHttpServletResponse as(Person person, MockHttpServletRequestBuilder request, String body)
            throws Exception {
        return mvc.perform(request.with(httpBasic(person.login(), StaffOnFile.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    /** What the gate in the diagram wrote down when it sent the deal back. */
    private List<String> reasonsOfTheLastRefusal() {
        var detail = jdbc.sql("""
                        select detail::text from deal_event where deal_id = ? and kind = 'GATE_REFUSED'
                        order by at desc, id desc limit 1""").param(deal.value()).query(String.class).single();
        return JsonPath.read(detail, "$.missing");
    }

    private String standsIn() {
        return jdbc.sql("select stage from deal where id = ?")
                .param(deal.value())
                .query(String.class)
                .single();
    }

    private boolean hasNotMoved() {
        return standsIn().equals("first-contact") && transitions.of(deal).size() == 1;
    }
}
