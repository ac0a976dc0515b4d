package dev.baton.integration.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@BatonTest
@TestPropertySource(
        properties = {
            "baton.hooks.channels.douyin.secrets=the-secret-before-this,a-secret-for-tests-only",
            "baton.hooks.channels.flooded.source=site-form",
            "baton.hooks.channels.flooded.mapping.externalRef=id",
            "baton.hooks.per-address=80",
            "baton.hooks.together=120",
            "baton.hooks.period=1h"
        })
class HookTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ReceivingHook receiving;

    @Test
    void aSignedMessageOfThePlatformBecomesALead() throws Exception {
        var body = new ClassPathResource("integration/douyin.json").getContentAsString(StandardCharsets.UTF_8);

        mvc.perform(SignedMessages.to("douyin", body))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.repeated").value(false));

        var lead = jdbc.sql("select * from lead where source = 'douyin' and external_ref = '7300000000000000001'")
                .query()
                .singleRow();
        assertThat(lead).containsEntry("name", "陈雨桐").containsEntry("phone", "+8613812345670");
        assertThat(String.valueOf(lead.get("utm"))).contains("线索推广", "秋季试用");
        assertThat(String.valueOf(lead.get("source_meta")))
                .contains(
                        "\"ad_id\": \"1780000000000001\"",
                        "\"create_time_detail\": \"2026-11-20 09:31:05\"",
                        "remark_dict");
    }

    @Test
    void theSameLeadSignedAgainIsAnsweredAsBeforeAndMadeOnce() throws Exception {
        var body = message();
        mvc.perform(SignedMessages.to("douyin", body)).andExpect(status().isCreated());
        mvc.perform(SignedMessages.to("douyin", body))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.repeated").value(true));
        assertThat(leads(body)).isEqualTo(1);
    }

    @Test
    void theSameReferenceOfSomebodyElseIsRefusedByName() throws Exception {
        var body = message();
        mvc.perform(SignedMessages.to("douyin", body)).andExpect(status().isCreated());
        mvc.perform(SignedMessages.to("douyin", body.replace("5679", "5680")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("reference-reused"))
                .andExpect(jsonPath("$.errors[0].field").value("externalRef"));
    }

    @Test
    void aMessagePlayedBackIsRefused() throws Exception {
        var body = message();
        var at = Instant.now();
        mvc.perform(SignedMessages.to("douyin", body, SignedMessages.SECRET, at))
                .andExpect(status().isCreated());
        mvc.perform(SignedMessages.to("douyin", body, SignedMessages.SECRET, at))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("signature-replayed"));
        assertThat(leads(body)).isEqualTo(1);
    }

    @Test
    void ofTheSameMessageEightTimesAtOnceOneCounts() throws Exception {
        var body = message();
        var at = Instant.now();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> mvc.perform(SignedMessages.to("douyin", body, SignedMessages.SECRET, at))
                                    .andReturn()
                                    .getResponse()
                                    .getStatus())
                    .toList());
            assertThat(answers)
                    .extracting(java.util.concurrent.Future::get)
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
        }
        assertThat(leads(body)).isEqualTo(1);
    }

    @Test
    void anInvalidMessageDoesNotUseItsSignatureUp() throws Exception {
        var at = Instant.now();
        var wrong = message().replace("13812345679", "12");
        for (int i = 0; i < 2; i++) {
            mvc.perform(SignedMessages.to("douyin", wrong, SignedMessages.SECRET, at))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("phone"));
        }
    }

    @Test
    void whileASecretIsExchangedTheOldOneCounts() throws Exception {
        mvc.perform(SignedMessages.to("douyin", message(), "the-secret-before-this", Instant.now()))
                .andExpect(status().isCreated());
    }

    @Test
    void whatIsNotSignedRightIsNotTakenIn() throws Exception {
        var body = message();
        refused(SignedMessages.to("douyin", body, "another-secret-entirely", Instant.now()), 401, "signature-invalid");
        refused(
                SignedMessages.to(
                        "douyin", body, SignedMessages.SECRET, Instant.now().minusSeconds(301)),
                401,
                "signature-stale");
        refused(
                SignedMessages.to(
                        "douyin", body, SignedMessages.SECRET, Instant.now().plusSeconds(330)),
                401,
                "signature-stale");
        refused(SignedMessages.to("douyin", body).content(body + " "), 401, "signature-invalid");
        refused(SignedMessages.to("nobody", body), 404, "channel-not-found");
        refused(SignedMessages.to("site-form", body), 404, "channel-not-found");
        for (var header :
                new String[] {"", "t=1", "v1=ab", "t=x,v1=ab", "t=99999999999999999999,v1=ab", "v1,t", "x".repeat(5_000)
                }) {
            refused(
                    post("/hooks/leads/douyin")
                            .contentType("application/json")
                            .content(body)
                            .header("X-Baton-Signature", header),
                    401,
                    "signature-invalid");
        }
        refused(post("/hooks/leads/douyin").contentType("application/json").content(body), 401, "signature-invalid");
        assertThat(leads(body)).isZero();
    }

    @Test
    void aSignedMessageThatMakesNoSenseIsRefusedByName() throws Exception {
        refused(SignedMessages.to("douyin", "{\"clue_id\": \"1\", \"clue_id\": \"2\"}"), 400, "json-malformed");
        refused(SignedMessages.to("douyin", "{"), 400, "json-malformed");
        refused(SignedMessages.to("douyin", "[]"), 400, "wrong-type");
        refused(SignedMessages.to("douyin", message().replace("clue_id", "other_id")), 400, "missing-field");
        refused(SignedMessages.to("douyin", message().replace("客户", "客".repeat(10_000))), 400, "too-long");
        refused(SignedMessages.to("douyin", "{\"x\": \"" + "y".repeat(10_000_000) + "\"}"), 413, "payload-too-large");
    }

    /** On a channel that no other test here writes to; what is refused for its signature counts as well. */
    @Test
    void oneAddressCannotFloodAChannelAndAllTogetherCannotEither() throws Exception {
        for (var count = 0; count < 80; count++) {
            refused(fromAddress("198.51.100.1"), 404, "channel-not-found");
        }
        mvc.perform(fromAddress("198.51.100.1"))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("rate-limited"))
                .andExpect(header().exists("Retry-After"));
        for (var count = 0; count < 40; count++) {
            refused(fromAddress("198.51.100." + (2 + count)), 404, "channel-not-found");
        }
        refused(fromAddress("198.51.100.250"), 429, "rate-limited");

        mvc.perform(SignedMessages.to("douyin", message())).andExpect(status().isCreated());
    }

    @Test
    void aChannelTakesSixHundredMessagesAMinuteFromOneAddressAndThreeThousandFromAllUnlessToldOtherwise() {
        var standard =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("baton.hooks", HookProperties.class);

        assertThat(standard.perAddress()).isEqualTo(600);
        assertThat(standard.together()).isEqualTo(3_000);
        assertThat(standard.period()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void oldSignaturesAreForgotten() {
        jdbc.sql("insert into hook_signature (channel, signature, at, lead_id) values ('douyin', 'old', ?, ?)")
                .params(Timestamp.from(Instant.now().minusSeconds(3_600)), Ids.next())
                .update();
        receiving.forgetOldSignatures();
        assertThat(jdbc.sql("select count(*) from hook_signature where signature = 'old'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void refused(org.springframework.test.web.servlet.RequestBuilder request, int status, String code)
            throws Exception {
        mvc.perform(request)
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.code").value(code));
    }

    private static MockHttpServletRequestBuilder fromAddress(String address) {
        return post("/hooks/leads/flooded")
                .contentType("application/json")
                .content("{}")
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                });
    }

    private static String message() {
        return """
                {"clue_id": "%s", "name": "客户", "telephone": "13812345679"}""".formatted(Ids.next());
    }

    private int leads(String body) {
        var id = com.jayway.jsonpath.JsonPath.<String>read(body, "$.clue_id");
        return jdbc.sql("select count(*) from lead where external_ref = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }
}
