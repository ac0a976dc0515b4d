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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.core.type.TypeReference;
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
        var said = mvc.perform(
                        get("/v3/api-docs").with(httpBasic(staff.rep("east").login(), StaffOnFile.PASSWORD)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var document = new TreeMap<>(json.readValue(said, new TypeReference<Map<String, Object>>() {}));
        document.remove("servers");
        var fresh = Path.of("target/openapi.json");
        json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withDefaultPrettyPrinter()
                .writeValue(fresh.toFile(), document);

        assertThat(json.readTree(Path.of("src/main/frontend/openapi.json").toFile()))
                .as("copy %s to src/main/frontend and run npm run api:types there", fresh)
                .isEqualTo(json.readTree(fresh.toFile()));
    }

    @Test
    void whatNobodyOpenedIsClosed() throws Exception {
        mvc.perform(post("/elsewhere").header("Authorization", "Bearer x")).andExpect(status().isUnauthorized());
    }
}
