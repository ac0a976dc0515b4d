package dev.baton.integration.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@BatonTest
@TestPropertySource(
        properties = {
            "baton.public-form.allowed-origins=https://www.example.com",
            "baton.public-form.per-address=3",
            "baton.public-form.period=1h"
        })
class PublicFormTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    private int visitors;

    @Test
    void aVisitorGivesNameAndNumberAndGetsAReference() throws Exception {
        var answer = mvc.perform(json(
                        "{\"name\": \"李女士\", \"phone\": \"13812340001\", \"intent\": \"high\", \"message\": \"请回电\"}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.length()").value(1))
                .andReturn()
                .getResponse()
                .getContentAsString();

        var reference = JsonPath.<String>read(answer, "$.reference");
        assertThat(reference).matches("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}");
        var lead = jdbc.sql("select * from lead where external_ref = ?")
                .param(reference)
                .query()
                .singleRow();
        assertThat(lead)
                .containsEntry("source", "site-form")
                .containsEntry("intent", "high")
                .containsEntry("name", "李女士");
        assertThat(String.valueOf(lead.get("source_meta"))).contains("\"message\": \"请回电\"");
    }

    @Test
    void aPlainFormOfASiteIsTakenAsWell() throws Exception {
        mvc.perform(post("/public/leads")
                        .contentType("application/x-www-form-urlencoded")
                        .content("name=%E7%8E%8B%E5%85%88%E7%94%9F&phone=13812340002&utm_source=baidu&form_id=f1")
                        .with(fresh()))
                .andExpect(status().isCreated());
        var lead = jdbc.sql("select * from lead where phone = '+8613812340002'")
                .query()
                .singleRow();
        assertThat(lead).containsEntry("name", "王先生");
        assertThat(String.valueOf(lead.get("utm"))).contains("baidu");
        assertThat(String.valueOf(lead.get("source_meta"))).contains("\"form_id\": \"f1\"");
    }

    @Test
    void aSubmissionThatIsSentTwiceIsOneLead() throws Exception {
        var body = "{\"name\": \"赵\", \"phone\": \"13812340003\", \"submission\": \"%s\"}".formatted(Ids.next());
        var first = mvc.perform(json(body)).andExpect(status().isCreated()).andReturn();
        var second = mvc.perform(json(body)).andExpect(status().isCreated()).andReturn();

        assertThat(second.getResponse().getContentAsString())
                .isEqualTo(first.getResponse().getContentAsString());
        assertThat(count("+8613812340003")).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            mvc.perform(json("{\"name\": \"赵\", \"phone\": \"13812340013\"}")
                            .header("Idempotency-Key", "4b0e8f6e-6d0b-4f53-9c55-2a9d6c1f7a10"))
                    .andExpect(status().isCreated());
        }
        assertThat(count("+8613812340013")).isEqualTo(1);
    }

    @Test
    void aSubmissionThatIsTooShortOrTooLongIsRefusedByName() throws Exception {
        for (var submission : new String[] {"short", "x".repeat(101)}) {
            mvc.perform(json("{\"name\": \"赵\", \"phone\": \"13812340023\", \"submission\": \"%s\"}"
                            .formatted(submission)))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("submission"));
        }
        mvc.perform(json("{\"name\": \"赵\", \"phone\": \"13812340023\"}").header("Idempotency-Key", "short"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"));
        assertThat(count("+8613812340023")).isZero();
    }

    @Test
    void aSubmissionOfSomebodyElseIsRefusedByName() throws Exception {
        var body = "{\"name\": \"赵\", \"phone\": \"13812340033\", \"submission\": \"%s\"}".formatted(Ids.next());
        mvc.perform(json(body)).andExpect(status().isCreated());

        mvc.perform(json(body.replace("0033", "0034")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("submission-reused"))
                .andExpect(jsonPath("$.errors[0].field").value("submission"));
        assertThat(count("+8613812340034")).isZero();
    }

    @Test
    void aProgramThatFillsInEverythingReadsSuccessAndLeavesNothing() throws Exception {
        mvc.perform(json("{\"name\": \"Buy\", \"phone\": \"13812340004\", \"website\": \"https://spam.example\"}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.reference").isNotEmpty());
        assertThat(count("+8613812340004")).isZero();
    }

    @Test
    void whatIsWrongIsNamedInTheLanguageOfTheVisitor() throws Exception {
        mvc.perform(json("{\"name\": \"孙\"}").header("Accept-Language", "zh-CN"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("phone"))
                .andExpect(jsonPath("$.errors[0].message").value(org.hamcrest.Matchers.containsString("必须填写")));
        mvc.perform(json("{\"name\": \"" + "x".repeat(10_000) + "\", \"phone\": \"13812340005\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("name"));
        mvc.perform(json("{\"name\":")).andExpect(status().isBadRequest());
        mvc.perform(json("{\"name\": \"" + "x".repeat(10_000_000) + "\"}")).andExpect(status().isContentTooLarge());
    }

    @Test
    void markupAndEmojiInANameAreJustText() throws Exception {
        mvc.perform(json("{\"name\": \"<img src=x onerror=alert(1)> 😀\", \"phone\": \"13812340006\"}"))
                .andExpect(status().isCreated());
        assertThat(jdbc.sql("select name from lead where phone = '+8613812340006'")
                        .query(String.class)
                        .single())
                .isEqualTo("<img src=x onerror=alert(1)> 😀");
    }

    @Test
    void oneAddressCannotFloodTheForm() throws Exception {
        for (int i = 0; i < 4; i++) {
            mvc.perform(post("/public/leads")
                            .contentType("application/json")
                            .content("{}")
                            .with(from("2001:db8::" + i)))
                    .andExpect(status().is(i < 3 ? 400 : 429))
                    .andExpect(i < 3 ? status().isBadRequest() : header().exists("Retry-After"));
        }
        mvc.perform(post("/public/leads")
                        .contentType("application/json")
                        .content("{}")
                        .with(from("2001:db8:1::1")))
                .andExpect(status().isBadRequest());
    }

    @Test
    void onlyNamedSitesMaySendTheForm() throws Exception {
        mvc.perform(options("/public/leads")
                        .header("Origin", "https://www.example.com")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type"))
                .andExpect(status().isOk())
                .andExpect(header().string("Access-Control-Allow-Origin", "https://www.example.com"));
        mvc.perform(options("/public/leads")
                        .header("Origin", "https://other.example")
                        .header("Access-Control-Request-Method", "POST"))
                .andExpect(status().isForbidden());
    }

    @Test
    void theFormsPageNeedsNoSignIn() throws Exception {
        var status =
                mvc.perform(get("/public/lead-form")).andReturn().getResponse().getStatus();
        assertThat(status).isIn(200, 404);
    }

    private MockHttpServletRequestBuilder json(String body) {
        return post("/public/leads")
                .contentType("application/json")
                .content(body)
                .with(fresh());
    }

    private RequestPostProcessor fresh() {
        return from("198.51.%d.%d".formatted(System.identityHashCode(this) & 0xFF, ++visitors));
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private int count(String phone) {
        return jdbc.sql("select count(*) from lead where phone = ?")
                .param(phone)
                .query(Integer.class)
                .single();
    }
}
