package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.evidence.Papers;
import dev.baton.evidence.TakingInFile;
import dev.baton.greenchannel.Purpose;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.gate.AskingForException;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import dev.baton.workbench.AnsweringTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A deal jumps over stages by a green channel and in no other way: both processes with their real workers (SG-06). */
@ProcessTest
class StageJumpProcessTests {

    @Autowired
    RealWorkers real;

    @Autowired
    StaffOnFile staff;

    @Autowired
    OpeningDeal opening;

    @Autowired
    AskingForException asking;

    @Autowired
    MovingDeal moving;

    @Autowired
    ShowingDeal showing;

    @Autowired
    TakingInFile files;

    @Autowired
    AnsweringTask answering;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private String region;
    private Person manager;
    private Caller caller;
    private DealId deal;

    @BeforeEach
    void aDealInItsFirstStage() {
        bench = new EngineBench(
                ProcessTest.OneEngine.get(),
                List.of("opportunity-stages", "green-channel"),
                List.of("greenChannelId", "dealId"));
        real.playOn(bench);
        // A region of its own: nobody of another test has a say in it.
        region = "region" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("insert into region (code, name_zh, name_en, position) values (?, '试区', 'Trial', 99)")
                .param(region)
                .update();
        var rep = staff.rep(region);
        manager = staff.supervisor(region);
        caller = caller(rep);
        deal = opening.open(
                DealFixtures.newDeal(
                        "客户公司", LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90)),
                caller);
        bench.follow(deal.toString());
        real.flow();
    }

    @AfterEach
    void noRegionOfItsOwn() {
        jdbc.sql("update person set region = null where region = ?")
                .param(region)
                .update();
        jdbc.sql("delete from region where code = ?").param(region).update();
    }

    @Test
    @DisplayName("With proof and a grant it jumps once, to exactly the granted stage, and the jump is counted")
    void jumps() throws IOException {
        assertRefusedByTheGate("solution-demo");
        var id = ask("solution-demo", List.of(proof()));
        assertRefusedByTheGate("solution-demo");
        grant(id);
        assertRefusedByTheGate("solution-accepted");

        moving.move(deal, MoveRequest.toAdvance("客户已确认演示", "solution-demo"), caller);
        real.flow();
        assertThat(showing.show(deal).deal().stage()).isEqualTo("solution-demo");
        assertThat(jdbc.sql("select kind from deal_transition where deal_id = ? order by at")
                        .param(deal.value())
                        .query(String.class)
                        .list())
                .containsExactly("START", "JUMP");
        assertThat(jdbc.sql("select state from green_channel where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("USED");

        moving.move(deal, MoveRequest.toReturn("回到开头", "first-contact"), caller);
        real.flow();
        assertThat(showing.show(deal).deal().stage()).isEqualTo("first-contact");
        assertRefusedByTheGate("solution-demo");
    }

    @Test
    @DisplayName(
            "Without proof, with a file of another deal, to the next stage, backwards or over an approval, it cannot even be asked for")
    void badRequests() throws IOException {
        var proof = proof();
        assertRefused(() -> ask("solution-demo", List.of()), "proof-missing", "evidenceIds");
        assertRefused(() -> ask("solution-demo", List.of(Ids.next())), "proof-unknown", "evidenceIds");
        assertRefused(() -> ask(null, List.of(proof)), "missing-field", "toStage");
        assertRefused(() -> ask("needs-analysis", List.of(proof)), "invalid-enum", "toStage");
        assertRefused(() -> ask("first-contact", List.of(proof)), "invalid-enum", "toStage");
        assertRefused(() -> ask("moon", List.of(proof)), "invalid-enum", "toStage");
        assertRefused(() -> ask("contract-approval", List.of(proof)), "jump-over-approval", "toStage");
        assertRefused(() -> ask("signing", List.of(proof)), "jump-over-approval", "toStage");
        moving.move(deal, MoveRequest.toLose("预算取消"), caller);
        real.flow();
        assertRefused(() -> ask("solution-demo", List.of(proof)), "deal-closed", null);
    }

    private UUID proof() throws IOException {
        return files.take(
                        new TakingInFile.Purpose("deal", deal.value(), "first-contact", "first-communication"),
                        "客户确认.txt",
                        new ByteArrayInputStream(Papers.text("客户已书面确认演示完成 " + UUID.randomUUID())),
                        caller)
                .piece()
                .id();
    }

    private UUID ask(@Nullable String toStage, List<UUID> proof) {
        var id = asking.ask(deal, Purpose.STAGE_JUMP, toStage, List.of(), "客户催得急", proof, caller);
        bench.follow(id.toString());
        real.flow();
        return id;
    }

    private void grant(UUID id) {
        var task = real.taskOf(bench.follow(id.toString()).task("userTask_grant"));
        answering.answer(task, Map.of("decision", Map.of("action", "grant", "reason", "证明齐全")), caller(manager));
        real.flow();
    }

    private void assertRefusedByTheGate(String toStage) {
        assertThatThrownBy(() -> moving.move(deal, MoveRequest.toAdvance("先过去", toStage), caller))
                .isInstanceOfSatisfying(Refusal.class, no -> {
                    assertThat(no.code()).isEqualTo("gate-refused");
                    assertThat(no.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                });
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code, @Nullable String field) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.code()).isEqualTo(code);
            assertThat(no.field()).isEqualTo(field);
        });
    }

    private static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
