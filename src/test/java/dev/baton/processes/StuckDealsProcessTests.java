package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.InboxBench;
import dev.baton.engine.Incidents;
import dev.baton.evidence.TakingInFile;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.Transitions;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.gate.WorkingOnGate;
import dev.baton.opportunity.repair.StartingRepair;
import dev.baton.opportunity.repair.StuckDeals;
import dev.baton.opportunity.repair.SummarisingRepair;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import dev.baton.workbench.AnsweringTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code stuck-deals} with the real workers: what is decided about a deal is what its own process does with it. */
@ProcessTest
class StuckDealsProcessTests {

    @Autowired
    RealWorkers real;

    @Autowired
    StaffOnFile staff;

    @Autowired
    OpeningDeal opening;

    @Autowired
    MovingDeal moving;

    @Autowired
    WorkingOnGate working;

    @Autowired
    TakingInFile taking;

    @Autowired
    ShowingDeal showing;

    @Autowired
    StuckDeals stuck;

    @Autowired
    StartingRepair starting;

    @Autowired
    SummarisingRepair summarising;

    @Autowired
    AnsweringTask answering;

    @Autowired
    Transitions transitions;

    @Autowired
    InboxBench inbox;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private Caller rep;
    private Caller director;

    @BeforeEach
    void people() {
        bench = new EngineBench(
                ProcessTest.OneEngine.get(),
                List.of("stuck-deals", "opportunity-stages"),
                List.of("roundId", "dealId"));
        real.playOn(bench);
        rep = caller(staff.rep("east"));
        director = caller(staff.director());
        // Deals and rounds of other tests are none of this round's business.
        ProcessTest.OneEngine.get().cancelEverything();
        jdbc.sql("update deal_repair_round set ended_at = now() where ended_at is null")
                .update();
        jdbc.sql("update deal set state = 'LOST', closed_at = now() where state = 'OPEN'")
                .update();
    }

    @Test
    @DisplayName("Each decision moves its deal by the deal's own process, and the summary equals the decisions (SG-11)")
    void round() {
        var stays = inNeedsAnalysis();
        var back = inNeedsAnalysis();
        var lost = inNeedsAnalysis();
        var overtaken = inNeedsAnalysis();
        var fresh = open();
        real.advance(Duration.ofDays(16));
        var late = open();
        assertThat(stuck.of(director))
                .extracting(StuckDeals.Stuck::id)
                .contains(stays, back, lost, overtaken, fresh)
                .doesNotContain(late);

        var round = starting.start(director);
        real.flow();
        assertThatThrownBy(() -> starting.start(director))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("repair-running"));
        moving.move(overtaken, MoveRequest.toReturn("客户换了人", null), rep);
        real.flow();

        decide(round, stays, Map.of("decision", "stays", "reason", "客户确认仍在评估"));
        decide(round, back, Map.of("decision", "return", "toStage", "first-contact", "reason", "联系人离职，重新建联"));
        decide(round, lost, Map.of("decision", "lost", "reason", "已选竞品"));
        decide(round, overtaken, Map.of("decision", "lost", "reason", "以为丢了"));
        assertThat(summarising.of(round).open()).isEqualTo(1);
        assertThat(summarising.of(round).endedAt()).isNull();
        decide(round, fresh, Map.of("decision", "stays", "reason", "刚联系上"));

        assertThat(stage(stays)).isEqualTo("needs-analysis");
        assertThat(showing.show(stays).deal().suspended()).isTrue();
        assertThat(stage(back)).isEqualTo("first-contact");
        assertThat(showing.show(back).deal().suspended()).isFalse();
        assertThat(showing.show(back).taskId()).isNotNull();
        assertThat(transitions.of(back).getLast()).satisfies(last -> {
            assertThat(last.kind().name()).isEqualTo("REPAIR");
            assertThat(last.reason()).isEqualTo("联系人离职，重新建联");
            assertThat(last.byId()).isEqualTo(director.id().value());
        });
        assertThat(showing.show(lost).deal().state().name()).isEqualTo("LOST");
        assertThat(bench.follow(lost.toString()).completed()).contains("endEvent_lostRepaired");
        assertThat(showing.show(overtaken).deal().state().name()).isEqualTo("OPEN");

        var summary = summarising.of(round);
        var decided = summarising.lines(round);
        assertThat(summary.deals()).isEqualTo(decided.size()).isEqualTo(5);
        for (var decision : List.of("stays", "return", "lost")) {
            assertThat(decided.stream().filter(line -> decision.equals(line.decision())))
                    .hasSize(
                            switch (decision) {
                                case "stays" -> summary.stays();
                                case "return" -> summary.returned();
                                default -> summary.lost();
                            });
        }
        assertThat(summary.open() + summary.underway()).isZero();
        assertThat(summary.overtaken()).isEqualTo(1);
        assertThat(summary.endedAt()).isNotNull();
        assertThat(bench.follow(round.toString()).over()).isTrue();
        assertThat(bench.follow(back.toString()).incidents()).isEmpty();
        assertThat(jdbc.sql("select count(*) from notification_delivery where event = ? and person_id = ?")
                        .params("deal-repair:" + round, director.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        // The deal that was sent back can be worked on as ever.
        moving.move(back, MoveRequest.toLose("预算取消"), rep);
        real.flow();
        assertThat(showing.show(back).deal().state().name()).isEqualTo("LOST");
    }

    @Test
    @DisplayName("A repair never leads forward, and a task completed past the application decides nothing (B6-03)")
    void notForward() {
        var deal = open();
        real.advance(Duration.ofDays(16));
        var round = starting.start(director);
        real.flow();
        for (var said : List.of(
                Map.of("decision", "advance", "reason", "x"),
                Map.of("decision", "return", "toStage", "signing", "reason", "x"))) {
            assertThatThrownBy(() -> decide(round, deal, said))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.code()).isEqualTo("repair-not-forward"));
        }
        assertThatThrownBy(() -> decide(round, deal, Map.of("decision", "stays")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("reason"));

        var tasks = bench.follow(round.toString());
        tasks.finish(
                "userTask_confirmState",
                Map.of(
                        "repair",
                        Map.of("decision", "lost", "reason", "x"),
                        "confirmed",
                        true,
                        "completedBy",
                        "nobody"));
        real.flow();
        assertThat(tasks.tasksAt("userTask_confirmState")).hasSize(2);
        assertThat(summarising.of(round).open()).isEqualTo(1);

        assertThat(stage(deal)).isEqualTo("first-contact");
        decide(round, deal, Map.of("decision", "stays", "reason", "还在联系"));
        assertThat(stage(deal)).isEqualTo("first-contact");
        assertThat(bench.follow(deal.toString()).incidents()).isEmpty();
    }

    @Test
    @DisplayName(
            "A round whose instance was cancelled is an incident, and started again it asks about what nobody has decided")
    void startedAgain() {
        var first = open();
        var second = open();
        real.advance(Duration.ofDays(16));
        var round = starting.start(director);
        real.flow();
        assertThat(inbox.lostInstancesOf(round)).isEmpty();
        decide(round, first, Map.of("decision", "stays", "reason", "仍在评估"));
        var instance = jdbc.sql("select process_instance_key from deal_repair_round where id = ?")
                .param(round)
                .query(Long.class)
                .single();
        ProcessTest.OneEngine.get()
                .client
                .newCancelInstanceCommand(instance)
                .send()
                .join();
        ProcessTest.OneEngine.get().settle();

        var lost = inbox.lostInstancesOf(round);
        assertThat(lost).extracting(Incidents.Incident::processId).containsExactly("stuck-deals");
        assertThat(summarising.lines(round)).allMatch(line -> line.taskId() == null);
        inbox.startAgain(lost.getFirst(), director.id().value());
        inbox.startAgain(lost.getFirst(), director.id().value());
        real.flow();

        assertThat(inbox.lostInstancesOf(round)).isEmpty();
        assertThat(summarising.lines(round).stream().filter(line -> line.taskId() != null))
                .extracting(SummarisingRepair.Line::dealId)
                .containsExactly(second);
        decide(round, second, Map.of("decision", "stays", "reason", "客户仍在比较"));
        assertThat(summarising.of(round).stays()).isEqualTo(2);
        assertThat(summarising.of(round).endedAt()).isNotNull();
        assertThat(bench.follow(round.toString()).over()).isTrue();
    }

    private void decide(UUID round, DealId deal, Map<String, ?> said) {
        var line = summarising.lines(round).stream()
                .filter(one -> one.dealId().equals(deal))
                .findFirst()
                .orElseThrow();
        answering.answer(line.taskId(), Map.of("repair", said), director);
        real.flow();
    }

    private DealId inNeedsAnalysis() {
        var deal = open();
        try {
            taking.take(
                    new TakingInFile.Purpose("deal", deal.value(), "first-contact", "first-communication"),
                    "call.txt",
                    new ByteArrayInputStream(("通话记录 " + deal).getBytes(StandardCharsets.UTF_8)),
                    rep);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        working.confirm(deal, "contact-named", true, null, rep);
        working.confirm(deal, "pain-known", true, null, rep);
        moving.move(deal, MoveRequest.toAdvance("已建联", null), rep);
        real.flow();
        assertThat(stage(deal)).isEqualTo("needs-analysis");
        return deal;
    }

    private DealId open() {
        var deal = opening.open(
                DealFixtures.newDeal(
                        "客户公司", LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90)),
                rep);
        bench.follow(deal.toString());
        real.flow();
        return deal;
    }

    private String stage(DealId deal) {
        return showing.show(deal).deal().stage();
    }

    private static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
