package dev.baton.opportunity.deal;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.opportunity.DealFixtures;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Money that came in for a deal, as those who count it write it down (F-13). */
@BatonTest
@Import(DealFixtures.class)
class PaymentTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DealFixtures deals;

    @Autowired
    JdbcClient jdbc;

    private Person rep;
    private Person director;
    private DealId deal;

    @BeforeEach
    void aDeal() {
        rep = staff.rep("east");
        director = staff.director();
        deal = deals.standing(rep, "回款测试公司");
        jdbc.sql("update deal set amount = 120000, currency = 'CNY' where id = ?")
                .param(deal.value())
                .update();
    }

    @Test
    @DisplayName(
            "It is paid on the day on which what came in in its currency adds up to its amount, and open until then")
    void adding() throws Exception {
        pay(director, 50_000, "CNY", "2026-03-02").andExpect(status().isCreated());
        pay(director, 900_000, "USD", "2026-03-03")
                .andExpect(jsonPath("$.paidOn").value(nullValue()));
        pay(director, 70_000, "CNY", "2026-03-05")
                .andExpect(jsonPath("$.paidOn").value("2026-03-05"));
        // Found later, received earlier.
        pay(director, 80_000, "CNY", "2026-03-01")
                .andExpect(jsonPath("$.paidOn").value("2026-03-02"));
        mvc.perform(get("/api/deals/" + deal + "/payments").with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.payments", hasSize(4)))
                .andExpect(jsonPath("$.payments[0].receivedOn").value("2026-03-01"))
                .andExpect(jsonPath("$.payments[0].recordedBy").value(director.name()));
    }

    @Test
    @DisplayName(
            "Its rep reads it and writes nothing; finance without a voice sees no such deal; bad figures are refused by name")
    void refused() throws Exception {
        pay(rep, 1, "CNY", "2026-03-02").andExpect(status().isForbidden());
        pay(staff.person(null, Role.FINANCE), 1, "CNY", "2026-03-02")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("deal-not-found"));
        pay(director, 0, "CNY", "2026-03-02")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("amount-not-positive"));
        pay(director, 1, "RMB", "2026-03-02").andExpect(jsonPath("$.code").value("invalid-currency"));
        pay(director, 1, "CNY", "2199-03-02")
                .andExpect(jsonPath("$.code").value("date-in-future"))
                .andExpect(jsonPath("$.errors[0].field").value("receivedOn"));
        jdbc.sql("update deal set state = 'LOST', closed_at = created_at where id = ?")
                .param(deal.value())
                .update();
        pay(director, 1, "CNY", "2026-03-02")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("deal-closed"));
    }

    private ResultActions pay(Person by, int amount, String currency, String on) throws Exception {
        return mvc.perform(post("/api/deals/" + deal + "/payments")
                .with(httpBasic(by.login(), StaffOnFile.PASSWORD))
                .contentType("application/json")
                .content("{\"amount\": %d, \"currency\": \"%s\", \"receivedOn\": \"%s\"}"
                        .formatted(amount, currency, on)));
    }
}
