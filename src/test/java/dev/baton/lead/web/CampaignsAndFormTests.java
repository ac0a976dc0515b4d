package dev.baton.lead.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Where leads come from, and the form by which people enter them. */
@BatonTest
class CampaignsAndFormTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("The report of campaigns adds up to the leads that are on file, whatever their addresses said (LI-08)")
    void theReportAddsUpToTheRows() throws Exception {
        var director = staff.director();
        var mark = "kampagne-" + UUID.randomUUID();
        enter(director, "{\"source\": \"baidu\", \"medium\": \"cpc\", \"campaign\": \"%s\"}".formatted(mark));
        enter(
                director,
                "{\"utm_source\": \"baidu\", \"utm_medium\": \"cpc\", \"utm_campaign\": \"%s\"}".formatted(mark));
        enter(director, "{\"source\": \"weibo\", \"campaign\": \"%s\"}".formatted(mark));
        enter(director, "{}");

        var report = read(director, "/api/leads/utm-report");
        List<Map<String, Object>> ofMark = JsonPath.read(report, "$.lines[?(@.campaign == '%s')]".formatted(mark));
        assertThat(ofMark)
                .extracting(line -> line.get("source") + " " + line.get("medium") + " " + line.get("leads"))
                .containsExactly("baidu cpc 2", "weibo null 1");
        List<Integer> leads = JsonPath.read(report, "$.lines[*].leads");
        var sum = leads.stream().mapToInt(Integer::intValue).sum();
        assertThat(JsonPath.<Integer>read(report, "$.total.leads")).isEqualTo(sum);
        assertThat((long) sum)
                .isEqualTo(jdbc.sql("select count(*) from lead where received_at > now() - interval '90 days'")
                        .query(Long.class)
                        .single());
    }

    @Test
    void aManagerSeesTheCampaignsOfTheOwnLeadsOnlyAndAWrongTimeIsRefused() throws Exception {
        var director = staff.director();
        var mark = "kampagne-" + UUID.randomUUID();
        enter(director, "{\"campaign\": \"%s\"}".formatted(mark));

        var seen = read(staff.supervisor("west"), "/api/leads/utm-report");
        assertThat(JsonPath.<List<Object>>read(seen, "$.lines[?(@.campaign == '%s')]".formatted(mark)))
                .isEmpty();
        mvc.perform(get("/api/leads/utm-report?from=2026-02-02&to=2026-02-01")
                        .with(httpBasic(director.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("ends-before-start"))
                .andExpect(jsonPath("$.errors[0].field").value("to"));
    }

    @Test
    @DisplayName("A lead that comes over the API keeps the address that it came from (LI-08)")
    void aLeadKeepsItsAddress() throws Exception {
        var director = staff.director();
        var id = enter(director, "{}");

        var lead = read(director, "/api/leads/" + id);
        assertThat(JsonPath.<Map<String, String>>read(lead, "$.sourceMeta"))
                .containsEntry("channel", "api")
                .containsEntry("ip", "127.0.0.1");
    }

    @Test
    void theFormIsTheOneThatIsDeployedWithTheChoicesInTheLanguageOfTheReader() throws Exception {
        jdbc.sql("""
                        insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                        values ('form', 9907, 'lead-quick-create', 3, ?, now())""")
                .param(Files.readString(Path.of("forms/lead-quick-create.form")))
                .update();
        var rep = staff.rep("east");
        var form = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> mvc.perform(get("/api/leads/form")
                                        .header("Accept-Language", "en")
                                        .with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                                .andReturn()
                                .getResponse(),
                        response -> response.getStatus() == 200)
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(JsonPath.<Integer>read(form, "$.version")).isEqualTo(3);
        List<String> keys = JsonPath.read(form, "$.schema.components[?(@.valuesKey)].valuesKey");
        Map<String, Object> data = JsonPath.read(form, "$.data");
        assertThat(data).containsOnlyKeys(keys);
        assertThat(JsonPath.<List<String>>read(form, "$.data.regions[?(@.value == 'east')].label"))
                .containsExactly("East China");
        assertThat(JsonPath.<List<String>>read(form, "$.data.companySizes[*].value"))
                .containsExactly("1-49", "50-499", "500+");
    }

    private String enter(Person by, String utm) throws Exception {
        var answer = mvc.perform(post("/api/leads")
                        .with(httpBasic(by.login(), StaffOnFile.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"name": "李雷", "phone": "1381234%04d", "source": "site-form", "intent": "high", "region": "east",
                                 "nextFollowUpAt": "%s", "utm": %s}""".formatted(
                                        Math.floorMod(UUID.randomUUID().hashCode(), 10_000),
                                        Instant.now().plus(Duration.ofDays(1)),
                                        utm)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, "$.id");
    }

    private String read(Person as, String path) throws Exception {
        return mvc.perform(get(path).with(httpBasic(as.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
