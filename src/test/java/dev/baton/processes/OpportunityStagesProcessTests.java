package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.DealId;
import dev.baton.opportunity.DealQueries;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.Wish;
import dev.baton.opportunity.WorkingOnGate;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code opportunity-stages} with the real workers on a real database, and the engine in memory with its clock under
 * control; every branch of the diagram by itself is in {@link OpportunityStagesDiagramTests}.
 */
@ProcessTest
class OpportunityStagesProcessTests {

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
    ShowingDeal showing;

    @Autowired
    DealQueries queries;

    @Autowired
    JdbcClient jdbc;

    private Stage stage;
    private Person rep;
    private Caller caller;

    @BeforeEach
    void aRep() {
        stage = new Stage(ProcessTest.OneEngine.get(), List.of("opportunity-stages"), List.of("dealId"));
        real.playOn(stage);
        rep = staff.rep("east");
        staff.supervisor("east");
        caller = new Caller(rep.id(), rep.name(), rep.roles(), rep.region());
    }

    @Test
    @DisplayName("A deal starts at the first stage, with its limits and its first sub-state")
    void opened() {
        var deal = open();
        var shown = showing.show(deal).deal();
        assertThat(shown.stage()).isEqualTo("first-contact");
        assertThat(shown.substate()).isEqualTo("contact-open");
        assertThat(Duration.between(shown.enteredAt(), shown.dueAt())).isEqualTo(Duration.ofDays(7));
        assertThat(shown.variant()).isEqualTo("standard");
        assertThat(showing.show(deal).taskId()).isNotNull();
        assertThat(queries.board(caller, true, null, null, Locale.ENGLISH).getFirst().deals())
                .extracting(DealQueries.Card::id)
                .contains(deal);
    }

    @Test
    @DisplayName("The gate names what is missing, and a reason too where there is none (SG-02, SG-07)")
    void refused() {
        var deal = open();
        working.confirm(deal, "contact-named", true, null, caller);
        assertThatThrownBy(() -> moving.move(deal, Wish.toAdvance(" ", null), caller))
                .isInstanceOfSatisfying(Refusal.class, no -> {
                    assertThat(no.code()).isEqualTo("gate-refused");
                    assertThat(no.values().get("missing").toString()).isNotBlank();
                });
        assertThat(codes(deal)).containsExactly("condition.first-communication", "condition.pain-known");
    }

    @Test
    @DisplayName("A task completed past the application comes back, and the deal stands where it stood (B6-03)")
    void forged() {
        var deal = open();
        var it = stage.follow(deal.toString());
        for (var forged : List.<Map<String, ?>>of(
                Map.of("decided", true, "move", "advance", "stage", "signing"),
                Map.of("decision", Map.of("action", "advance", "reason", "x"), "completedBy", "nobody"),
                Map.of("decision", "advance", "completedBy", 7))) {
            it.finish("userTask_firstContact", forged);
            real.flow();
            assertThat(stage(deal)).isEqualTo("first-contact");
        }
        assertThat(it.tasksAt("userTask_firstContact")).hasSize(4);
        assertThat(it.incidents()).isEmpty();
    }

    @Test
    @DisplayName("Seven days and a minute: suspended, and rep and superior are told once (SG-09)")
    void frozen() {
        var deal = open();
        real.advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(showing.show(deal).deal().suspended()).isFalse();
        real.advance(Duration.ofMinutes(2));
        assertThat(showing.show(deal).deal().suspended()).isTrue();
        assertThat(told(deal, "deal.frozen")).contains(rep.id().toString()).hasSizeGreaterThan(1);
    }

    @Test
    @DisplayName("72 hours in one sub-state ask why; a change at 71 hours does not (SW-02, SW-03)")
    void substates() {
        var deal = open();
        real.advance(Duration.ofHours(71));
        working.tick(deal, "material-sent", caller);
        real.flow();
        real.advance(Duration.ofHours(2));
        assertThat(told(deal, "deal.substate-stands")).isEmpty();
        real.advance(Duration.ofHours(71));
        assertThat(told(deal, "deal.substate-stands")).contains(rep.id().toString());
        assertThat(showing.show(deal).deal().blockerWanted()).isTrue();

        stage.follow(deal.toString()).finish("userTask_pickBlocker", Map.of("blocker", Map.of("reason", "no such")));
        real.flow();
        assertThat(showing.show(deal).deal().blockerWanted()).isTrue();
    }

    @Test
    @DisplayName("A lost deal keeps its reason and ends its process")
    void lost() {
        var deal = open();
        stage.follow(deal.toString())
                .finish(
                        "userTask_firstContact",
                        Map.of(
                                "decision",
                                Map.of("action", "lose", "reason", "预算取消"),
                                "completedBy",
                                rep.id().toString()));
        real.flow();
        var shown = showing.show(deal).deal();
        assertThat(shown.state().name()).isEqualTo("LOST");
        assertThat(shown.closeReason()).isEqualTo("预算取消");
        assertThat(stage.follow(deal.toString()).over()).isTrue();
    }

    private DealId open() {
        var deal = opening.open(
                DealFixtures.newDeal("客户公司", LocalDate.ofInstant(stage.now(), ZoneOffset.UTC).plusDays(90)),
                caller);
        stage.follow(deal.toString());
        real.flow();
        return deal;
    }

    private List<String> codes(DealId deal) {
        return showing.show(deal).look().missing().stream()
                .map(one -> one.code())
                .toList();
    }

    private String stage(DealId deal) {
        return showing.show(deal).deal().stage();
    }

    private List<String> told(DealId deal, String template) {
        return jdbc.sql("select distinct person_id::text from notification_delivery where event like ? and template = ?")
                .params("deal:" + deal + ":%", template)
                .query(String.class)
                .list();
    }
}
