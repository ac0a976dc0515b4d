package dev.baton.opportunity.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.engine.Step;
import dev.baton.evidence.Papers;
import dev.baton.evidence.inspection.FileType;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.stage.ClosingDeal;
import dev.baton.opportunity.stage.EnteringStage;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** The files of a deal at its gates, and what the trail keeps of all that is done to a deal (SG-03, SG-04, AC-04). */
@BatonTest
@Import(DealFixtures.class)
class EvidenceOfDealTests {

    /** A step of an instance in which nobody has answered a task here. */
    private static final Step AT_THE_ENGINE = new Step(1, "serviceTask_checkFirstContact", 1, 1, 1, 1, 1);

    /** One file for each kind: the same one does not prove two things. */
    private static Map<FileType, byte[]> files(String kind) {
        return Map.of(
                FileType.TXT, Papers.text("沟通记录 " + kind),
                FileType.PDF, Papers.pdf("Quote " + kind + "\nTotal: CNY 120,000.00"),
                FileType.DOCX, Papers.docx("报价 " + kind));
    }

    @Autowired
    MockMvc mvc;

    @Autowired
    DealFixtures deals;

    @Autowired
    StaffOnFile staff;

    @Autowired
    StagePolicy policy;

    @Autowired
    CheckingGate checking;

    @Autowired
    EnteringStage entering;

    @Autowired
    ClosingDeal closing;

    @Autowired
    TransactionTemplate transaction;

    @Value("${baton.evidence.folder}")
    Path folder;

    private Person rep;
    private DealId deal;

    @BeforeEach
    void aDeal() {
        rep = staff.rep("east");
        deal = deals.standing(rep, "华东机械");
    }

    @Test
    @DisplayName("SG-04: a mismatch does not go away because a second file without any amount is added")
    void aFileThatSaysNothingAnswersForNoMismatch() throws Exception {
        through("quote-approval");
        upload("quote-approval", "quote", FileType.PDF, Papers.pdf("Quote\nTotal: CNY 150,000.00"))
                .andExpect(status().isCreated());
        assertThat(check("quote-approval").missing()).contains("mismatch.quote");

        upload("quote-approval", "quote", FileType.DOCX, Papers.docx("报价说明，不含金额"))
                .andExpect(status().isCreated());
        assertThat(check("quote-approval").missing()).contains("mismatch.quote");

        upload("quote-approval", "quote", FileType.DOCX, Papers.docx("报价总金额：人民币 120,000 元"))
                .andExpect(status().isCreated());
        assertThat(check("quote-approval").missing()).doesNotContain("mismatch.quote");
    }

    @Test
    @DisplayName("SG-04: of a picture that nobody could read the gate says so, until a person states what it says")
    void aPictureAsQuoteHasToBeReadBySomebody() throws Exception {
        through("quote-approval");
        var quote = JsonPath.<String>read(
                upload("quote-approval", "quote", FileType.PNG, Papers.png(""))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        assertThat(check("quote-approval").missing()).contains("unread.quote");

        mvc.perform(by(rep, put("/api/evidence/" + quote + "/content"))
                        .content("{\"amount\":120000,\"currency\":\"CNY\"}"))
                .andExpect(status().isOk());
        assertThat(check("quote-approval").missing()).doesNotContain("unread.quote", "mismatch.quote");
    }

    @Test
    @DisplayName("SG-12: each stage takes only the types of files that its table names")
    void eachStageTakesOnlyTheTypesOfItsTable() throws Exception {
        for (var stage : policy.stages()) {
            for (var proof : stage.evidence()) {
                for (var file : files(proof.kind()).entrySet()) {
                    var answer = upload(stage.key(), proof.kind(), file.getKey(), file.getValue());
                    if (proof.types().contains(file.getKey())) {
                        answer.andExpect(status().isCreated());
                    } else {
                        answer.andExpect(status().isBadRequest())
                                .andExpect(jsonPath("$.code").value("evidence-type-not-allowed"))
                                .andExpect(jsonPath("$.detail")
                                        .value(containsString(proof.types().stream()
                                                .sorted()
                                                .findFirst()
                                                .orElseThrow()
                                                .extensions()
                                                .getFirst())));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName(
            "SG-12: a file for a stage that no table knows, or of a kind that its stage does not, is refused by name")
    void aFileForNoStageIsRefused() throws Exception {
        upload("moon", "first-communication", FileType.TXT, Papers.text("沟通记录"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-enum"))
                .andExpect(jsonPath("$.detail").value(containsString("moon")));
        upload("first-contact", "moon", FileType.TXT, Papers.text("沟通记录"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-enum"))
                .andExpect(jsonPath("$.detail").value(containsString("moon")));
    }

    @Test
    @DisplayName("SG-04: a quote over another amount holds the gate until somebody gives the reason")
    void aQuoteOverAnotherAmountHoldsTheGate() throws Exception {
        through("quote-approval");
        ready("quote-approval", Papers.pdf("Quote\nTotal: CNY 150,000.00\n2026-11-23"));
        var quote = JsonPath.<String>read(
                mvc.perform(by(
                                rep,
                                get("/api/evidence").param("recordKind", "deal").param("recordId", deal.toString())))
                        .andExpect(jsonPath("$[0].mismatch.differences[0].expected")
                                .value("CNY 120000.00"))
                        .andExpect(jsonPath("$[0].mismatch.differences[0].found[0]")
                                .value("CNY 150000.00"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$[0].id");

        assertThat(check("quote-approval").missing()).contains("mismatch.quote").doesNotContain("evidence.quote");
        mvc.perform(by(rep, get("/api/deals/" + deal)))
                .andExpect(jsonPath("$.gate.missing[*].code").value(hasItem("mismatch.quote")));

        mvc.perform(by(rep, put("/api/evidence/" + quote + "/mismatch-reason")).content("{\"reason\":\"含三年维保\"}"))
                .andExpect(status().isOk());
        assertThat(check("quote-approval").decided()).isTrue();
        mvc.perform(by(rep, get("/api/evidence/" + quote)))
                .andExpect(jsonPath("$.acceptedBy[0].gate").value("quote-approval"))
                .andExpect(jsonPath("$.acceptedBy[0].tableVersion").isNotEmpty());
    }

    @Test
    @DisplayName(
            "SG-03: a file that a gate relied on and that is deleted shows as broken, holds the next gate and is audited")
    void aFileThatAGateReliedOnAndThatIsDeletedShowsAsBroken() throws Exception {
        var file = ready("first-contact", Papers.text("电话沟通")).getFirst();
        advance("first-contact", "needs-analysis");

        mvc.perform(by(rep, delete("/api/evidence/" + file)).content("{\"reason\":\"传错了\"}"))
                .andExpect(status().isNoContent());

        mvc.perform(by(rep, get("/api/evidence/" + file)))
                .andExpect(jsonPath("$.intact").value(false))
                .andExpect(jsonPath("$.deletionReason").value("传错了"))
                .andExpect(jsonPath("$.acceptedBy[0].gate").value("first-contact"));
        mvc.perform(by(rep, get("/api/deals/" + deal)))
                .andExpect(
                        jsonPath("$.gate.missing[*].code").value(hasItem("broken.first-contact.first-communication")));
        mvc.perform(by(staff.supervisor("east"), get("/api/evidence/verification")))
                .andExpect(jsonPath("$.intact").value(false))
                .andExpect(jsonPath("$.findings[?(@.piece == '%s')].kind".formatted(file))
                        .value(contains("RELIED_ON_DELETED")))
                .andExpect(jsonPath("$.findings[?(@.piece == '%s')].recordName".formatted(file))
                        .value(contains("华东机械的商机")))
                .andExpect(jsonPath("$.findings[?(@.piece == '%s')].fileName".formatted(file))
                        .value(contains("a.txt")));
        mvc.perform(by(staff.supervisor("west"), get("/api/evidence/verification")))
                .andExpect(jsonPath("$.findings[*].recordId").value(not(hasItem(deal.toString()))));
        mvc.perform(by(
                        staff.supervisor("east"),
                        get("/api/audit").param("subjectId", file).param("action", "evidence.deleted")))
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].by.id").value(rep.id().toString()))
                .andExpect(jsonPath("$.items[0].origin.address").value("127.0.0.1"))
                .andExpect(jsonPath("$.items[0].before.fileName").value("a.txt"))
                .andExpect(jsonPath("$.items[0].before.recordId").value(deal.toString()))
                .andExpect(jsonPath("$.items[0].after.reason").value("传错了"))
                .andExpect(jsonPath("$.items[0].after.reliedOnBy").value(contains("first-contact")));
    }

    @Test
    @DisplayName(
            "SG-03: a file handed in anew for a gate that was passed heals it, and the next gate relies on it, once")
    void aFileHandedInAnewForAPassedGateHealsIt() throws Exception {
        var file = ready("first-contact", Papers.text("电话沟通")).getFirst();
        advance("first-contact", "needs-analysis");
        ready("needs-analysis", null);
        mvc.perform(by(rep, delete("/api/evidence/" + file)).content("{\"reason\":\"传错了\"}"))
                .andExpect(status().isNoContent());
        assertThat(check("needs-analysis").missing()).containsExactly("broken.first-contact.first-communication");
        page().andExpect(jsonPath("$.filed[*].stage").value(contains("first-contact")))
                .andExpect(jsonPath("$.filed[0].evidence[0].kind").value("first-communication"))
                .andExpect(jsonPath("$.filed[0].evidence[0].there").value(false));

        var anew = JsonPath.<String>read(
                upload("first-contact", "first-communication", FileType.TXT, Papers.text("电话沟通记录"))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        page().andExpect(jsonPath("$.gate.missing").isEmpty())
                .andExpect(jsonPath("$.filed[0].evidence[0].there").value(true))
                .andExpect(jsonPath("$.filed[0].evidence[0].pieces.length()").value(2));
        advance("needs-analysis", "solution-demo");
        ready("solution-demo", null);
        advance("solution-demo", "solution-accepted");

        mvc.perform(by(rep, get("/api/evidence/" + anew)))
                .andExpect(jsonPath("$.acceptedBy[*].gate").value(contains("needs-analysis")));
        page().andExpect(jsonPath("$.filed[*].stage")
                .value(contains("first-contact", "needs-analysis", "solution-demo")));
    }

    @Test
    @DisplayName("SG-03: the same file handed in again mends one that was tampered with")
    void theSameFileAgainMendsOneThatWasTamperedWith() throws Exception {
        var text = Papers.text("电话沟通 " + deal);
        var file = ready("first-contact", text).getFirst();
        advance("first-contact", "needs-analysis");
        var hash = JsonPath.<String>read(
                mvc.perform(by(rep, get("/api/evidence/" + file)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.sha256");
        try (var stored = Files.walk(folder.resolve("content"))) {
            Files.writeString(
                    stored.filter(path -> path.getFileName().toString().equals(hash))
                            .findFirst()
                            .orElseThrow(),
                    "something else");
        }
        ready("needs-analysis", null);
        page().andExpect(
                        jsonPath("$.gate.missing[*].code").value(contains("broken.first-contact.first-communication")));
        onTheBoard().andExpect(jsonPath("$.columns[1].deals[0].missingCount").value(1));

        upload("first-contact", "first-communication", FileType.TXT, text)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(file));

        page().andExpect(jsonPath("$.gate.missing").isEmpty());
        onTheBoard().andExpect(jsonPath("$.columns[1].deals[0].missingCount").value(0));
        assertThat(check("needs-analysis").decided()).isTrue();
    }

    @Test
    @DisplayName("SG-03: whoever may see a deal that is closed sees the files of all its stages")
    void theFilesOfAClosedDealAreShown() throws Exception {
        ready("first-contact", null);
        transaction.executeWithoutResult(
                status -> checking.check(deal, "first-contact", MoveRequest.toLose("预算取消"), AT_THE_ENGINE));
        transaction.executeWithoutResult(status -> closing.close(deal, DealState.LOST));
        page().andExpect(jsonPath("$.state").value("LOST"))
                .andExpect(jsonPath("$.filed[0].stage").value("first-contact"))
                .andExpect(jsonPath("$.filed[0].evidence[0].there").value(true));
    }

    private ResultActions page() throws Exception {
        return mvc.perform(by(rep, get("/api/deals/" + deal))).andExpect(status().isOk());
    }

    private ResultActions onTheBoard() throws Exception {
        return mvc.perform(by(rep, get("/api/deals").param("mine", "true")));
    }

    @Test
    @DisplayName(
            "SG-03: while the files cannot be looked at, the page of a deal still opens and its gate lets nobody through")
    void withoutTheStoreThePageOpensAndTheGateDoesNot() throws Exception {
        ready("first-contact", Papers.text("电话沟通"));
        var content = folder.resolve("content");
        var aside = folder.resolve("content-aside");
        Files.move(content, aside);
        Files.writeString(content, "no folder");
        try {
            mvc.perform(by(rep, get("/api/deals/" + deal)))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.gate.missing").isEmpty());
            mvc.perform(by(rep, post("/api/deals/" + deal + "/advance")).content("{\"reason\":\"x\"}"))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.code").value("evidence-store-unavailable"));
            assertThatThrownBy(() -> check("first-contact"))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
            upload("first-contact", "first-communication", FileType.TXT, Papers.text("新的"))
                    .andExpect(status().isServiceUnavailable());
        } finally {
            Files.delete(content);
            Files.move(aside, content);
        }
        mvc.perform(by(rep, get("/api/evidence").param("recordKind", "deal").param("recordId", deal.toString())))
                .andExpect(jsonPath("$.length()").value(1));
        assertThat(check("first-contact").decided()).isTrue();
    }

    @Test
    @DisplayName("AC-04: whatever is done to a deal is in the trail: who, when, from where, before and after")
    void whateverIsDoneToADealIsInTheTrail() throws Exception {
        condition("contact-named", true);
        condition("contact-named", false);
        mvc.perform(by(rep, put("/api/deals/" + deal + "/substate")).content("{\"substate\":\"material-sent\"}"))
                .andExpect(status().isOk());
        mvc.perform(by(rep, post("/api/deals/" + deal + "/actions/send-whitepaper")))
                .andExpect(status().is2xxSuccessful());
        ready("first-contact", Papers.text("电话沟通"));
        advance("first-contact", "needs-analysis");

        var trail = mvc.perform(by(
                        staff.supervisor("east"),
                        get("/api/audit").param("subjectId", deal.toString()).param("size", "100")))
                .andExpect(jsonPath("$.items[?(@.action == 'deal.opened')].after.amount")
                        .value(contains(120000.0)))
                .andExpect(jsonPath("$.items[?(@.action == 'deal.opened')].by.id")
                        .value(contains(rep.id().toString())))
                .andExpect(jsonPath("$.items[?(@.action == 'deal.substate')].after.substate")
                        .value(contains("material-sent")))
                .andExpect(jsonPath("$.items[?(@.action == 'deal.substate')].before.substate")
                        .isNotEmpty())
                .andExpect(jsonPath("$.items[?(@.action == 'deal.action')].after.written")
                        .value(contains("content_sent=whitepaper_v3")))
                .andExpect(jsonPath(
                                "$.items[?(@.action == 'deal.moved' && @.before.stage == 'first-contact')].after.stage")
                        .value(contains("needs-analysis")))
                .andExpect(jsonPath(
                                "$.items[?(@.action == 'deal.moved' && @.before.stage == 'first-contact')].after.reason")
                        .value(contains("客户已确认")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<Map<String, Object>> taken = JsonPath.read(
                trail, "$.items[?(@.action == 'deal.condition' && @.after.condition == 'contact-named')]");
        assertThat(taken.get(1)).satisfies(entry -> {
            assertThat(JsonPath.<Boolean>read(entry, "$.before.met")).isTrue();
            assertThat(JsonPath.<Boolean>read(entry, "$.after.met")).isFalse();
            assertThat(JsonPath.<String>read(entry, "$.at")).isNotBlank();
            assertThat(JsonPath.<String>read(entry, "$.origin.address")).isEqualTo("127.0.0.1");
        });
        assertThat(JsonPath.<List<String>>read(trail, "$.items[*].changes[*].name"))
                .as("fields that people have no word for")
                .noneMatch(name -> name.matches("[A-Za-z]+"));
        mvc.perform(by(staff.supervisor("west"), get("/api/audit").param("subjectId", deal.toString())))
                .andExpect(jsonPath("$.total").value(0));
    }

    /** Brings the deal to this stage, through every gate before it. */
    private void through(String stage) throws Exception {
        var stages = policy.stages().stream().map(Stage::key).toList();
        for (int i = 0; i < stages.indexOf(stage); i++) {
            ready(stages.get(i), null);
            advance(stages.get(i), stages.get(i + 1));
        }
    }

    /** Everything that the gate of a stage asks for; says which files that are. */
    private List<String> ready(String key, byte @Nullable [] proof) throws Exception {
        var stage = policy.stage(key);
        for (var condition : stage.conditions()) {
            if (!condition.provedByFile()) {
                condition(condition.code(), true);
            }
        }
        for (var action : stage.actions()) {
            if (action.required()) {
                mvc.perform(by(rep, post("/api/deals/" + deal + "/actions/" + action.key())))
                        .andExpect(status().is2xxSuccessful());
            }
        }
        var files = new ArrayList<String>();
        for (var required : stage.evidence()) {
            if (required.required()) {
                var type = required.types().contains(FileType.TXT) ? FileType.TXT : FileType.PDF;
                var content = proof != null ? proof : files(required.kind()).get(type);
                files.add(JsonPath.read(
                        upload(key, required.kind(), type, content)
                                .andExpect(status().isCreated())
                                .andReturn()
                                .getResponse()
                                .getContentAsString(),
                        "$.id"));
            }
        }
        return files;
    }

    private void advance(String from, String to) {
        assertThat(check(from).missing()).isEmpty();
        transaction.executeWithoutResult(status -> entering.enter(deal, to));
    }

    private CheckingGate.Checked check(String stage) {
        return Objects.requireNonNull(transaction.execute(
                status -> checking.check(deal, stage, MoveRequest.toAdvance("客户已确认", null), AT_THE_ENGINE)));
    }

    private void condition(String code, boolean met) throws Exception {
        mvc.perform(by(rep, post("/api/deals/" + deal + "/conditions/" + code)).content("{\"met\":" + met + "}"))
                .andExpect(status().is2xxSuccessful());
    }

    private ResultActions upload(String stage, String kind, FileType type, byte[] content) throws Exception {
        return mvc.perform(multipart("/api/evidence")
                .file(new MockMultipartFile(
                        "file", "a." + type.extensions().getFirst(), "application/octet-stream", content))
                .param("recordKind", "deal")
                .param("recordId", deal.toString())
                .param("stage", stage)
                .param("kind", kind)
                .with(httpBasic(rep.login(), StaffOnFile.PASSWORD)));
    }

    private static MockHttpServletRequestBuilder by(Person person, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }
}
