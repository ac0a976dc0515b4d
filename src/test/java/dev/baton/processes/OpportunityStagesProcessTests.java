package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.InboxBench;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.gate.WorkingOnGate;
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
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
    InboxBench resources;

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

    private EngineBench bench;
    private Person rep;
    private Caller caller;

    @BeforeEach
    void aRep() {
        bench = new EngineBench(ProcessTest.OneEngine.get(), List.of("opportunity-stages"), List.of("dealId"));
        real.playOn(bench);
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
        assertThat(queries.board(caller, true, null, null, Locale.ENGLISH)
                        .getFirst()
                        .deals())
                .extracting(DealQueries.Card::id)
                .contains(deal);
    }

    @Test
    @DisplayName("The gate names what is missing, and a reason too where there is none (SG-02, SG-07)")
    void refused() {
        var deal = open();
        working.confirm(deal, "contact-named", true, null, caller);
        assertThatThrownBy(() -> moving.move(deal, MoveRequest.toAdvance(" ", null), caller))
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
        var it = bench.follow(deal.toString());
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

        bench.follow(deal.toString()).finish("userTask_pickBlocker", Map.of("blocker", Map.of("reason", "no such")));
        real.flow();
        assertThat(showing.show(deal).deal().blockerWanted()).isTrue();
    }

    @Test
    @DisplayName(
            "Of a sub-state that stands and of a freeze, rep and superior get one message each over WeCom with the link, and nobody else (SW-02, SG-09)")
    void twoMessages() {
        var region = "r" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("insert into region (code, name_zh, name_en, position) values (?, ?, ?, 99)")
                .params(region, region, region)
                .update();
        rep = staff.rep(region);
        var superior = staff.supervisor(region);
        caller = new Caller(rep.id(), rep.name(), rep.roles(), rep.region());
        var deal = open();
        var two = List.of(
                rep.id() + " IN_APP /deals/" + deal,
                rep.id() + " WECOM /deals/" + deal,
                superior.id() + " IN_APP /deals/" + deal,
                superior.id() + " WECOM /deals/" + deal);

        real.advance(Duration.ofHours(72).plusMinutes(1));
        assertThat(messages(deal, "deal.substate-stands")).containsExactlyInAnyOrderElementsOf(two);
        assertThat(messages(deal, "deal.frozen")).isEmpty();

        real.advance(Duration.ofDays(4));
        assertThat(messages(deal, "deal.frozen")).containsExactlyInAnyOrderElementsOf(two);

        real.advance(Duration.ofDays(10));
        assertThat(messages(deal, "deal.substate-stands")).hasSameSizeAs(two);
        assertThat(messages(deal, "deal.frozen")).hasSameSizeAs(two);
    }

    @Test
    @DisplayName("Limits that are over when the engine sets their timers act all the same, each once")
    void overBeforeTheyBegin() {
        var deal = opening.open(
                DealFixtures.newDeal(
                        "客户公司", LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90)),
                caller);
        // The step is done, and then the engine hears of it for eight days no more.
        bench.follow(deal.toString()).answering("opportunity.enterStage", job -> {
            var done = real.work(job);
            bench.engine.advance(Duration.ofDays(8));
            return done;
        });
        real.flow();
        var shown = showing.show(deal).deal();
        assertThat(shown.dueAt()).isBefore(bench.now());
        real.advance(Duration.ofSeconds(1));

        assertThat(showing.show(deal).deal().suspended()).isTrue();
        assertThat(showing.show(deal).deal().blockerWanted()).isTrue();
        assertThat(acted(deal)).containsOnly(Map.entry("TIMER", 3L));
        assertThat(messages(deal, "deal.stage-due"))
                .containsExactlyInAnyOrder(rep.id() + " IN_APP /deals/" + deal, rep.id() + " WECOM /deals/" + deal);
        var frozen = messages(deal, "deal.frozen");
        var stands = messages(deal, "deal.substate-stands");
        assertThat(frozen).contains(rep.id() + " IN_APP /deals/" + deal);
        assertThat(stands).contains(rep.id() + " IN_APP /deals/" + deal);

        real.advance(Duration.ofDays(10));
        assertThat(messages(deal, "deal.stage-due")).hasSize(2);
        assertThat(messages(deal, "deal.frozen")).hasSameSizeAs(frozen);
        assertThat(messages(deal, "deal.substate-stands")).hasSameSizeAs(stands);
        assertThat(bench.follow(deal.toString()).incidents()).isEmpty();
    }

    @Test
    @DisplayName(
            "A limit that its owner changes holds for stays that begin then; those that have begun keep theirs (C-05)")
    void changedLimit() {
        var before = open();
        var later = withLimits(
                table -> table.replaceFirst("(?<head>out_dwell_policy_1_amount\">\\s*<text>)7<", "${head}3<"),
                this::open);
        assertThat(daysOf(before)).isEqualTo(Duration.ofDays(7));
        assertThat(daysOf(later)).isEqualTo(Duration.ofDays(3));
        real.advance(Duration.ofDays(3).plusMinutes(1));
        assertThat(told(later, "deal.stage-due")).containsExactly(rep.id().toString());
        assertThat(told(before, "deal.stage-due")).isEmpty();
        assertThat(daysOf(open())).as("as shipped again").isEqualTo(Duration.ofDays(7));
    }

    @Test
    @DisplayName(
            "A row for one sub-state counts before the general one: it stands after 24 hours, the others after 72 (C-05)")
    void limitOfASubstate() {
        var silent = open();
        var other = open();
        withLimits(table -> table.replace("<rule id=\"rule_dwell_policy_1\">", """
                        <rule id="rule_dwell_policy_no_answer">
                          <inputEntry id="in_no_answer_1"><text>"substate"</text></inputEntry>
                          <inputEntry id="in_no_answer_2"><text>"first-contact"</text></inputEntry>
                          <inputEntry id="in_no_answer_3"><text>"no-answer"</text></inputEntry>
                          <outputEntry id="out_no_answer_1"><text>24</text></outputEntry>
                          <outputEntry id="out_no_answer_2"><text>"hours"</text></outputEntry>
                        </rule>
                        <rule id="rule_dwell_policy_1">"""), () -> {
            working.tick(silent, "no-answer", caller);
            working.tick(other, "material-sent", caller);
            real.flow();
            return silent;
        });
        real.advance(Duration.ofHours(24).minusMinutes(1));
        assertThat(told(silent, "deal.substate-stands")).isEmpty();
        real.advance(Duration.ofMinutes(2));
        assertThat(told(silent, "deal.substate-stands")).contains(rep.id().toString());
        assertThat(told(other, "deal.substate-stands")).isEmpty();
        real.advance(Duration.ofHours(48));
        assertThat(told(other, "deal.substate-stands")).contains(rep.id().toString());
    }

    @Test
    @DisplayName("A lost deal keeps its reason and ends its process")
    void lost() {
        var deal = open();
        bench.follow(deal.toString())
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
        assertThat(bench.follow(deal.toString()).over()).isTrue();
    }

    private DealId open() {
        var deal = opening.open(
                DealFixtures.newDeal(
                        "客户公司", LocalDate.ofInstant(bench.now(), ZoneOffset.UTC).plusDays(90)),
                caller);
        bench.follow(deal.toString());
        real.flow();
        return deal;
    }

    /** What is done while the table of limits says something else. */
    private DealId withLimits(UnaryOperator<String> change, Supplier<DealId> act) {
        var before = resources.table("dwell-policy");
        var changed = change.apply(before);
        assertThat(changed).isNotEqualTo(before);
        resources.keepTables(changed, List.of("dwell-policy"));
        try {
            return act.get();
        } finally {
            resources.keepTables(before, List.of("dwell-policy"));
        }
    }

    private Duration daysOf(DealId deal) {
        var shown = showing.show(deal).deal();
        return Duration.between(shown.enteredAt(), shown.dueAt());
    }

    private List<String> codes(DealId deal) {
        return showing.show(deal).look().missing().stream()
                .map(one -> one.code())
                .toList();
    }

    private String stage(DealId deal) {
        return showing.show(deal).deal().stage();
    }

    /** Who was told on which of the channels that the notice asked for, and where its link leads. */
    private List<String> messages(DealId deal, String template) {
        return jdbc.sql("""
                        select person_id || ' ' || channel || ' ' || path from notification_delivery
                        where event like ? and template = ? and stands_in_for is null""")
                .params("deal:" + deal + ":%", template)
                .query(String.class)
                .list();
    }

    /** How many deadlines of the deal acted, by whoever noticed. */
    private Map<String, Long> acted(DealId deal) {
        return jdbc
                .sql("select acted_by from deadline where record_id = ?")
                .param(deal.value())
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(by -> by, Collectors.counting()));
    }

    private List<String> told(DealId deal, String template) {
        return jdbc.sql(
                        "select distinct person_id::text from notification_delivery where event like ? and template = ?")
                .params("deal:" + deal + ":%", template)
                .query(String.class)
                .list();
    }
}
