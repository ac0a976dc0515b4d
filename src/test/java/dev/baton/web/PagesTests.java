package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;

@BatonTest
@TestPropertySource(properties = "spring.web.resources.static-locations=classpath:/workbench-of-a-test/")
class PagesTests {

    private final ObjectMapper json = new ObjectMapper();

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Test
    void theAddressOfTheHouseShowsTheWorkbench() throws Exception {
        mvc.perform(get("/")).andExpect(status().isOk()).andExpect(forwardedUrl("/index.html"));
        mvc.perform(get("/index.html"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("no-cache")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/leads/018f", "/today", "/process-map/lead-response", "/apiary", "/publications"})
    void aPathOfTheWorkbenchShowsTheWorkbench(String path) throws Exception {
        mvc.perform(get(path)).andExpect(status().isOk()).andExpect(content().string(containsString("workbench")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/favicon.ico", "/assets/none.js", "/public/none", "/hooks/none"})
    void aFileThatIsNotThereIsNotFound(String path) throws Exception {
        mvc.perform(get(path)).andExpect(status().isNotFound());
    }

    @Test
    void aFileWithAHashInItsNameIsKeptByTheBrowser() throws Exception {
        mvc.perform(get("/assets/app-1a2b3c.js"))
                .andExpect(status().isOk())
                .andExpect(header().string(
                                "Cache-Control", allOf(containsString("immutable"), not(containsString("no-")))));
    }

    @Test
    void everyAnswerTellsTheBrowserWhatItMayDo() throws Exception {
        for (var path : new String[] {"/", "/api/me", "/public/none"}) {
            mvc.perform(get(path))
                    .andExpect(header().string(
                                    "Content-Security-Policy",
                                    allOf(
                                            containsString("default-src 'self'"),
                                            containsString("script-src 'self';"),
                                            containsString("style-src 'self' 'unsafe-inline'"),
                                            containsString("frame-ancestors 'none'"))))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                    .andExpect(header().string("X-Frame-Options", "DENY"))
                    .andExpect(header().string("Referrer-Policy", "strict-origin-when-cross-origin"));
        }
        mvc.perform(get("/").secure(true))
                .andExpect(header().string("Strict-Transport-Security", containsString("max-age")));
    }

    @Test
    void healthAndMetricsAreOpenOnThisMachineAndClosedElsewhere() throws Exception {
        mvc.perform(get("/actuator/health/readiness")).andExpect(status().isOk());
        mvc.perform(get("/actuator/health/readiness").with(request -> {
                    request.setRemoteAddr("203.0.113.7");
                    return request;
                }))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void theDocumentOfTheApiAndAPageToTryItAreForSignedInPeople() throws Exception {
        var rep = httpBasic(staff.rep("east").login(), StaffOnFile.PASSWORD);

        mvc.perform(get("/v3/api-docs")).andExpect(status().isUnauthorized());
        mvc.perform(get("/swagger-ui/index.html")).andExpect(status().isUnauthorized());
        mvc.perform(get("/v3/api-docs").with(rep))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/api/people")))
                .andExpect(jsonPath("$.components.securitySchemes.basic.scheme").value("basic"))
                .andExpect(jsonPath("$.paths['/api/people'].get.responses.default.content['application/problem+json']")
                        .exists());
        mvc.perform(get("/swagger-ui/index.html").with(rep))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("swagger")));
    }

    /** What the workbench takes for the answers of the API is generated from that file. */
    @Test
    void theWorkbenchKnowsTheDocumentOfTheApi() throws Exception {
        var document = new TreeMap<>(json.readValue(document(), new TypeReference<Map<String, Object>>() {}));
        document.remove("servers");
        var fresh = Path.of("target/openapi.json");
        json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withDefaultPrettyPrinter()
                .writeValue(fresh.toFile(), document);

        assertThat(json.readTree(Path.of("src/main/frontend/openapi.json").toFile()))
                .as("copy %s to src/main/frontend; its types are generated from it by every build", fresh)
                .isEqualTo(json.readTree(fresh.toFile()));
    }

    /** No gerund of a use case, no word of Java, no participle, nothing said twice. */
    @Test
    void theTypesOfTheApiHaveNamesOfNounsAndNotOfClasses() throws Exception {
        var names =
                List.copyOf(json.readTree(document()).at("/components/schemas").propertyNames());

        assertThat(names).hasSizeGreaterThan(100).allSatisfy(name -> assertThat(name)
                .as("give its record a name by @Schema(name = …)")
                .doesNotMatch("[A-Z][a-z]+ing([A-Z].*)?")
                .doesNotMatch(".*(Controller|Queries|Service|Impl|Dto|String|Emitter|View|Whole)")
                .doesNotMatch(".*(Shown|Asked|Found|Created|Incoming|Edited|Listed|Started|Received|Wanted|Changed)")
                .doesNotMatch("([A-Z].+)\\1.*"));
    }

    /** In what somebody sends, a field may be left out; an answer has all of its fields, and null is said. */
    @Test
    void theDocumentTellsNullFromAbsent() throws Exception {
        var document = json.readTree(document());
        var schemas = document.at("/components/schemas");
        var sent = new TreeSet<String>();
        document.at("/paths")
                .forEach(path -> path.forEach(operation -> namesIn(operation.path("requestBody"), schemas, sent)));

        schemas.propertyNames().forEach(name -> {
            if (!sent.contains(name) && !name.equals("Problem")) {
                var schema = schemas.path(name);
                var required = new TreeSet<String>();
                schema.path("required").forEach(field -> required.add(field.asString()));
                var fields = new TreeSet<>(schema.path("properties").propertyNames());
                assertThat(required).as(name).isEqualTo(fields);
            }
        });
        assertThat(schemas.at("/Deal/properties/closedAt/type").toString()).contains("\"null\"");
        assertThat(schemas.at("/Deal/properties/stage/anyOf/1/type").asString()).isEqualTo("null");
        assertThat(schemas.at("/Deal/properties/name/type").asString()).isEqualTo("string");
        assertThat(sent).contains("DealDraft");
        assertThat(schemas.at("/DealDraft/required").isMissingNode()).isTrue();
    }

    private static void namesIn(JsonNode node, JsonNode schemas, Set<String> found) {
        if (node.path("$ref").asString("").startsWith("#/components/schemas/")) {
            var name = node.path("$ref").asString().substring("#/components/schemas/".length());
            if (found.add(name)) {
                namesIn(schemas.path(name), schemas, found);
            }
        }
        node.forEach(inner -> namesIn(inner, schemas, found));
    }

    private String document() throws Exception {
        return mvc.perform(get("/v3/api-docs").with(httpBasic(staff.rep("east").login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void whatNobodyOpenedIsClosed() throws Exception {
        mvc.perform(post("/elsewhere").header("Authorization", "Bearer x")).andExpect(status().isUnauthorized());
    }
}
