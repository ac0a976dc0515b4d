package dev.baton.opportunity.gate;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.deal.DealId;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.ObjectMapper;

/** Green channels and debts over HTTP, without an engine; what comes of them is in {@code GreenChannelProcessTests}. */
@BatonTest
@Import(DealFixtures.class)
class AskingForExceptionTests {

    private static final String SKIP = """
            {"purpose":"SKIP_APPROVAL","steps":["legal"],"reason":"客户月底停机"}""";

    @Autowired
    MockMvc mvc;

    @Autowired
    DealFixtures deals;

    @Autowired
    StaffOnFile staff;

    @Autowired
    ObjectMapper json;

    private Person rep;
    private DealId deal;

    @BeforeEach
    void aDeal() {
        rep = staff.rep("east");
        deal = deals.standing(rep, "华东机械");
    }

    @Test
    @DisplayName("What is missing is named: kind, reason, step, target, proof (SG-06)")
    void badRequests() throws Exception {
        refused("{}", 400, "missing-field", "purpose");
        refused(
                "{\"purpose\":\"SKIP_APPROVAL\",\"steps\":[\"legal\"],\"reason\":\" \"}",
                400,
                "missing-field",
                "reason");
        refused("{\"purpose\":\"SKIP_APPROVAL\",\"steps\":[],\"reason\":\"急\"}", 400, "missing-field", "steps");
        refused("{\"purpose\":\"SKIP_APPROVAL\",\"steps\":[\"moon\"],\"reason\":\"急\"}", 400, "invalid-enum", "steps");
        refused("{\"purpose\":\"STAGE_JUMP\",\"reason\":\"急\"}", 400, "missing-field", "toStage");
        refused(
                "{\"purpose\":\"STAGE_JUMP\",\"toStage\":\"needs-analysis\",\"reason\":\"急\"}",
                400,
                "invalid-enum",
                "toStage");
        refused(
                "{\"purpose\":\"STAGE_JUMP\",\"toStage\":\"quote-approval\",\"reason\":\"急\"}",
                422,
                "proof-missing",
                "evidenceIds");
        refused(
                "{\"purpose\":\"STAGE_JUMP\",\"toStage\":\"quote-approval\",\"reason\":\"急\",\"evidenceIds\":[\"%s\"]}"
                        .formatted(Ids.next()),
                400,
                "proof-unknown",
                "evidenceIds");
    }

    @Test
    @DisplayName("A request is seen by whom it concerns, in their language, and is made once (SW-09)")
    void asked() throws Exception {
        var body = mvc.perform(
                        by(rep, post("/api/deals/" + deal + "/green-channel")).content(SKIP))
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var id = json.readTree(body).path("id").asString();
        for (var person : new Person[] {rep, staff.supervisor("east"), staff.director()}) {
            mvc.perform(by(person, get("/api/green-channels").param("dealId", deal.toString()))
                            .header("Accept-Language", "en"))
                    .andExpect(jsonPath("$", hasSize(1)))
                    .andExpect(jsonPath("$[0].state", is("ASKED")))
                    .andExpect(jsonPath("$[0].steps[0].name", is("Legal")))
                    .andExpect(jsonPath("$[0].by.id", is(rep.id().toString())));
        }
        for (var stranger :
                new Person[] {staff.rep("west"), staff.supervisor("west"), staff.person(null, Role.LEGAL)}) {
            mvc.perform(by(stranger, get("/api/green-channels").param("dealId", deal.toString())))
                    .andExpect(jsonPath("$", hasSize(0)));
            mvc.perform(by(stranger, get("/api/green-channels/" + id))).andExpect(status().isNotFound());
        }
        mvc.perform(by(rep, post("/api/deals/" + deal + "/green-channel")).content(SKIP))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code", is("green-channel-asked")));
    }

    @Test
    @DisplayName("Who has no deal cannot ask, and a debt that does not exist cannot be explained")
    void closedDoors() throws Exception {
        mvc.perform(by(staff.person(null, Role.LEGAL), post("/api/deals/" + deal + "/green-channel"))
                        .content(SKIP))
                .andExpect(status().isForbidden());
        mvc.perform(by(staff.rep("west"), post("/api/deals/" + deal + "/green-channel"))
                        .content(SKIP))
                .andExpect(status().isNotFound());
        mvc.perform(by(rep, post("/api/debts/" + Ids.next() + "/explanation")).content("{\"explanation\":\"x\"}"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code", is("debt-not-found")));
        mvc.perform(by(staff.person(null, Role.INTAKE), get("/api/debts"))).andExpect(status().isForbidden());
        mvc.perform(by(rep, get("/api/debts"))).andExpect(status().isOk());
        mvc.perform(by(rep, get("/api/green-channels/steps").param("purpose", "SKIP_APPROVAL"))
                        .header("Accept-Language", "zh-CN"))
                .andExpect(jsonPath("$[?(@.key == 'legal')].name", is(List.of("法务"))));
    }

    private void refused(String body, int status, String code, String field) throws Exception {
        mvc.perform(by(rep, post("/api/deals/" + deal + "/green-channel")).content(body))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.errors[0].code", is(code)))
                .andExpect(jsonPath("$.errors[0].field", is(field)));
    }

    private static MockHttpServletRequestBuilder by(Person person, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }
}
