package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.InboxBench;
import dev.baton.engine.Incidents;
import dev.baton.evidence.Evidence;
import dev.baton.evidence.ExplainingMismatch;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.gate.WorkingOnGate;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** A deal from its first day to the signature: real files, both approvals, and the workers of all modules. */
@ProcessTest
class WonDealProcessTests {

    @Autowired
    DealWorld world;

    @Autowired
    RealWorkers real;

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    MovingDeal moving;

    @Autowired
    ShowingDeal showing;

    @Autowired
    WorkingOnGate working;

    @Autowired
    Evidence evidence;

    @Autowired
    ExplainingMismatch explaining;

    @Autowired
    ApprovalsOfDeal approvals;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    InboxBench inbox;

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
        on = world.approvalsBench();
        rep = world.repAmongApprovers();
        caller = ApprovalsBench.caller(rep);
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
            world.satisfyGate(deal, rep);
            world.advance(deal, caller);
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
            world.satisfyGate(deal, rep);
            if (stage.equals("quote-approval")) {
                working.tick(deal, "price-negotiation", caller);
            }
            world.advance(deal, caller);
            real.flow();
        }
        assertThat(substate(deal)).as("while people vote").isEqualTo("quote-in-approval");
        on.vote(deal.value(), on.awaited(deal.value()), "decline", "折扣没有说明");
        assertThat(substate(deal)).as("as it was ticked before").isEqualTo("price-negotiation");
        assertThat(showing.show(deal).deal().stage()).isEqualTo("quote-approval");
        assertThat(showing.show(deal).taskId()).isNotNull();
        assertThat(approvals
                        .latest(deal.value(), ApprovalKind.QUOTE)
                        .orElseThrow()
                        .reason())
                .contains("折扣没有说明");
        // The same quote unchanged is not asked about again without a word.
        assertThatThrownBy(() -> moving.move(deal, MoveRequest.toAdvance("已补充说明", null), caller))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                                String.valueOf(refusal.values().get("missing")))
                        .contains("the very file that was declined"));
        var quote = evidence.of("deal", deal.value()).stream()
                .filter(piece -> piece.kind().equals("quote"))
                .findFirst()
                .orElseThrow();
        explaining.explain(quote.id(), "折扣已由总监口头批准", caller);
        moving.move(deal, MoveRequest.toAdvance("已补充说明", null), caller);
        real.flow();
        assertThat(substate(deal)).isEqualTo("quote-in-approval");
        approveWhatRuns(deal);
        assertThat(showing.show(deal).deal().stage()).isEqualTo("contract-approval");
        assertThat(substate(deal)).isEqualTo("contract-drafting");
    }

    private String substate(DealId deal) {
        return String.valueOf(showing.show(deal).deal().substate());
    }

    @Test
    @DisplayName("A deal sent back while its contract is approved takes the approval with it")
    void sentBack() throws Exception {
        var deal = open();
        for (var at = 0; at < 6; at++) {
            world.satisfyGate(deal, rep);
            world.advance(deal, caller);
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

    @Test
    @DisplayName("While an approval runs the engine cannot be told that the deal is won (B6-03, SW-10)")
    void notWonByCommand() throws Exception {
        var deal = atItsApproval("quote-approval");
        var instance = instanceOf(deal);
        bench.engine
                .client
                .newModifyProcessInstanceCommand(instance)
                .activateElement("serviceTask_winDeal")
                .send()
                .join();
        assertThatThrownBy(real::flow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no gate has let it be WON");
        assertThat(showing.show(deal).deal().state().name()).isEqualTo("OPEN");
        assertThat(showing.show(deal).deal().stage()).isEqualTo("quote-approval");
    }

    @Test
    @DisplayName("Variables written during the countersign lead nowhere but to the stage that the gate named (B6-03)")
    void notAsideByVariables() throws Exception {
        var deal = atItsApproval("quote-approval");
        bench.engine
                .client
                .newSetVariablesCommand(instanceOf(deal))
                .variables(Map.of("move", "jump", "toStage", "signing"))
                .send()
                .join();
        assertThatThrownBy(() -> approveWhatRuns(deal))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no gate has let it through to signing");
        assertThat(showing.show(deal).deal().stage()).isEqualTo("quote-approval");
    }

    @Test
    @DisplayName("An instance that somebody starts by hand takes no approval's place and believes no figure (SW-10)")
    void notByHand() throws Exception {
        var deal = atItsApproval("contract-approval");
        var forged = ApprovalsBench.asked(deal.value(), rep, "100");
        forged.put("variant", "light");
        bench.call("contract-approval", forged);
        assertThatThrownBy(real::flow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is being voted on in instance");
        bench.call("quote-countersign", forged);
        assertThatThrownBy(real::flow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waits for no approval QUOTE");
        var running = approvals.of(deal.value()).getFirst();
        assertThat(running.outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        assertThat(jdbc.sql("select amount from approval where id = ?")
                        .param(running.id())
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("120000");
    }

    @Test
    @DisplayName(
            "A contract that comes after the approval and asks for more is approved anew before the deal is won (SW-10)")
    void boundToItsContract() throws Exception {
        var deal = atItsApproval("contract-approval");
        approveWhatRuns(deal);
        assertThat(showing.show(deal).deal().stage()).isEqualTo("signing");
        world.satisfyGate(deal, rep);
        contract(deal, "9900000", "0.5");
        assertThatThrownBy(() -> world.advance(deal, caller)).isInstanceOfSatisfying(Refusal.class, no -> assertThat(
                        no.values().get("missing").toString())
                .contains("Contract approval"));
        moving.move(deal, MoveRequest.toReturn("合同变了", "contract-approval"), caller);
        real.flow();
        world.satisfyGate(deal, rep);
        world.advance(deal, caller);
        real.flow();
        assertThat(jdbc.sql("select amount from approval where id = ?")
                        .param(approvals.of(deal.value()).getFirst().id())
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("9900000");
        approveWhatRuns(deal);
        world.satisfyGate(deal, rep);
        world.advance(deal, caller);
        real.flow();
        assertThat(showing.show(deal).deal().state().name()).isEqualTo("WON");
    }

    @Test
    @DisplayName("The variant follows what the deal says until somebody has approved it (SG-14)")
    void variantFollows() throws Exception {
        var deal = open();
        var desk = new DealDesk(mvc, rep, deal);
        desk.ask(put(desk.path("")), "{\"customerType\":\"smb\",\"amount\":40000}");
        assertThat(showing.show(deal).deal().variant()).isEqualTo("light");
        desk.ask(put(desk.path("")), "{\"amount\":4900000}");
        assertThat(showing.show(deal).deal().variant()).isEqualTo("key");
    }

    @Test
    @DisplayName("A name in the variables of a completion at the engine is nobody's word (AC-04)")
    void nobody() throws Exception {
        var deal = open();
        world.satisfyGate(deal, rep);
        var director = staff.director();
        bench.follow(deal.toString())
                .finish(
                        "userTask_firstContact",
                        Map.of(
                                "decision",
                                Map.of("action", "advance", "reason", "都齐了"),
                                "completedBy",
                                director.id().toString()));
        real.flow();
        assertThat(showing.show(deal).deal().stage()).isEqualTo("needs-analysis");
        assertThat(jdbc.sql("select count(*) from deal_event where deal_id = ? and by_id = ?")
                        .params(deal.value(), director.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql(
                                "select by_id is null from deal_transition where deal_id = ? and to_stage = 'needs-analysis'")
                        .param(deal.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** A deal whose gate is passed and whose approval has begun. */
    private DealId atItsApproval(String wanted) throws Exception {
        var deal = open();
        while (true) {
            var at = String.valueOf(showing.show(deal).deal().stage());
            world.satisfyGate(deal, rep);
            world.advance(deal, caller);
            real.flow();
            if (at.equals(wanted)) {
                return deal;
            }
            approveWhatRuns(deal);
        }
    }

    private long instanceOf(DealId deal) {
        return jdbc.sql("select process_instance_key from deal where id = ?")
                .param(deal.value())
                .query(Long.class)
                .single();
    }

    private void contract(DealId deal, String amount, String discount) throws Exception {
        var desk = new DealDesk(mvc, rep, deal);
        var answer = desk.ask(
                post("/api/contracts"),
                "{\"dealId\":\"" + deal + "\",\"title\":\"补充合同\",\"type\":\"standard\",\"amount\":" + amount
                        + ",\"currency\":\"CNY\",\"discount\":" + discount + ",\"differsBecause\":\"扩容\"}");
        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(201);
    }

    @Test
    @DisplayName(
            "A deal whose instance was cancelled is an incident, and starts again where it stands: no gate passed, no clock anew")
    void startedAgainInItsStage() throws Exception {
        var deal = open();
        world.satisfyGate(deal, rep);
        world.advance(deal, caller);
        real.flow();
        var before = showing.show(deal).deal();
        assertThat(before.stage()).isEqualTo("needs-analysis");
        assertThat(inbox.lostInstancesOf(deal.value())).isEmpty();
        cancelInstanceOf(deal);
        assertThat(showing.show(deal).taskId()).isNotNull();

        var incidents = inbox.lostInstancesOf(deal.value());
        assertThat(incidents).extracting(Incidents.Incident::processId).containsExactly("opportunity-stages");
        assertThat(showing.show(deal).taskId()).isNull();
        inbox.startAgain(incidents.getFirst(), rep.id().value());
        inbox.startAgain(incidents.getFirst(), rep.id().value());
        real.flow();

        var after = showing.show(deal).deal();
        assertThat(after.stage()).isEqualTo("needs-analysis");
        assertThat(after.enteredAt()).isEqualTo(before.enteredAt());
        assertThat(after.dueAt()).isEqualTo(before.dueAt());
        assertThat(inbox.lostInstancesOf(deal.value())).isEmpty();
        assertThat(jdbc.sql("select count(*) from user_task where record_id = ? and state = 'OPEN'")
                        .param(deal.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThatThrownBy(() -> moving.move(deal, MoveRequest.toAdvance("还没齐", null), caller))
                .isInstanceOf(Refusal.class);
        world.satisfyGate(deal, rep);
        world.advance(deal, caller);
        real.flow();
        assertThat(showing.show(deal).deal().stage()).isEqualTo("solution-demo");
    }

    @Test
    @DisplayName("A deal that was cancelled before its first stage starts from the beginning")
    void startedAgainBeforeItsFirstStage() {
        var deal = open();
        jdbc.sql("update deal set stage = null where id = ?")
                .param(deal.value())
                .update();
        cancelInstanceOf(deal);
        inbox.startAgain(
                inbox.lostInstancesOf(deal.value()).getFirst(), rep.id().value());
        real.flow();
        assertThat(showing.show(deal).deal().stage()).isEqualTo("first-contact");
        assertThat(showing.show(deal).taskId()).isNotNull();
        assertThat(inbox.lostInstancesOf(deal.value())).isEmpty();
    }

    @Test
    @DisplayName("An approval that was cancelled with its deal is an incident, and its deal asks for it again")
    void approvalStartedAgain() throws Exception {
        var deal = open();
        for (var at = 0; at < 5; at++) {
            world.satisfyGate(deal, rep);
            world.advance(deal, caller);
            real.flow();
        }
        assertThat(on.of(deal.value()).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        cancelInstanceOf(deal);
        var incidents = inbox.lostInstancesOf(deal.value());
        assertThat(incidents)
                .extracting(Incidents.Incident::processId)
                .containsExactlyInAnyOrder("opportunity-stages", "quote-countersign");

        inbox.startAgain(
                incidents.stream()
                        .filter(incident -> incident.processId().equals("quote-countersign"))
                        .findFirst()
                        .orElseThrow(),
                rep.id().value());
        real.flow();
        assertThat(inbox.lostInstancesOf(deal.value())).isEmpty();
        assertThat(showing.show(deal).deal().stage()).isEqualTo("quote-approval");
        assertThat(on.of(deal.value()).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.WITHDRAWN);

        world.advance(deal, caller);
        real.flow();
        assertThat(showing.show(deal).deal().stage()).isEqualTo("quote-approval");
        approveWhatRuns(deal);
        assertThat(showing.show(deal).deal().stage()).isEqualTo("contract-approval");
    }

    private void cancelInstanceOf(DealId deal) {
        var instance = jdbc.sql("select process_instance_key from deal where id = ?")
                .param(deal.value())
                .query(Long.class)
                .single();
        bench.engine.client.newCancelInstanceCommand(instance).send().join();
        bench.engine.settle();
    }

    private void approveWhatRuns(DealId deal) {
        while (approvals.of(deal.value()).stream().anyMatch(one -> one.outcome() == ApprovalsOfDeal.Outcome.OPEN)) {
            on.approveStep(deal.value());
        }
    }

    private DealId open() {
        var deal = world.open("商机", bench.now(), caller);
        bench.follow(deal.toString());
        real.flow();
        return deal;
    }
}
