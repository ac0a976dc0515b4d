package dev.baton.lead.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.contact.Sources;
import dev.baton.lead.file.Leads;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** What is proposed for the first call to whoever waits in the pool. */
@BatonTest
@Import(LeadFixtures.class)
class PoolScriptTests {

    /** Only these people gave their number away themselves. */
    private static final Set<String> LEFT_THEIR_NUMBER = Set.of("site-form", "douyin", "wecom", "exhibition");

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    LeadFixtures leads;

    @Autowired
    Leads records;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @DisplayName("Whoever did not leave a number is not told so: the first words depend on the source")
    void firstWordsDependOnTheSource() throws Exception {
        var rep = staff.rep("east");
        for (var source : Sources.IN_ORDER) {
            var id = leads.received(LeadFixtures.newLead(source, "east"), null);
            transaction.executeWithoutResult(status -> records.change(id).offerToPool(Instant.now()));
            for (var language :
                    Map.of("zh", "留下了联系方式", "en", "left your number").entrySet()) {
                var pool = mvc.perform(get("/api/leads/pool")
                                .header("Accept-Language", language.getKey())
                                .with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
                var script = JsonPath.<List<String>>read(pool, "$[?(@.id == '" + id + "')].script");
                assertThat(script).as(source).hasSize(1);
                assertThat(script.getFirst().contains(language.getValue()))
                        .as("%s: %s", source, script)
                        .isEqualTo(LEFT_THEIR_NUMBER.contains(source));
                assertThat(script.getFirst()).contains("客户").doesNotContain("pool.script", "{");
            }
        }
    }
}
