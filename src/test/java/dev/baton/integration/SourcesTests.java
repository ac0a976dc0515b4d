package dev.baton.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.integration.hook.SignedMessages;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** However a lead comes in, it becomes one standard lead, and what its source said of it is kept (LI-06, LI-08). */
@BatonTest
@TestPropertySource(
        properties = {
            "baton.hooks.channels.site-form.secrets=" + SignedMessages.SECRET,
            "baton.imports.folder=target/imports-of-sources"
        })
class SourcesTests {

    /** What may differ: who it is, where it comes from, when and by whom it was brought. */
    private static final List<String> OF_THE_SOURCE = List.of(
            "id",
            "source",
            "external_ref",
            "source_meta",
            "created_by",
            "received_at",
            "admitted_at",
            "answer_by",
            "next_follow_up_at");

    private static final AtomicInteger SENT = new AtomicInteger();

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    void fourDoorsMakeTheSameLeadOfTheSamePerson() throws Exception {
        var leads = List.of(fromApi(), fromFile(), fromForm(), fromHook());

        assertThat(leads)
                .extracting(lead -> lead.get("source"))
                .containsExactly("manual", "import", "site-form", "site-form");
        assertThat(leads)
                .extracting(lead -> lead.get("external_ref"))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        var withoutSource = new ArrayList<Map<String, Object>>();
        for (var lead : leads) {
            var followUp = ((Timestamp) Objects.requireNonNull(lead.get("next_follow_up_at"))).toInstant();
            assertThat(Duration.between(Instant.now().plus(Duration.ofDays(1)), followUp)
                            .abs())
                    .isLessThan(Duration.ofMinutes(2));
            OF_THE_SOURCE.forEach(lead::remove);
            lead.replaceAll((column, value) -> String.valueOf(value));
            withoutSource.add(lead);
        }
        assertThat(withoutSource).allSatisfy(lead -> assertThat(lead).isEqualTo(withoutSource.getFirst()));
        assertThat(withoutSource.getFirst())
                .containsEntry("name", "张晓梅")
                .containsEntry("phone", "+8613812345678")
                .containsEntry("company", "杭州云杉精密有限公司")
                .containsEntry("utm", "{\"medium\": \"cpc\", \"source\": \"baidu\", \"campaign\": \"spring\"}");
    }

    @Test
    void whereALeadCameFromIsKept() throws Exception {
        fromFile();
        assertThat(meta("fixture-import")).contains("\"落地页\": \"/trial\"", "\"file\": \"fixture.csv\"");
        assertThat(fromForm().get("source_meta").toString())
                .contains("\"form_id\": \"trial-2026\"", "landing_page", "\"ip\": \"127.0.0.1\"", "user_agent");
        fromHook();
        assertThat(meta("fixture-hook"))
                .contains("\"form_id\": \"trial-2026\"", "landing_page", "\"remote.ip\": \"203.0.113.9\"");
    }

    private Map<String, Object> fromApi() throws Exception {
        var client = staff.person(null, Role.INTAKE);
        var body = fixture("api.json")
                .replace("NEXT_DAY", Instant.now().plus(Duration.ofDays(1)).toString());
        mvc.perform(post("/api/leads")
                        .contentType("application/json")
                        .content(body)
                        .with(httpBasic(client.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().is2xxSuccessful());
        return lead("fixture-api");
    }

    private Map<String, Object> fromFile() throws Exception {
        var uploader = staff.person(null, Role.MARKETING);
        var file = new MockMultipartFile(
                "file", "fixture.csv", "text/csv", fixture("import.csv").getBytes(StandardCharsets.UTF_8));
        var id = JsonPath.<String>read(
                mvc.perform(multipart("/api/imports")
                                .file(file)
                                .with(httpBasic(uploader.login(), StaffOnFile.PASSWORD)))
                        .andExpect(status().isAccepted())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select accepted from lead_import where id = ?::uuid")
                                .param(id)
                                .query(Integer.class)
                                .single()
                        == 1);
        return lead("fixture-import");
    }

    private Map<String, Object> fromForm() throws Exception {
        var reference = JsonPath.<String>read(
                mvc.perform(post("/public/leads")
                                .contentType("application/json")
                                .header("User-Agent", "Mozilla/5.0")
                                .content(fixture("form.json")))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.reference");
        return lead(reference);
    }

    private Map<String, Object> fromHook() throws Exception {
        // The same words in the same second carry the same signature, which is taken once.
        var words = fixture("site-form.json") + " ".repeat(SENT.incrementAndGet());
        mvc.perform(SignedMessages.to("site-form", words)).andExpect(status().is2xxSuccessful());
        return lead("fixture-hook");
    }

    private Map<String, Object> lead(String reference) {
        return new java.util.HashMap<>(jdbc.sql("select * from lead where external_ref = ?")
                .param(reference)
                .query()
                .singleRow());
    }

    private String meta(String reference) {
        return String.valueOf(lead(reference).get("source_meta"));
    }

    private static String fixture(String name) throws IOException {
        return new ClassPathResource("integration/" + name).getContentAsString(StandardCharsets.UTF_8);
    }
}
