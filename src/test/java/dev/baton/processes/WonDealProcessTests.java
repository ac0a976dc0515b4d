package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.approval.AnsweringApproval;
import dev.baton.approval.ShowingApproval;
import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.evidence.Papers;
import dev.baton.evidence.inspection.FileType;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.gate.WorkingOnGate;
import dev.baton.shared.BusinessCalendar;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

/** A deal from its first day to the signature: real files, both approvals, and the workers of all modules. */
@ProcessTest
class WonDealProcessTests {

    @Autowired
    RealWorkers real;

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    Staff people;

    @Autowired
    OpeningDeal opening;

    @Autowired
    MovingDeal moving;

    @Autowired
    WorkingOnGate working;

    @Autowired
    ShowingDeal showing;

    @Autowired
    ApprovalsOfDeal approvals;

    @Autowired
    ShowingApproval showingApproval;

    @Autowired
    AnsweringApproval answering;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private ApprovalsBench on;
    private Person rep;
    private Caller caller;

    @BeforeEach
    void people() {
        bench = new EngineBench(
                ProcessTest.OneEngine.get(),
                List.of("opportunity-stages", "quote-countersign", "contract-approval"),
                List.of("dealId"));
        real.playOn(bench);
        on = new ApprovalsBench(real, approvals, showingApproval, answering, people);
        rep = staff.rep("east");
        caller = ApprovalsBench.caller(rep);
        staff.supervisor("east");
        staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        staff.director();
    }

    @Test
    @DisplayName(
            "Seven gates with real files, two approvals, the limits of the last stages, won; the ledger holds a file that a gate relied on (SG-02, SG-03, SW-08, SW-10, C-05)")
    void won() throws Exception {
        var deal = open();
        var stays = new HashMap<String, DealQueries.Details>();
        for (var stage : List.of(
                "first-contact",
                "needs-analysis",
                "solution-demo",
                "solution-accepted",
                "quote-approval",
                "contract-approval",
                "signing")) {
            assertThat(showing.show(deal).deal().stage()).isEqualTo(stage);
            stays.put(stage, showing.show(deal).deal());
            satisfyGate(deal);
            moving.move(deal, MoveRequest.toAdvance("条件齐了", null), caller);
            real.flow();
            approveWhatRuns(deal);
        }
        var contract = stays.get("contract-approval");
        assertThat(contract.dueAt())
                .isEqualTo(calendar.plusWorkingDays(contract.enteredAt(), 5).at());
        var signing = stays.get("signing");
        assertThat(signing.dueAt()).isEqualTo(signing.enteredAt().plus(Duration.ofDays(7)));
        var shown = showing.show(deal).deal();
        assertThat(shown.state().name()).isEqualTo("WON");
        assertThat(approvals.of(deal.value()))
                .extracting(ApprovalsOfDeal.View::outcome)
                .containsExactly(ApprovalsOfDeal.Outcome.APPROVED, ApprovalsOfDeal.Outcome.APPROVED);
        // Each gate is an entry of the ledger that names its files by their hashes.
        assertThat(jdbc.sql("""
                                select entry::jsonb -> 'pieces' -> 0 ->> 'sha256' from evidence_ledger
                                where record_id = ? and kind = 'ACCEPTED' order by number""").param(deal.value()).query(String.class).list())
                .hasSize(7)
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        var it = this.bench.follow(deal.toString());
        assertThat(it.incidents()).isEmpty();
        assertThat(it.over()).isTrue();
    }

    @Test
    @DisplayName("A declined quote brings the deal back to its task with the reason, and asked again it may pass")
    void declinedAndAskedAgain() throws Exception {
        var deal = open();
        for (var stage :
                List.of("first-contact", "needs-analysis", "solution-demo", "solution-accepted", "quote-approval")) {
            assertThat(showing.show(deal).deal().stage()).isEqualTo(stage);
            satisfyGate(deal);
            moving.move(deal, MoveRequest.toAdvance("条件齐了", null), caller);
            real.flow();
        }
        on.vote(deal.value(), on.awaited(deal.value()), "decline", "折扣没有说明");
        assertThat(showing.show(deal).deal().stage()).isEqualTo("quote-approval");
        assertThat(showing.show(deal).taskId()).isNotNull();
        assertThat(approvals
                        .latest(deal.value(), ApprovalKind.QUOTE)
                        .orElseThrow()
                        .reason())
                .contains("折扣没有说明");
        moving.move(deal, MoveRequest.toAdvance("已补充说明", null), caller);
        real.flow();
        approveWhatRuns(deal);
        assertThat(showing.show(deal).deal().stage()).isEqualTo("contract-approval");
    }

    @Test
    @DisplayName("A deal sent back while its contract is approved takes the approval with it")
    void sentBack() throws Exception {
        var deal = open();
        for (var at = 0; at < 6; at++) {
            satisfyGate(deal);
            moving.move(deal, MoveRequest.toAdvance("条件齐了", null), caller);
            real.flow();
            if (at < 5) {
                approveWhatRuns(deal);
            }
        }
        assertThat(on.of(deal.value()).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        moving.move(deal, MoveRequest.toReturn("客户改条款", null), caller);
        real.flow();
        assertThat(on.of(deal.value()).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.WITHDRAWN);
        assertThat(showing.show(deal).taskId()).isNotNull();
    }

    private void approveWhatRuns(DealId deal) {
        while (approvals.of(deal.value()).stream().anyMatch(one -> one.outcome() == ApprovalsOfDeal.Outcome.OPEN)) {
            on.approveStep(deal.value());
        }
    }

    /** Hands in every file that the stage wants, says what is to be said, and does what is to be done. */
    private void satisfyGate(DealId deal) throws Exception {
        var look = showing.show(deal).look();
        for (var proof : look.evidence()) {
            if (proof.proof().required() && !proof.there()) {
                var pdf = proof.proof().types().contains(FileType.PDF);
                var text = "Total: CNY 120,000.00";
                mvc.perform(multipart("/api/evidence")
                                .file(new MockMultipartFile(
                                        "file",
                                        proof.proof().kind() + (pdf ? ".pdf" : ".txt"),
                                        "application/octet-stream",
                                        pdf ? Papers.pdf(text) : text.getBytes(StandardCharsets.UTF_8)))
                                .param("recordKind", "deal")
                                .param("recordId", deal.toString())
                                .param("stage", look.stage().key())
                                .param("kind", proof.proof().kind())
                                .with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                        .andExpect(status().is2xxSuccessful());
            }
        }
        for (var condition : look.conditions()) {
            if (condition.condition().evidence().isEmpty() && !condition.met()) {
                working.confirm(deal, condition.condition().code(), true, null, caller);
            }
        }
        for (var action : look.actions()) {
            if (action.action().required() && action.doneAt() == null) {
                working.done(deal, action.action().key(), caller);
            }
        }
    }

    private DealId open() {
        var deal = opening.open(
                new NewDeal(
                        null,
                        "商机",
                        "客户公司",
                        "enterprise",
                        null,
                        new BigDecimal("120000"),
                        "CNY",
                        null,
                        LocalDate.ofInstant(bench.now().plus(Duration.ofDays(90)), ZoneOffset.UTC),
                        "standard"),
                caller);
        bench.follow(deal.toString());
        real.flow();
        return deal;
    }
}
