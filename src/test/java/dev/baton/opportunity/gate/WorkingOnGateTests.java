package dev.baton.opportunity.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.EnteringStage;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person can do with a deal over HTTP, and what nobody can, without an engine. */
@BatonTest
@Import(DealFixtures.class)
class WorkingOnGateTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    DealFixtures deals;

    @Autowired
    StaffOnFile staff;

    @Autowired
    EnteringStage entering;

    @Autowired
    DealEvidence evidence;

    @Autowired
    TransactionTemplate transaction;

    private Person rep;
    private DealId deal;

    @BeforeEach
    void aDeal() {
        rep = staff.rep("east");
        deal = deals.standing(rep, "华东机械");
    }

    @Test
    @DisplayName("The minutes are a .docx that opens and names the customer and the day (SG-10)")
    void theMinutesOpenAndNameTheCustomerAndTheDay() throws Exception {
        var file = mvc.perform(by(rep, get("/api/deals/" + deal + "/minutes.docx")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var document = new XWPFDocument(new ByteArrayInputStream(file));
                var text = new XWPFWordExtractor(document)) {
            assertThat(text.getText())
                    .contains("华东机械", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
        }
    }

    @Test
    @DisplayName("The mail of confirmation goes to the customer and names them (SG-10)")
    void theMailGoesToTheCustomer() throws Exception {
        mvc.perform(by(rep, get("/api/deals/" + deal + "/confirmation-mail")))
                .andExpect(jsonPath("$.to").value("buyer@customer.example"))
                .andExpect(jsonPath("$.body").value(org.hamcrest.Matchers.containsString("华东机械")));
    }

    @Test
    void everybodyIsRefusedWithTheSameList() throws Exception {
        for (var person : java.util.List.of(rep, staff.supervisor("east"), staff.admin())) {
            mvc.perform(by(person, post("/api/deals/" + deal + "/advance")).content("{\"reason\":\"x\"}"))
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.code").value("gate-refused"))
                    .andExpect(jsonPath("$.missing[*].code")
                            .value(org.hamcrest.Matchers.contains(
                                    "condition.first-communication",
                                    "condition.contact-named",
                                    "condition.pain-known")));
        }
    }

    @Test
    @DisplayName("A jump without a green channel is refused (SG-06)")
    void aJumpWithoutAGreenChannelIsRefused() throws Exception {
        mvc.perform(by(rep, post("/api/deals/" + deal + "/advance"))
                        .content("{\"reason\":\"x\",\"toStage\":\"quote-approval\"}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.missing[*].code").value(org.hamcrest.Matchers.hasItem("green-channel")));
    }

    @Test
    void noStepEntersAStageThatNoGateHasLetTheDealInto() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> entering.enter(deal, "signing", null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no gate");
    }

    @Test
    @DisplayName("Exactly one sub-state of the stage is ticked; two are refused (SW-01)")
    void exactlyOneSubstateOfTheStageIsTicked() throws Exception {
        mvc.perform(by(rep, put("/api/deals/" + deal + "/substate")).content("{\"substate\":\"material-sent\"}"))
                .andExpect(status().isOk());
        for (var wrong : java.util.List.of(
                "{\"substate\":\"awaiting-scan\"}", "{\"substate\":[\"material-sent\",\"no-answer\"]}", "{}")) {
            mvc.perform(by(rep, put("/api/deals/" + deal + "/substate")).content(wrong))
                    .andExpect(status().isBadRequest());
        }
        mvc.perform(by(rep, get("/api/deals/" + deal)))
                .andExpect(jsonPath("$.substate").value("material-sent"))
                .andExpect(jsonPath("$.stage.definitionVersion").value(1))
                .andExpect(jsonPath("$.mustDo.length()").value(2));
    }

    @Test
    @DisplayName("A card of the board names the sub-state in the reader's language")
    void aCardNamesItsSubstate() throws Exception {
        mvc.perform(by(rep, put("/api/deals/" + deal + "/substate")).content("{\"substate\":\"material-sent\"}"));
        var card = "$.columns[0].deals[?(@.id == '" + deal + "')].substateName";
        mvc.perform(by(rep, get("/api/deals").header("Accept-Language", "zh-CN")))
                .andExpect(jsonPath(card).value("已发送资料"));
        mvc.perform(by(rep, get("/api/deals").header("Accept-Language", "en")))
                .andExpect(jsonPath(card).value("Material sent"));
    }

    @Test
    @DisplayName("Twelve reasons wait for whoever is asked why a deal stands (SW-03)")
    void twelveReasonsWaitForWhoeverIsAsked() throws Exception {
        mvc.perform(by(rep, get("/api/deals/blockers")))
                .andExpect(jsonPath("$.reasons.length()").value(12));
    }

    @Test
    void aRepOfAnotherRegionKnowsNothingOfIt() throws Exception {
        mvc.perform(by(staff.rep("west"), get("/api/deals/" + deal))).andExpect(status().isNotFound());
    }

    @Test
    void amountsThatAreNoneAreRefusedByName() throws Exception {
        for (var amount : java.util.List.of("-1", "0", "1.000000000000000000000000000001")) {
            mvc.perform(by(rep, post("/api/deals")).content("""
                                    {"name":"a","customerName":"b","customerType":"smb","amount":%s,"currency":"CNY",
                                     "expectedCloseOn":"%s"}""".formatted(
                                    amount, LocalDate.now(ZoneOffset.UTC).plusDays(9))))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("amount"));
        }
    }

    @Test
    void filesAreExpectedByStageAndKind() {
        assertThat(evidence.expectation(deal.value(), "signing", "signed-contract")
                        .amount())
                .isEqualByComparingTo("120000");
        assertThatThrownBy(() -> evidence.expectation(deal.value(), "signing", "selfie"))
                .isInstanceOf(Refusal.class);
    }

    private static MockHttpServletRequestBuilder by(Person person, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }
}
