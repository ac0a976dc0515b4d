package dev.baton.opportunity.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.opportunity.DealsInBulk;
import dev.baton.opportunity.DealsInBulk.Open;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The list of stuck deals: who sees it, who takes it away, and what stays known of that. */
@BatonTest
@Import(DealsInBulk.class)
class StuckDealsTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    DealsInBulk deals;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    private Person rep;
    private Person supervisor;

    @BeforeEach
    void aRegionOfTheirOwn() {
        var region = "r" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("insert into region (code, name_zh, name_en, position) values (?, ?, ?, 99)")
                .params(region, region, region)
                .update();
        rep = staff.rep(region);
        supervisor = staff.supervisor(region);
    }

    @AfterEach
    void nothingIsLeft() {
        deals.removeAllOf(rep.region());
    }

    @Test
    @DisplayName("More than 15 days are stuck, and the average is that of the list (SG-11, C-05)")
    void listed() throws Exception {
        var longest = deals.add(Open.of(rep, "solution-demo").stood(Duration.ofDays(20)));
        var longer = deals.add(Open.of(rep, "signing").stood(Duration.ofHours(15 * 24 + 1)));
        deals.add(Open.of(rep, "signing").stood(Duration.ofDays(15).minusHours(1)));
        mvc.perform(by(supervisor, get("/api/stuck-deals")))
                .andExpect(jsonPath("$.count").value(2))
                .andExpect(jsonPath("$.deals[*].deal.id", contains(longest.toString(), longer.toString())))
                .andExpect(jsonPath("$.deals[0].deal.owner.id").value(rep.id().toString()))
                .andExpect(
                        jsonPath("$.averageDays").value(org.hamcrest.Matchers.closeTo((20 + 15 + 1 / 24d) / 2, 0.01)))
                .andExpect(jsonPath("$.round").doesNotExist());
        mvc.perform(by(rep, get("/api/stuck-deals"))).andExpect(status().isForbidden());
    }

    @Test
    @DisplayName(
            "A director takes the list away, formulas disarmed, and that stays known; a supervisor does not (AC-06, AC-08)")
    void exported() throws Exception {
        var deal = deals.add(Open.of(rep, "solution-demo").stood(Duration.ofDays(20)));
        jdbc.sql("update deal set name = '=cmd|''/c calc''!A1', customer_name = '@客户' where id = ?")
                .param(deal.value())
                .update();
        var director = staff.director();
        var csv = mvc.perform(by(director, get("/api/stuck-deals/export.csv")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFF").contains("'=cmd|'/c calc'!A1,'@客户," + rep.name() + ",方案演示,", ",20.0,1000");
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'deal.stuck-exported' and by_id = ?")
                        .param(director.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        for (var path : new String[] {"/api/stuck-deals/export.csv", "/api/stuck-deals/repairs/" + UUID.randomUUID()}) {
            mvc.perform(by(supervisor, get(path))).andExpect(status().isForbidden());
        }
        mvc.perform(by(supervisor, post("/api/stuck-deals/repairs"))).andExpect(status().isForbidden());
        mvc.perform(by(director, get("/api/stuck-deals/repairs/" + UUID.randomUUID())))
                .andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("One round at a time; one that was cancelled in the engine, and asks nothing for an hour, gives way")
    void rounds() throws Exception {
        jdbc.sql("update deal_repair_round set ended_at = now() where ended_at is null")
                .update();
        deals.add(Open.of(rep, "solution-demo").stood(Duration.ofDays(20)));
        var director = staff.director();
        var start = by(director, post("/api/stuck-deals/repairs"));
        mvc.perform(start).andExpect(status().is2xxSuccessful());
        mvc.perform(start)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("repair-running"));

        jdbc.sql("update deal_repair_round set asked_at = asked_at - interval '61 minutes' where ended_at is null")
                .update();
        mvc.perform(start).andExpect(status().is2xxSuccessful());
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'deal-repair.given-up' and by_id = ?")
                        .param(director.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        jdbc.sql("update deal_repair_round set ended_at = now() where ended_at is null")
                .update();
    }

    private static MockHttpServletRequestBuilder by(Person person, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(person.login(), StaffOnFile.PASSWORD));
    }
}
