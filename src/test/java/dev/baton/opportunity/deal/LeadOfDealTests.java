package dev.baton.opportunity.deal;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.stage.ClosingDeal;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

/** What whoever looks at a lead sees of the deal that came of it. */
@BatonTest
@Import({DealFixtures.class, LeadFixtures.class})
class LeadOfDealTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DealFixtures fixtures;

    @Autowired
    LeadFixtures leads;

    @Autowired
    Deals deals;

    @Autowired
    ClosingDeal closing;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("A lead says nothing of a deal before there is one, then that it is open, then how it ended")
    void follows() throws Exception {
        var rep = staff.rep("east");
        var lead = leads.assigned(rep.id(), "east");
        jdbc.sql("update lead set status = 'QUALIFIED' where id = ?")
                .param(lead.value())
                .update();
        shown(lead, rep).andExpect(jsonPath("$.dealState").value(nullValue()));

        var deal = fixtures.standing(
                rep,
                new NewDeal(
                        lead,
                        "线索转来的商机",
                        "某公司",
                        "enterprise",
                        null,
                        new BigDecimal("120000"),
                        "CNY",
                        null,
                        LocalDate.now(ZoneOffset.UTC).plusDays(90),
                        null));
        shown(lead, rep)
                .andExpect(jsonPath("$.dealId").value(deal.toString()))
                .andExpect(jsonPath("$.dealState").value("OPEN"));

        transaction.executeWithoutResult(status -> {
            deals.change(deal).pass(Deal.Pass.of(Move.LOST, Deal.LOST, "预算取消", rep.id(), null));
            closing.close(deal, DealState.LOST);
        });
        shown(lead, rep).andExpect(jsonPath("$.dealState").value("LOST"));
        mvc.perform(get("/api/leads/" + lead + "/timeline").with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andExpect(jsonPath("$..kind").value(hasItem("DEAL_LOST")));
    }

    private ResultActions shown(LeadId lead, Person by) throws Exception {
        return mvc.perform(get("/api/leads/" + lead).with(httpBasic(by.login(), StaffOnFile.PASSWORD)));
    }
}
