package dev.baton.lead.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.ObjectMapper;

@BatonTest
class LeadIntakeTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    private Person rep;

    @BeforeEach
    void somebodyToAsk() {
        rep = staff.rep("east");
    }

    @Test
    void fiveFieldsAreEnough() throws Exception {
        var answer = hand(five())
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.status").value("RECEIVED"))
                .andReturn()
                .getResponse();

        String id = JsonPath.read(answer.getContentAsString(), "$.id");
        assertThat(answer.getHeader("Location")).isEqualTo("/api/leads/" + id);
        assertThat(jdbc.sql("select count(*) from outbox_message where correlation_key = ? and name = 'lead.received'")
                        .param(id)
                        .query(Long.class)
                        .single())
                .as("one message starts one process")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "phone", "source", "intent", "nextFollowUpAt"})
    void aMissingFieldIsNamed(String field) throws Exception {
        var lead = five();
        lead.remove(field);

        hand(lead)
                .andExpect(status().isBadRequest())
                .andExpect(header().string("Content-Type", containsString("application/problem+json")))
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, 138123456789",
        "phone, no phone at all",
        "source, carrier-pigeon",
        "intent, burning",
        "email, not-a-mail",
        "region, atlantis",
        "nextFollowUpAt, 1999-01-01T00:00:00Z",
        "nextFollowUpAt, 9999-12-31T00:00:00Z",
        "nextFollowUpAt, tomorrow"
    })
    void aWrongValueIsNamed(String field, String value) throws Exception {
        var lead = five();
        lead.put(field, value);

        hand(lead)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void aKeyThatIsGivenTwiceIsRefusedByName() throws Exception {
        var body = json.writeValueAsString(five());

        mvc.perform(request(body.replace("\"source\"", "\"phone\":\"13900000000\",\"source\"")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("duplicate-key"))
                .andExpect(jsonPath("$.errors[0].field").value("phone"));
        mvc.perform(request(body.replaceFirst("}$", ",\"utm\":{\"term\":\"a\",\"term\":\"b\"}}")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("term"));
    }

    @Test
    void aNameOfTenThousandCharactersIsRefusedByName() throws Exception {
        var lead = five();
        lead.put("name", "长".repeat(10_000));

        hand(lead)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("name"));
    }

    @Test
    void theRefusalSpeaksTheLanguageOfTheRequest() throws Exception {
        var lead = five();
        lead.remove("phone");
        var body = json.writeValueAsString(lead);

        mvc.perform(request(body).header("Accept-Language", "en"))
                .andExpect(jsonPath("$.title").value("A required field is missing"));
        mvc.perform(request(body).header("Accept-Language", "zh-CN")).andExpect(jsonPath("$.title", is("缺少必填字段")));
    }

    @Test
    void markupAndEmojiInANameAreKeptAsData() throws Exception {
        var lead = five();
        lead.put("name", "<b>王</b>👩‍💻");
        var id = idOf(hand(lead));

        mvc.perform(get("/api/leads/" + id).with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andExpect(jsonPath("$.name").value("<b>王</b>👩‍💻"));
    }

    @Test
    void thePhoneIsCleanedAndTheOriginalKept() throws Exception {
        var lead = five();
        lead.put("phone", "+86 (138) 1234-5678");
        var id = idOf(hand(lead));

        mvc.perform(get("/api/leads/" + id).with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andExpect(jsonPath("$.phone").value("13812345678"))
                .andExpect(jsonPath("$.phoneOriginal").value("+86 (138) 1234-5678"));
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameLeadHoweverManySendItAtOnce() throws Exception {
        var body = json.writeValueAsString(five());
        Callable<String> send = () -> JsonPath.read(
                mvc.perform(request(body).header("Idempotency-Key", "key-" + rep.login()))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(
                    IntStream.range(0, 12).mapToObj(number -> send).toList());
            var ids = new java.util.HashSet<String>();
            for (var answer : answers) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void anIdempotencyKeyForOtherContentsIsRefused() throws Exception {
        mvc.perform(request(json.writeValueAsString(five())).header("Idempotency-Key", "other-" + rep.login()))
                .andExpect(status().isCreated());
        var different = five();
        different.put("name", "别人");

        mvc.perform(request(json.writeValueAsString(different)).header("Idempotency-Key", "other-" + rep.login()))
                .andExpect(status().isConflict());
    }

    @Test
    void theSameReferenceOfTheSameSourceIsTheSameLead() throws Exception {
        var lead = five();
        lead.put("externalRef", "form-" + UUID.randomUUID());
        var first = idOf(hand(lead));

        lead.put("name", " 张 伟");
        lead.put("phone", "+86 138-1234-5678");
        lead.put("intent", "low");
        assertThat(idOf(hand(lead))).isEqualTo(first);
        lead.put("source", "douyin");
        assertThat(idOf(hand(lead))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"name, 王伟", "phone, 13812345679"})
    void theSameReferenceOfSomebodyElseIsRefusedByName(String field, String value) throws Exception {
        var lead = five();
        lead.put("externalRef", "form-" + UUID.randomUUID());
        idOf(hand(lead));
        lead.put(field, value);

        hand(lead)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("reference-reused"))
                .andExpect(jsonPath("$.errors[0].field").value("externalRef"))
                .andExpect(jsonPath("$.detail", containsString(field)));
    }

    @Test
    void whoMayNotSeeTheLeadOfAReferenceLearnsNothingOfIt() throws Exception {
        var lead = five();
        lead.put("externalRef", "form-" + UUID.randomUUID());
        var id = idOf(hand(lead));
        rep = staff.rep("west");

        for (var phone : new String[] {"13812345678", "13812345679"}) {
            lead.put("phone", phone);
            var answer = hand(lead)
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.code").value("reference-taken"))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getContentAsString()).doesNotContain(id);
            assertThat(answer.getHeader("Location")).isNull();
        }
    }

    @Test
    void aRepeatGetsTheFirstAnswerHoweverOldItsDateIs() throws Exception {
        var lead = five();
        lead.put("externalRef", "form-" + UUID.randomUUID());
        var first = idOf(hand(lead));

        lead.put("nextFollowUpAt", "2001-02-03T00:00:00Z");
        assertThat(idOf(hand(lead))).isEqualTo(first);
    }

    @Test
    void utmFieldsBeyondALimitAreRefusedAndNotLost() throws Exception {
        var lead = five();
        var utm = new LinkedHashMap<String, String>();
        IntStream.range(0, 51).forEach(number -> utm.put("key" + number, "value"));
        lead.put("utm", utm);
        hand(lead)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("utm"))
                .andExpect(jsonPath("$.detail", containsString("50")));

        lead.put("utm", Map.of("k".repeat(101), "value"));
        hand(lead).andExpect(status().isBadRequest()).andExpect(jsonPath("$.detail", containsString("100")));
    }

    @Test
    void nobodySeesALeadOfSomebodyElse() throws Exception {
        var id = idOf(hand(five()));
        var stranger = staff.rep("west");

        for (var path : new String[] {"", "/timeline", "/assignments"}) {
            mvc.perform(get("/api/leads/" + id + path).with(httpBasic(stranger.login(), StaffOnFile.PASSWORD)))
                    .andExpect(status().isNotFound());
        }
        mvc.perform(post("/api/leads/" + id + "/touches")
                        .with(httpBasic(stranger.login(), StaffOnFile.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"channel\":\"dial\"}"))
                .andExpect(status().isNotFound());
    }

    private String idOf(ResultActions answer) throws Exception {
        return JsonPath.read(
                answer.andExpect(status().isCreated()).andReturn().getResponse().getContentAsString(), "$.id");
    }

    private ResultActions hand(Map<String, Object> lead) throws Exception {
        return mvc.perform(request(json.writeValueAsString(lead)));
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request(String body) {
        return post("/api/leads")
                .with(httpBasic(rep.login(), StaffOnFile.PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private static Map<String, Object> five() {
        var lead = new LinkedHashMap<String, Object>();
        lead.put("name", "张伟");
        lead.put("phone", "13812345678");
        lead.put("source", "site-form");
        lead.put("intent", "high");
        lead.put(
                "nextFollowUpAt",
                Instant.now()
                        .plus(1, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        return lead;
    }
}
