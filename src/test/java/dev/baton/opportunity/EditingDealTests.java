package dev.baton.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.evidence.Papers;
import dev.baton.opportunity.deal.DealId;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What people change about deals, one or many, and what nobody changes that way. */
@BatonTest
@Import(DealFixtures.class)
class EditingDealTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    DealFixtures deals;

    @Autowired
    StaffOnFile staff;

    @Autowired
    Staff directory;

    @Autowired
    JdbcClient jdbc;

    private Person rep;
    private Person supervisor;
    private DealId deal;

    @BeforeEach
    void aDeal() {
        rep = staff.rep("east");
        supervisor = staff.supervisor("east");
        deal = deals.standing(rep, "华东机械");
    }

    @Test
    @DisplayName("Whoever works on a deal changes what it says; what was before and after is on the audit trail")
    void edited() throws Exception {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        mvc.perform(by(rep, put("/api/deals/" + deal)).content("""
                                {"contractType":"年框","amount":130000.5,"expectedCloseOn":"%s"}""".formatted(day)))
                .andExpect(status().isNoContent());
        mvc.perform(by(rep, get("/api/deals/" + deal)))
                .andExpect(jsonPath("$.contractType").value("framework"))
                .andExpect(jsonPath("$.amount").value(130000.5))
                .andExpect(jsonPath("$.currency").value("CNY"))
                .andExpect(jsonPath("$.name").value("华东机械的商机"))
                .andExpect(jsonPath("$.expectedCloseOn").value(day.toString()));
        mvc.perform(by(supervisor, get("/api/audit")).param("subjectId", deal.toString()))
                .andExpect(jsonPath("$.items[0].action").value("deal.edited"))
                .andExpect(jsonPath("$.items[0].before.amount").value(120000.0))
                .andExpect(jsonPath("$.items[0].after.amount").value(130000.5))
                .andExpect(jsonPath("$.items[0].after.name").doesNotExist());

        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"contractType\":\"\"}"))
                .andExpect(status().isNoContent());
        mvc.perform(by(rep, get("/api/deals/" + deal)))
                .andExpect(jsonPath("$.contractType").isEmpty());
    }

    @Test
    @DisplayName("Nonsense is refused by the name of its field, and then nothing has changed")
    void nonsense() throws Exception {
        for (var wrong : new String[][] {
            {"{\"amount\":-1,\"name\":\"x\"}", "amount"},
            {"{\"contractType\":\"随便\"}", "contractType"},
            {"{\"amount\":1.000000000000000000000000000001}", "amount"},
            {"{\"currency\":\"XXZ\"}", "currency"},
            {"{\"discount\":1}", "discount"},
            {"{\"expectedCloseOn\":\"2001-01-01\"}", "expectedCloseOn"},
            {"{\"name\":\" \"}", "name"},
            {"{\"customerType\":\"martian\"}", "customerType"}
        }) {
            mvc.perform(by(rep, put("/api/deals/" + deal)).content(wrong[0]))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value(wrong[1]));
        }
        mvc.perform(by(rep, get("/api/deals/" + deal)))
                .andExpect(jsonPath("$.name").value("华东机械的商机"))
                .andExpect(jsonPath("$.amount").value(120000.0));
    }

    @Test
    @DisplayName("Of many deals each is changed or refused by itself, and the answer says which")
    void many() throws Exception {
        var other = deals.standing(rep, "宁波海湾");
        var elsewhere = deals.standing(staff.rep("west"), "成都西部");
        var nowhere = new DealId(Ids.next());
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(45);

        edit(supervisor, "{\"expectedCloseOn\":\"" + day + "\"}", deal, elsewhere, other, nowhere, deal)
                .andExpect(jsonPath("$.results[*].done").value(contains(true, false, true, false)))
                .andExpect(jsonPath("$.results[0].changed").value(contains("expectedCloseOn")))
                .andExpect(jsonPath("$.results[1].code").value("deal-not-found"))
                .andExpect(jsonPath("$.results[3].code").value("deal-not-found"));
        assertThat(closeOn(deal)).isEqualTo(day);
        assertThat(closeOn(other)).isEqualTo(day);
        assertThat(closeOn(elsewhere)).isNotEqualTo(day);

        edit(supervisor, "{\"expectedCloseOn\":\"" + day + "\"}", deal)
                .andExpect(jsonPath("$.results[0].done").value(true))
                .andExpect(jsonPath("$.results[0].changed").isEmpty());
    }

    @Test
    @DisplayName(
            "A stage that is named is refused with what the gate of the deal misses, and nothing else of the row is done")
    void stage() throws Exception {
        edit(supervisor, "{\"stage\":\"needs-analysis\",\"name\":\"x\"}", deal)
                .andExpect(jsonPath("$.results[0].done").value(false))
                .andExpect(jsonPath("$.results[0].code").value("gate-refused"))
                .andExpect(jsonPath("$.results[0].missing[*].code")
                        .value(contains(
                                "condition.first-communication",
                                "condition.contact-named",
                                "condition.pain-known",
                                "reason")));
        edit(supervisor, "{\"stage\":\"签约\",\"reason\":\"急\"}", deal)
                .andExpect(jsonPath("$.results[0].missing[*].code").value(hasItem("green-channel")));
        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"stage\":\"needs-analysis\"}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("gate-refused"));
        mvc.perform(by(rep, get("/api/deals/" + deal)))
                .andExpect(jsonPath("$.stage.key").value("first-contact"))
                .andExpect(jsonPath("$.name").value("华东机械的商机"));
        edit(supervisor, "{\"stage\":\"first-contact\",\"name\":\"y\"}", deal)
                .andExpect(jsonPath("$.results[0].changed").value(contains("name")));
    }

    @Test
    @DisplayName("A stage that is named is refused also where nothing is missing: it is left through its task")
    void stageWithEverythingInPlace() throws Exception {
        file("first-contact", "first-communication", "talk.txt", "2026-07-01 和王总通了电话".getBytes(StandardCharsets.UTF_8));
        for (var code : new String[] {"contact-named", "pain-known"}) {
            mvc.perform(by(rep, post("/api/deals/" + deal + "/conditions/" + code))
                            .content("{\"met\":true}"))
                    .andExpect(status().isOk());
        }
        edit(supervisor, "{\"stage\":\"needs-analysis\",\"reason\":\"都齐了\"}", deal)
                .andExpect(jsonPath("$.results[0].code").value("gate-refused"))
                .andExpect(jsonPath("$.results[0].missing[*].code").value(contains("door")));
    }

    @Test
    @DisplayName("A new deal cannot begin further on either")
    void opened() throws Exception {
        mvc.perform(by(rep, post("/api/deals"))
                        .content("""
                                {"name":"a","customerName":"b","customerType":"smb","amount":1,"currency":"CNY",
                                 "expectedCloseOn":"%s","stage":"needs-analysis"}""".formatted(LocalDate.now(ZoneOffset.UTC).plusDays(9))))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("gate-refused"))
                .andExpect(jsonPath("$.missing[*].code").value(hasItem("condition.pain-known")));
    }

    @Test
    @DisplayName("A leader hands deals to somebody of their own region, with the open tasks; nobody else does")
    void owner() throws Exception {
        var colleague = staff.rep("east");
        edit(supervisor, "{\"ownerId\":\"" + staff.rep("west").id() + "\"}", deal)
                .andExpect(jsonPath("$.results[0].code").value("not-allowed"));
        edit(supervisor, "{\"ownerId\":\"" + staff.person(null, Role.LEGAL).id() + "\"}", deal)
                .andExpect(jsonPath("$.results[0].code").value("owner-unknown"))
                .andExpect(jsonPath("$.results[0].field").value("ownerId"));
        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"ownerId\":\"" + colleague.id() + "\"}"))
                .andExpect(status().isForbidden());

        edit(supervisor, "{\"ownerId\":\"" + colleague.id() + "\"}", deal)
                .andExpect(jsonPath("$.results[0].changed").value(contains("ownerId")));
        mvc.perform(by(rep, get("/api/deals/" + deal))).andExpect(status().isNotFound());
        mvc.perform(by(colleague, get("/api/deals/" + deal))).andExpect(status().isOk());
        assertThat(jdbc.sql(
                                "select count(*) from notification_delivery where person_id = ? and template = 'deal.handed-over'")
                        .param(colleague.id().value())
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    @DisplayName("The open deals of somebody who is taken out of service go to a superior of the region, who is told")
    void leaver() throws Exception {
        var admin = staff.person(null, Role.ADMIN);

        mvc.perform(by(admin, post("/api/people/" + rep.id() + "/disable"))).andExpect(status().isNoContent());

        var owner = JsonPath.<String>read(
                mvc.perform(by(supervisor, get("/api/deals/" + deal)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8),
                "$.owner.id");
        assertThat(directory.supervisorsOf("east"))
                .extracting(person -> person.id().toString())
                .contains(owner);
        mvc.perform(by(supervisor, get("/api/audit")).param("subjectId", deal.toString()))
                .andExpect(jsonPath("$.items[0].action").value("deal.edited"))
                .andExpect(jsonPath("$.items[0].before.ownerId").value(rep.id().toString()))
                .andExpect(jsonPath("$.items[0].after.ownerId").value(owner));
        assertThat(jdbc.sql("select count(*) from notification_delivery where person_id = ?::uuid and event like ?")
                        .params(owner, "deal:" + deal + ":%")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    @DisplayName("What an approval was chosen by stays as it is from the approval on; the rest may change")
    void approved() throws Exception {
        jdbc.sql("update deal set approved = array['QUOTE'] where id = ?")
                .param(deal.value())
                .update();
        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"amount\":1}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("deal-figures-approved"));
        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"contractType\":\"年框\"}"))
                .andExpect(status().isNoContent());
        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"contractType\":\"项目\"}"))
                .andExpect(status().isConflict());
        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"name\":\"新名字\",\"amount\":120000}"))
                .andExpect(status().isNoContent());
    }

    @Test
    @DisplayName("An amount that changes is compared with the files again: a difference wants a new reason (SG-04)")
    void compared() throws Exception {
        var piece = file("quote-approval", "quote", "quote.pdf", Papers.pdf("Quote, total: CNY 120,000.00"));
        mvc.perform(by(rep, get("/api/evidence")).param("recordKind", "deal").param("recordId", deal.toString()))
                .andExpect(jsonPath("$[0].mismatch").isEmpty());

        mvc.perform(by(rep, put("/api/deals/" + deal)).content("{\"amount\":100000}"))
                .andExpect(status().isNoContent());
        mvc.perform(by(rep, get("/api/evidence")).param("recordKind", "deal").param("recordId", deal.toString()))
                .andExpect(jsonPath("$[0].id").value(piece))
                .andExpect(jsonPath("$[0].mismatch").isNotEmpty());
        mvc.perform(by(staff.director(), get("/api/evidence/verification")))
                .andExpect(jsonPath("$.findings[?(@.piece == '%s')]".formatted(piece))
                        .isEmpty());
    }

    @Test
    @DisplayName("Reps do not edit many at once, nobody edits none or more than 500, and a closed deal stays as it is")
    void limits() throws Exception {
        edit(rep, "{\"name\":\"x\"}", deal).andExpect(status().isForbidden());
        edit(supervisor, "{\"name\":\"x\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("ids"));
        var many = new DealId[501];
        Arrays.setAll(many, any -> new DealId(Ids.next()));
        edit(supervisor, "{\"name\":\"x\"}", many)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("too-many-deals"));
        mvc.perform(by(supervisor, post("/api/deals/edit")).content("{\"ids\":[\"" + deal + "\"]}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(containsInAnyOrder("changes")));

        jdbc.sql("update deal set state = 'LOST' where id = ?")
                .param(deal.value())
                .update();
        edit(supervisor, "{\"name\":\"x\"}", deal)
                .andExpect(jsonPath("$.results[0].code").value("deal-closed"));
    }

    private ResultActions edit(Person by, String changes, DealId... ids) throws Exception {
        var list = Arrays.stream(ids).map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return mvc.perform(
                by(by, post("/api/deals/edit")).content("{\"ids\":[" + list + "],\"changes\":" + changes + "}"));
    }

    private String file(String stage, String kind, String name, byte[] content) throws Exception {
        var answer = mvc.perform(multipart("/api/evidence")
                        .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                        .param("recordKind", "deal")
                        .param("recordId", deal.toString())
                        .param("stage", stage)
                        .param("kind", kind)
                        .with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().is2xxSuccessful())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, "$.id");
    }

    private LocalDate closeOn(DealId id) {
        return jdbc.sql("select expected_close_on from deal where id = ?")
                .param(id.value())
                .query(LocalDate.class)
                .single();
    }

    private static MockHttpServletRequestBuilder by(Person person, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }
}
