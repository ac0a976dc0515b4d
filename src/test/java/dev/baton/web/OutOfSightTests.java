package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.evidence.Papers;
import dev.baton.opportunity.DealFixtures;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.ObjectMapper;

/** Whose records are somebody else's, for them there are none: not by reading, not by any act, not by the way it is refused. */
@BatonTest
@Import(DealFixtures.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutOfSightTests {

    /** Something for every field that any act on a record asks for; what an act does not know it refuses. */
    private static final Map<String, Object> FIELDS = Map.ofEntries(
            Map.entry("reason", "x"),
            Map.entry("met", true),
            Map.entry("substate", "material-sent"),
            Map.entry("title", "合同"),
            Map.entry("type", "standard"),
            Map.entry("amount", 120_000),
            Map.entry("currency", "CNY"),
            Map.entry("discount", 0),
            Map.entry("text", "x"),
            Map.entry("vote", "approve"),
            Map.entry("purpose", "STAGE_JUMP"));

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DealFixtures deals;

    @Autowired
    ObjectMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Person owner;
    private UUID deal;
    private List<Person> strangers;

    /** By the part of the address that comes before the id. */
    private Map<String, String> ids;

    @BeforeAll
    void recordsOfSomebody() throws Exception {
        owner = staff.rep("east");
        deal = deals.standing(owner, "华北化工").value();
        var piece = id(mvc.perform(multipart("/api/evidence")
                .file(new MockMultipartFile("file", "a.txt", "text/plain", Papers.text("沟通记录")))
                .param("recordKind", "deal")
                .param("recordId", deal.toString())
                .param("stage", "first-contact")
                .param("kind", "first-communication")
                .with(httpBasic(owner.login(), StaffOnFile.PASSWORD))));
        var upload = id(mvc.perform(by(owner, post("/api/evidence/uploads")).content("""
                {"recordKind": "deal", "recordId": "%s", "stage": "first-contact", "kind": "first-communication",
                 "fileName": "b.txt", "size": 10}""".formatted(deal))));
        var contract = id(mvc.perform(by(owner, post("/api/contracts")).content("""
                {"dealId": "%s", "title": "合同", "type": "standard", "amount": 120000, "currency": "CNY"}""".formatted(deal))));
        ids = Map.of(
                "/api/deals/", deal.toString(),
                "/api/evidence/uploads/", upload,
                "/api/evidence/", piece,
                "/api/contracts/", contract);
        strangers =
                List.of(staff.rep("east"), staff.rep("west"), staff.supervisor("west"), staff.person(null, Role.LEGAL));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/deals/DEAL",
        "GET,    /api/deals/DEAL/timeline",
        "GET,    /api/deals/DEAL/minutes.docx",
        "GET,    /api/deals/DEAL/confirmation-mail",
        "POST,   /api/deals/DEAL/advance",
        "POST,   /api/deals/DEAL/return",
        "POST,   /api/deals/DEAL/lose",
        "POST,   /api/deals/DEAL/green-channel",
        "POST,   /api/deals/DEAL/conditions/pain-known",
        "POST,   /api/deals/DEAL/actions/send-whitepaper",
        "PUT,    /api/deals/DEAL/substate",
        "GET,    /api/evidence?recordKind=deal&recordId=DEAL",
        "GET,    /api/evidence/PIECE",
        "GET,    /api/evidence/PIECE/content",
        "PUT,    /api/evidence/PIECE/mismatch-reason",
        "PUT,    /api/evidence/PIECE/content",
        "DELETE, /api/evidence/PIECE",
        "GET,    /api/evidence/uploads/UPLOAD",
        "DELETE, /api/evidence/uploads/UPLOAD",
        "GET,    /api/contracts?dealId=DEAL",
        "PUT,    /api/contracts/CONTRACT",
        "GET,    /api/approvals?dealId=DEAL"
    })
    @DisplayName("AC-02: another's deal, evidence and contract are not found by their id")
    void anothersRecordsAreNotFound(String method, String address) throws Exception {
        var path = address.replace("DEAL", deal.toString())
                .replace("PIECE", ids.get("/api/evidence/"))
                .replace("UPLOAD", ids.get("/api/evidence/uploads/"))
                .replace("CONTRACT", ids.get("/api/contracts/"));
        for (var stranger : List.of(strangers.get(0), strangers.get(1))) {
            assertThat(answered(HttpMethod.valueOf(method), path, stranger))
                    .as("%s %s as %s", method, address, stranger.login())
                    .isEqualTo(404);
        }
    }

    /** Whatever routes there are or will be: they answer as if there were no such record. */
    @Test
    @DisplayName("AC-02: no route tells a record of somebody else from one that does not exist")
    void noRouteTellsAnothersRecordFromNone() throws Exception {
        var tried = new ArrayList<String>();
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (var pattern : mapping.getPatternValues()) {
                var kind = ids.keySet().stream()
                        .filter(prefix -> pattern.startsWith(prefix + "{"))
                        .findFirst();
                if (kind.isEmpty()) {
                    continue;
                }
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    var verb = HttpMethod.valueOf(method.name());
                    for (var stranger : strangers) {
                        var real = answered(verb, filled(pattern, ids.get(kind.get())), stranger);
                        var none = answered(verb, filled(pattern, Ids.next().toString()), stranger);
                        assertThat(real)
                                .as("%s %s as %s", verb, pattern, stranger.login())
                                .isEqualTo(none)
                                .isIn(400, 403, 404, 415);
                    }
                    tried.add(verb + " " + pattern);
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(15);
        mvc.perform(by(owner, request(HttpMethod.GET, "/api/evidence/" + ids.get("/api/evidence/"))))
                .andExpect(status().isOk());
    }

    private static String filled(String pattern, String id) {
        return pattern.replaceFirst("\\{[^}]+}", id).replaceAll("\\{[^}]+}", "some");
    }

    private int answered(HttpMethod method, String path, Person person) throws Exception {
        return mvc.perform(by(person, request(method, path)).content(body(method, path, person)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    /** Of the fields, those that the body of the act has. */
    private String body(HttpMethod method, String path, Person person) throws Exception {
        var known = new TreeMap<String, Object>();
        var empty = mvc.perform(by(person, request(method, path)).content("{}")).andReturn();
        if (empty.getHandler() instanceof HandlerMethod act) {
            for (var parameter : act.getMethodParameters()) {
                var type = parameter.getParameterType();
                if (parameter.hasParameterAnnotation(RequestBody.class) && type.isRecord()) {
                    for (var field : type.getRecordComponents()) {
                        if (FIELDS.containsKey(field.getName())) {
                            known.put(field.getName(), FIELDS.get(field.getName()));
                        }
                    }
                }
            }
        }
        return json.writeValueAsString(known);
    }

    private static MockHttpServletRequestBuilder by(Person person, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }

    private static String id(ResultActions answer) throws Exception {
        return JsonPath.read(
                answer.andExpect(status().isCreated()).andReturn().getResponse().getContentAsString(), "$.id");
    }
}
