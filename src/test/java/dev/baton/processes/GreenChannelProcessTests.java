package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.InboxBench;
import dev.baton.engine.Incidents;
import dev.baton.greenchannel.ExplainingDebt;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.greenchannel.Purpose;
import dev.baton.greenchannel.ShowingGreenChannels;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Ids;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import dev.baton.staff.people.DisablingPerson;
import dev.baton.workbench.AnsweringTask;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code green-channel} with the real workers on a real database, and the engine in memory with its clock under control;
 * every branch of the diagram by itself is in {@link GreenChannelDiagramTests}.
 */
@ProcessTest
class GreenChannelProcessTests {

    /** What the deal is worth, when it asks and afterwards. */
    private static final Money WORTH = new Money(new BigDecimal("120000"), Currency.getInstance("CNY"));

    @Autowired
    RealWorkers real;

    @Autowired
    StaffOnFile staff;

    @Autowired
    GreenChannels greenChannels;

    @Autowired
    ShowingGreenChannels showing;

    @Autowired
    ExplainingDebt explaining;

    @Autowired
    AnsweringTask answering;

    @Autowired
    DisablingPerson disabling;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    InboxBench inbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private String region;
    private Person rep;
    private Person manager;
    private UUID deal;
    private List<String> steps;

    @BeforeEach
    void people() {
        bench = new EngineBench(ProcessTest.OneEngine.get(), List.of("green-channel"), List.of("greenChannelId"));
        real.playOn(bench);
        // A region of its own: nobody of another test has a say in it.
        region = "region" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("insert into region (code, name_zh, name_en, position) values (?, '试区', 'Trial', 99)")
                .param(region)
                .update();
        rep = staff.rep(region);
        manager = staff.supervisor(region);
        deal = Ids.next();
        steps = showing.steps(Purpose.SKIP_APPROVAL, Locale.ENGLISH).stream()
                .map(ShowingGreenChannels.Named::key)
                .distinct()
                .sorted()
                .toList();
    }

    @AfterEach
    void noRegionOfItsOwn() {
        jdbc.sql("update person set region = null where region = ?")
                .param(region)
                .update();
        jdbc.sql("delete from region where code = ?").param(region).update();
    }

    @Test
    @DisplayName("A grant skips exactly the named steps, once, and is a debt until it is explained (SW-09, B6-08)")
    void grantedAndExplained() {
        var id = skip(rep, steps.getFirst());
        assertThat(greenChannels.skips(deal, WORTH)).isEmpty();
        decide(id, manager, "grant", "客户月底停机，先签");
        var grant = greenChannels.skips(deal, WORTH).getFirst();
        assertThat(grant.steps()).containsExactly(steps.getFirst());
        assertThat(grant.grantedBy()).isEqualTo(manager.id());
        assertThat(greenChannels.granted(deal, WORTH, Purpose.SKIP_APPROVAL, "contract-approval", steps.getFirst()))
                .isPresent();
        assertThat(greenChannels.granted(deal, WORTH, Purpose.SKIP_APPROVAL, "contract-approval", steps.getLast()))
                .as("a grant for other steps does not help")
                .isEmpty();

        var debt = debt(rep, id);
        assertThat(debt.state()).isEqualTo(GreenChannels.DebtState.OPEN);
        assertThat(debt.dueAt())
                .isEqualTo(calendar.plusWorkingDays(debt.grantedAt(), 3).at());
        assertThat(debt.interest()).isZero();
        assertThat(told(id, "green-channel.granted-owed"))
                .containsExactly(rep.id().toString());

        assertThat(use(id)).isTrue();
        assertThat(use(id)).as("a grant is used once").isFalse();
        assertThat(greenChannels.skips(deal, WORTH)).isEmpty();

        explaining.explain(id, "客户停机窗口只有一天，法务条款沿用去年版本", caller(rep));
        real.flow();
        assertThat(debt(manager, id).state()).isEqualTo(GreenChannels.DebtState.PAID);
        assertThat(debt(manager, id).explanation()).contains("停机窗口");
        assertThat(told(id, "green-channel.debt-paid"))
                .containsExactly(manager.id().toString());
        assertThat(bench.follow(id.toString()).over()).isTrue();
        assertThatThrownBy(() -> explaining.explain(id, "再写一次", caller(rep))).hasMessageContaining("debt-paid");
        assertThat(audited(id))
                .containsExactly(
                        "green-channel.asked",
                        "task.answered",
                        "green-channel.granted",
                        "green-channel.used",
                        "task.answered",
                        "green-channel.explained");
    }

    @Test
    @DisplayName(
            "An explanation that is missing at its date goes to the superior, bears interest, and can still be paid")
    void overdue() {
        var id = skip(rep, steps.getFirst());
        decide(id, manager, "grant", "急");
        advanceTo(debt(rep, id).dueAt().minusSeconds(60));
        assertThat(told(id, "green-channel.debt-due")).containsExactly(rep.id().toString());
        assertThat(debt(rep, id).state()).isEqualTo(GreenChannels.DebtState.OPEN);
        real.advance(Duration.ofMinutes(2));
        assertThat(debt(manager, id).state()).isEqualTo(GreenChannels.DebtState.ESCALATED);
        assertThat(told(id, "green-channel.debt-overdue"))
                .containsExactlyInAnyOrder(manager.id().toString(), rep.id().toString());

        advanceTo(calendar.plusWorkingDays(debt(rep, id).dueAt(), 2).at());
        var late = debt(manager, id);
        assertThat(late.overdueWorkingDays()).isEqualTo(2);
        assertThat(late.interest()).isEqualByComparingTo("2");

        explaining.explain(id, "补上", caller(rep));
        real.flow();
        real.advance(Duration.ofDays(9));
        assertThat(debt(manager, id).state()).isEqualTo(GreenChannels.DebtState.PAID);
        assertThat(debt(manager, id).interest())
                .as("interest ends with the payment")
                .isEqualByComparingTo("2");
    }

    @Test
    @DisplayName("A jump is allowed with proof, from and to exactly these stages, and owes nothing (SG-06, C-10)")
    void jump() {
        var id = jump(rep, "solution-demo", "quote-approval", List.of(Ids.next()));
        decide(id, manager, "grant", "客户已书面确认");
        assertThat(greenChannels.granted(deal, WORTH, Purpose.STAGE_JUMP, "solution-demo", "quote-approval"))
                .isPresent();
        assertThat(greenChannels.granted(deal, WORTH, Purpose.STAGE_JUMP, "solution-demo", "signing"))
                .isEmpty();
        assertThat(greenChannels.granted(deal, WORTH, Purpose.STAGE_JUMP, "needs-analysis", "quote-approval"))
                .isEmpty();
        assertThat(greenChannels.debts(caller(rep))).noneMatch(debt -> debt.id().equals(id));
        assertThat(bench.follow(id.toString()).completed()).contains("endEvent_granted");
    }

    @Test
    @DisplayName("A refusal is told with its reason and allows nothing; it can be asked for again")
    void refused() {
        var id = skip(rep, steps.getFirst());
        decide(id, manager, "refuse", "走正常流程");
        assertThat(greenChannels.skips(deal, WORTH)).isEmpty();
        assertThat(use(id)).isFalse();
        assertThat(told(id, "green-channel.refused")).containsExactly(rep.id().toString());
        assertThat(showing.show(id, caller(rep), Locale.ENGLISH).decisionReason())
                .isEqualTo("走正常流程");
        assertThat(skip(rep, steps.getFirst())).isNotEqualTo(id);
    }

    @Test
    @DisplayName("Nobody grants their own request, whoever they are, and nobody who is not named by the table")
    void notEntitled() {
        var director = staff.director();
        var own = skip(manager, steps.getFirst());
        // The supervisor alone is no second pair of eyes: the next level is asked at once.
        assertThat(show(own, director).level()).isEqualTo(2);
        assertRefused(() -> answer(own, manager, "grant", "自批"), "task-not-found");
        var task = real.taskOf(bench.follow(own.toString()).task("userTask_grant"));
        assertRefused(() -> answering.answerFor(task, decision("grant", "自批"), caller(manager)), "own-green-channel");
        var stranger = staff.supervisor("west");
        assertRefused(() -> answer(own, stranger, "grant", "帮个忙"), "task-not-found");
        assertRefused(() -> answering.answerFor(task, decision("grant", "帮个忙"), caller(stranger)), "not-allowed");

        // Past the application: the engine is told that the task is done, in the name of the requester.
        bench.follow(own.toString())
                .finish(
                        "userTask_grant",
                        Map.of(
                                "decision",
                                Map.of("action", "grant", "reason", "x"),
                                "completedBy",
                                manager.id().toString(),
                                "decided",
                                true));
        real.flow();
        assertThat(show(own, director).state()).isEqualTo("ASKED");
        assertThat(greenChannels.skips(deal, WORTH)).isEmpty();
        decide(own, director, "grant", "同意");
        assertThat(greenChannels.skips(deal, WORTH)).hasSize(1);
    }

    @Test
    @DisplayName("Without an answer the next level is asked; without any it is void (SW-09)")
    void unanswered() {
        var director = staff.director();
        var id = skip(rep, steps.getFirst());
        advanceTo(show(id, manager).answerDueAt().minusSeconds(60));
        assertThat(told(id, "green-channel.waits")).containsExactly(manager.id().toString());
        real.advance(Duration.ofMinutes(2));
        assertThat(show(id, director).level()).isEqualTo(2);
        assertRefused(() -> answer(id, manager, "grant", "晚了"), "task-not-found");
        assertThat(told(id, "green-channel.asked")).contains(director.id().toString());
        advanceTo(show(id, director).answerDueAt().plusSeconds(60));
        assertThat(show(id, rep).state()).isEqualTo("UNANSWERED");
        assertThat(told(id, "green-channel.unanswered"))
                .containsExactly(rep.id().toString());
        assertThat(use(id)).isFalse();
    }

    @Test
    @DisplayName(
            "A request whose instance was cancelled is an incident, and starts again: same level, same dates, same debt")
    void startedAgainWhereItStands() {
        var id = skip(rep, steps.getFirst());
        assertThat(inbox.lostInstancesOf(id)).isEmpty();
        var due = show(id, manager).answerDueAt();
        startAgain(id);
        assertThat(show(id, manager).answerDueAt()).isEqualTo(due);
        assertThat(show(id, manager).level()).isEqualTo(1);
        assertThat(bench.follow(id.toString()).tasksAt("userTask_grant")).hasSize(2);
        advanceTo(due.plusSeconds(60));
        var director = staff.director();
        assertThat(show(id, director).level()).as("the timer goes on, too").isEqualTo(2);
        decide(id, director, "grant", "客户月底停机");

        var owed = debt(rep, id);
        startAgain(id);
        assertThat(debt(rep, id)).isEqualTo(owed);
        assertThat(told(id, "green-channel.granted-owed"))
                .containsExactly(rep.id().toString());
        advanceTo(owed.dueAt().plusSeconds(60));
        assertThat(debt(manager, id).state()).isEqualTo(GreenChannels.DebtState.ESCALATED);
        startAgain(id);
        assertThat(debt(manager, id).state()).isEqualTo(GreenChannels.DebtState.ESCALATED);
        explaining.explain(id, "停机窗口只有一天", caller(rep));
        real.flow();
        assertThat(debt(manager, id).state()).isEqualTo(GreenChannels.DebtState.PAID);
        assertThat(bench.follow(id.toString()).completed()).contains("endEvent_explained");
        assertThat(inbox.lostInstancesOf(id))
                .as("what is paid needs no instance")
                .isEmpty();
        assertThat(audited(id))
                .filteredOn("green-channel.started-again"::equals)
                .hasSize(3);
    }

    @Test
    @DisplayName(
            "Where the watchdog acts in place of the timer the next level gets the task with the message, and once")
    void raisedByTheWatchdog() {
        var director = staff.director();
        var id = skip(rep, steps.getFirst());
        var due = show(id, manager).answerDueAt();
        inbox.actInPlaceOfTimer(id, 1, "green-channel.unanswered");
        real.flow();
        assertThat(show(id, director).level()).isEqualTo(2);
        assertThat(told(id, "green-channel.raised")).containsExactly(rep.id().toString());
        assertThat(told(id, "green-channel.asked")).contains(director.id().toString());
        assertThat(bench.follow(id.toString()).tasksAt("userTask_grant")).hasSize(2);
        assertRefused(() -> answer(id, manager, "grant", "晚了"), "task-not-found");

        decide(id, director, "grant", "客户月底停机");
        advanceTo(due.plusSeconds(60));
        inbox.actInPlaceOfTimer(id, 1, "green-channel.unanswered");
        real.flow();
        assertThat(show(id, director).level())
                .as("the timer of the first level ended with its task")
                .isEqualTo(2);
        assertThat(bench.follow(id.toString()).tasksAt("userTask_grant")).hasSize(2);
        assertThat(greenChannels.skips(deal, WORTH)).hasSize(1);
        assertThat(bench.follow(id.toString()).incidents()).isEmpty();
    }

    private void startAgain(UUID id) {
        ProcessTest.OneEngine.get()
                .client
                .newCancelInstanceCommand(jdbc.sql("select process_instance_key from green_channel where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .send()
                .join();
        ProcessTest.OneEngine.get().settle();
        var lost = inbox.lostInstancesOf(id);
        assertThat(lost).extracting(Incidents.Incident::processId).containsExactly("green-channel");
        inbox.startAgain(lost.getFirst(), manager.id().value());
        inbox.startAgain(lost.getFirst(), manager.id().value());
        real.flow();
        assertThat(inbox.lostInstancesOf(id)).isEmpty();
    }

    @Test
    @DisplayName(
            "A manager who has left cannot have granted it; a debtor who left leaves the explanation to the superior")
    void left() {
        var id = skip(rep, steps.getFirst());
        var second = staff.supervisor(rep.region());
        var admin = staff.admin();
        var task = real.taskOf(bench.follow(id.toString()).task("userTask_grant"));
        disabling.disable(caller(admin), second.id());
        assertRefused(() -> answering.answerFor(task, decision("grant", "走前批一下"), caller(second)), "not-allowed");
        decide(id, manager, "grant", "急");

        disabling.disable(caller(admin), rep.id());
        assertRefused(() -> explaining.explain(id, "我来写", caller(staff.supervisor("west"))), "debt-not-found");
        explaining.explain(id, "代离职同事补写", caller(manager));
        real.flow();
        assertThat(debt(manager, id).state()).isEqualTo(GreenChannels.DebtState.PAID);
    }

    @Test
    @DisplayName("A colleague cannot explain somebody's debt, and an empty explanation is refused by name")
    void explanations() {
        var id = skip(rep, steps.getFirst());
        decide(id, manager, "grant", "急");
        assertRefused(() -> explaining.explain(id, "替他写", caller(manager)), "debt-of-somebody-else");
        assertRefused(() -> explaining.explain(id, " ", caller(rep)), "missing-field");
        assertRefused(() -> explaining.explain(id, "长".repeat(2001), caller(rep)), "too-long");
        assertRefused(() -> explaining.explain(id, "路过", caller(staff.rep("west"))), "debt-not-found");
    }

    @Test
    @DisplayName("What is asked for badly is refused by name: no reason, no step, an unknown one, no proof, twice")
    void badRequests() {
        assertRefused(() -> request(rep, Purpose.SKIP_APPROVAL, null, steps, " ", List.of()), "missing-field");
        assertRefused(() -> request(rep, Purpose.SKIP_APPROVAL, null, steps, "长".repeat(1001), List.of()), "too-long");
        assertRefused(() -> request(rep, Purpose.SKIP_APPROVAL, null, List.of(), "急", List.of()), "missing-field");
        assertRefused(
                () -> request(rep, Purpose.SKIP_APPROVAL, null, List.of("no-such-step"), "急", List.of()),
                "invalid-enum");
        assertRefused(
                () -> request(rep, Purpose.STAGE_JUMP, "quote-approval", List.of(), "急", List.of()), "proof-missing");
        assertRefused(
                () -> request(rep, Purpose.STAGE_JUMP, "no-such-stage", List.of(), "急", List.of(Ids.next())),
                "invalid-enum");
        var id = skip(rep, steps.getFirst());
        assertRefused(() -> skip(rep, steps.getFirst()), "green-channel-asked");
        decide(id, manager, "grant", "急");
        assertRefused(() -> skip(rep, steps.getFirst()), "green-channel-granted");
        assertRefused(() -> answer(id, manager, "refuse", "改主意"), "task-already-done");
        assertThat(use(id)).isTrue();
        assertThat(skip(rep, steps.getFirst()))
                .as("used up, it may be asked for again")
                .isNotEqualTo(id);
    }

    private UUID skip(Person by, String step) {
        return request(by, Purpose.SKIP_APPROVAL, null, List.of(step), "客户要求月底前签约", List.of());
    }

    private UUID jump(Person by, String from, String to, List<UUID> proof) {
        return flowing(transaction.execute(status -> greenChannels.request(new GreenChannels.Request(
                Purpose.STAGE_JUMP, subject(), from, to, List.of(), "演示已做", proof, by.id()))));
    }

    private UUID request(
            Person by, Purpose purpose, @Nullable String to, List<String> named, String reason, List<UUID> proof) {
        var id = transaction.execute(status -> greenChannels.request(
                new GreenChannels.Request(purpose, subject(), "contract-approval", to, named, reason, proof, by.id())));
        return flowing(id);
    }

    private UUID flowing(UUID id) {
        bench.follow(id.toString());
        real.flow();
        return id;
    }

    private GreenChannels.Subject subject() {
        return new GreenChannels.Subject(deal, "海蓝智能的商机", rep.id(), rep.region(), new BigDecimal("120000"), "CNY");
    }

    private void decide(UUID id, Person by, String action, String reason) {
        answer(id, by, action, reason);
        real.flow();
    }

    private void answer(UUID id, Person by, String action, String reason) {
        var task = real.taskOf(bench.follow(id.toString()).task("userTask_grant"));
        answering.answer(task, decision(action, reason), caller(by));
    }

    private static Map<String, Object> decision(String action, String reason) {
        return Map.of("decision", Map.of("action", action, "reason", reason));
    }

    private boolean use(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(status -> greenChannels.use(id)));
    }

    private GreenChannels.Debt debt(Person as, UUID id) {
        return greenChannels.debts(caller(as)).stream()
                .filter(debt -> debt.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ShowingGreenChannels.View show(UUID id, Person as) {
        return showing.show(id, caller(as), Locale.ENGLISH);
    }

    private void advanceTo(Instant moment) {
        real.advance(Duration.between(bench.now(), moment));
    }

    private List<String> told(UUID id, String template) {
        return jdbc.sql(
                        "select distinct person_id::text from notification_delivery where event like ? and template = ?")
                .params("green-channel:" + id + ":%", template)
                .query(String.class)
                .list();
    }

    private List<String> audited(UUID id) {
        return jdbc.sql("select action from audit_entry where subject_id = ? order by at, id")
                .param(id)
                .query(String.class)
                .list();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }

    private static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
