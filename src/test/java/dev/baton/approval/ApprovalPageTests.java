package dev.baton.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.Approval;
import dev.baton.approval.vote.ApprovalFixtures;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.deal.DealId;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.util.List;
import java.util.Locale;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What a person can do in an approval over HTTP, and what nobody can, without an engine. */
@BatonTest
@Import({DealFixtures.class, ApprovalFixtures.class})
class ApprovalPageTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DealFixtures deals;

    @Autowired
    ApprovalFixtures approvals;

    @Autowired
    JdbcClient jdbc;

    private Person rep;
    private Person manager;
    private Person finance;
    private DealId deal;

    @BeforeEach
    void aDeal() {
        rep = staff.rep("east");
        manager = staff.supervisor("east");
        finance = staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        staff.director();
        deal = deals.standing(rep, "华东机械");
    }

    @Test
    @DisplayName("A quote shows its steps and everybody's place to whoever sees the deal, and to whoever has a voice")
    void shown() throws Exception {
        var approval = quote("200000");
        for (var person : List.of(rep, manager, finance)) {
            mvc.perform(by(person, get("/api/approvals?dealId=" + deal)))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$[0].id").value(approval.id().toString()))
                    .andExpect(jsonPath("$[0].dealId").value(deal.toString()))
                    .andExpect(jsonPath("$[0].kind").value("QUOTE"))
                    .andExpect(jsonPath("$[0].outcome").value("OPEN"))
                    .andExpect(jsonPath("$[0].steps[0].key").value("countersign"))
                    .andExpect(jsonPath("$[0].steps[0].seats[*].person")
                            .value(hasItem(manager.id().toString())));
        }
        mvc.perform(by(staff.rep("west"), get("/api/approvals?dealId=" + deal))).andExpect(status().isNotFound());
        mvc.perform(by(staff.rep("west"), get("/api/approvals/" + approval.id())))
                .andExpect(status().isNotFound());
        mvc.perform(by(rep, get("/api/approvals"))).andExpect(status().isBadRequest());
    }

    @Test
    @DisplayName("One's own list shows what awaits one's vote, until one has voted")
    void mine() throws Exception {
        var approval = quote("1000");
        mvc.perform(by(manager, get("/api/approvals?mine=true")))
                .andExpect(jsonPath("$[*].id").value(hasItem(approval.id().toString())))
                .andExpect(jsonPath("$[0].mine.canVote").value(true));
        vote(manager, approval, "{\"vote\":\"approve\"}").andExpect(status().isAccepted());
        mvc.perform(by(manager, get("/api/approvals?mine=true")))
                .andExpect(jsonPath("$[*].id")
                        .value(Matchers.not(hasItem(approval.id().toString()))));
    }

    @Test
    @DisplayName("A vote is taken once, with a reason where it declines, and by nobody who has no place")
    void votes() throws Exception {
        var approval = quote("200000");
        vote(manager, approval, "{}").andExpect(status().isBadRequest()).andExpect(field("vote"));
        vote(manager, approval, "{\"vote\":\"maybe\"}")
                .andExpect(status().isBadRequest())
                .andExpect(field("vote"));
        vote(manager, approval, "{\"vote\":\"decline\",\"comment\":\" \"}")
                .andExpect(status().isBadRequest())
                .andExpect(field("comment"));
        vote(rep, approval, "{\"vote\":\"approve\"}").andExpect(code("not-a-voter"));
        vote(manager, approval, "{\"vote\":\"approve\",\"comment\":\"可以\"}").andExpect(status().isAccepted());
        vote(manager, approval, "{\"vote\":\"approve\"}").andExpect(code("already-voted"));
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ? and action = 'approval.voted'"
                                + " and by_id = ? and origin = 'request'")
                        .params(approval.id(), manager.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("A vote after the decision is refused clearly")
    void late() throws Exception {
        var approval = quote("200000");
        vote(manager, approval, "{\"vote\":\"decline\",\"comment\":\"太便宜\"}").andExpect(status().isAccepted());
        vote(finance, approval, "{\"vote\":\"approve\"}").andExpect(code("approval-decided"));
        assertThat(approvals.call(approval).decided()).isTrue();
        vote(finance, approval, "{\"vote\":\"approve\"}").andExpect(code("approval-decided"));
        mvc.perform(by(rep, get("/api/approvals/" + approval.id())))
                .andExpect(jsonPath("$.outcome").value("DECLINED"))
                .andExpect(jsonPath("$.reason").value(Matchers.containsString("太便宜")));
    }

    @Test
    @DisplayName("A later step waits its turn")
    void turn() throws Exception {
        var approval = approvals.open(ApprovalFixtures.asked(ApprovalKind.CONTRACT, deal.value(), rep, "100000"));
        vote(finance, approval, "{\"vote\":\"approve\"}").andExpect(code("not-your-turn"));
        vote(manager, approval, "{\"vote\":\"approve\"}").andExpect(status().isAccepted());
        approvals.call(approval);
        vote(finance, approval, "{\"vote\":\"approve\"}").andExpect(status().isAccepted());
    }

    @Test
    @DisplayName("An approver asks a colleague, who sees the approval and answers once")
    void questions() throws Exception {
        var approval = approvals.open(ApprovalFixtures.asked(ApprovalKind.CONTRACT, deal.value(), rep, "100000"));
        var colleague = staff.person(null, Role.CUSTOMER_SUCCESS);
        var asked = "{\"to\":\"" + colleague.id() + "\",\"text\":\"交付来得及吗？\"}";
        mvc.perform(by(rep, post("/api/approvals/" + approval.id() + "/questions"))
                        .content(asked))
                .andExpect(code("not-a-voter"));
        var id = JsonPath.<String>read(
                mvc.perform(by(manager, post("/api/approvals/" + approval.id() + "/questions"))
                                .content(asked))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        mvc.perform(by(manager, post("/api/approvals/" + approval.id() + "/questions"))
                        .content(asked))
                .andExpect(code("question-open"));
        var path = "/api/approvals/" + approval.id() + "/questions/" + id + "/answer";
        mvc.perform(by(manager, post(path)).content("{\"text\":\"x\"}")).andExpect(status().isForbidden());
        mvc.perform(by(colleague, post(path)).content("{\"text\":\" \"}")).andExpect(field("text"));
        mvc.perform(by(colleague, post(path)).content("{\"text\":\"来得及\"}")).andExpect(status().isAccepted());
        mvc.perform(by(colleague, post(path)).content("{\"text\":\"来不及\"}")).andExpect(code("question-answered"));
        mvc.perform(by(colleague, get("/api/approvals/" + approval.id())))
                .andExpect(jsonPath("$.questions[0].answer").value("来得及"));
    }

    @Test
    @DisplayName("A contract is kept with its figures, changed while nobody approves it, and traced")
    void contracts() throws Exception {
        var draft = "{\"dealId\":\"" + deal
                + "\",\"title\":\"框架合同\",\"type\":\"framework\",\"amount\":%s,\"currency\":\"CNY\",\"differsBecause\":\"分两期\"}";
        mvc.perform(by(rep, post("/api/contracts"))
                        .content(draft.formatted("130000").replace("分两期", " ")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("contract-differs"))
                .andExpect(field("differsBecause"));
        mvc.perform(by(rep, post("/api/contracts")).content(draft.formatted("-1")))
                .andExpect(status().isBadRequest())
                .andExpect(field("amount"));
        mvc.perform(by(staff.rep("west"), post("/api/contracts")).content(draft.formatted("1")))
                .andExpect(status().isNotFound());
        var id = JsonPath.<String>read(
                mvc.perform(by(rep, post("/api/contracts")).content(draft.formatted("130000")))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        mvc.perform(by(rep, put("/api/contracts/" + id)).content(draft.formatted("125000")))
                .andExpect(jsonPath("$.amount").value(125000.00));
        mvc.perform(by(rep, put("/api/contracts/" + id))
                        .content(
                                "{\"title\":\"a\",\"amount\":1,\"currency\":\"CNY\",\"differsBecause\":\"b\",\"documentId\":\""
                                        + deal + "\"}"))
                .andExpect(field("documentId"));
        var approval = approvals.open(ApprovalFixtures.asked(ApprovalKind.CONTRACT, deal.value(), rep, "120000"));
        mvc.perform(by(manager, get("/api/approvals/" + approval.id())))
                .andExpect(jsonPath("$.contractId").value(id))
                .andExpect(jsonPath("$.amount").value(125000.00))
                .andExpect(jsonPath("$.notices").value(hasItem("CONTRACT_DIFFERS")));
        mvc.perform(by(rep, put("/api/contracts/" + id)).content(draft.formatted("1")))
                .andExpect(code("contract-in-approval"));
        mvc.perform(by(rep, get("/api/contracts?dealId=" + deal)))
                .andExpect(jsonPath("$.length()").value(1));
        assertThat(jdbc.sql(
                                "select before ->> 'amount' from audit_entry where action = 'contract.changed' and subject_id = ?::uuid")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("CNY 130000.0000");
    }

    @Test
    @DisplayName("The time limits are those of the tables (SW-04)")
    void timeLimits() throws Exception {
        mvc.perform(by(rep, get("/api/approvals/time-limits")).locale(Locale.ENGLISH))
                .andExpect(jsonPath("$.steps[?(@.step=='legal')].workingHours").value(hasItem(24.0)))
                .andExpect(jsonPath("$.others[?(@.key=='contract')].unit").value(hasItem("working-days")));
    }

    private Approval quote(String amount) {
        return approvals.open(ApprovalFixtures.asked(ApprovalKind.QUOTE, deal.value(), rep, amount));
    }

    private org.springframework.test.web.servlet.ResultActions vote(Person person, Approval approval, String vote)
            throws Exception {
        return mvc.perform(
                by(person, post("/api/approvals/" + approval.id() + "/votes")).content(vote));
    }

    private static org.springframework.test.web.servlet.ResultMatcher code(String code) {
        return result -> {
            status().isConflict().match(result);
            jsonPath("$.code").value(code).match(result);
        };
    }

    private static org.springframework.test.web.servlet.ResultMatcher field(String field) {
        return jsonPath("$.errors[0].field").value(field);
    }

    private static MockHttpServletRequestBuilder by(Person person, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }
}
