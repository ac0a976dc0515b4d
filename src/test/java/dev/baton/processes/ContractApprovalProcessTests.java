package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.approval.AnsweringApproval;
import dev.baton.approval.ShowingApproval;
import dev.baton.approval.chain.CallKind;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.question.AskingColleague;
import dev.baton.approval.vote.ReplacingApprover;
import dev.baton.engine.InboxBench;
import dev.baton.opportunity.WaitingDeal;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import dev.baton.staff.people.RecordingAbsence;
import dev.baton.workbench.AnsweringTask;
import io.camunda.client.api.response.ActivatedJob;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code contract-approval} with the real workers on a real database, and the engine in memory with its clock under
 * control.
 */
@ProcessTest
class ContractApprovalProcessTests {

    private static final String VOTE = "userTask_approveContract";

    /** The tables of one file: they are deployed together. */
    private static final List<String> TABLES =
            List.of("approval-chain", "approval-limits", "approval-rates", "approval-calls");

    @Autowired
    RealWorkers real;

    @Autowired
    InboxBench resources;

    @Autowired
    StaffOnFile staff;

    @Autowired
    Staff people;

    @Autowired
    ApprovalsOfDeal approvals;

    @Autowired
    ShowingApproval showing;

    @Autowired
    AnsweringApproval answering;

    @Autowired
    AskingColleague asking;

    @Autowired
    ReplacingApprover replacing;

    @Autowired
    RecordingAbsence absences;

    @Autowired
    AnsweringTask tasks;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private ApprovalsBench on;
    private Person rep;

    @BeforeEach
    void people() {
        bench = new EngineBench(ProcessTest.OneEngine.get(), List.of("contract-approval"), List.of("dealId"));
        real.playOn(bench);
        on = new ApprovalsBench(real, approvals, showing, answering, people);
        rep = staff.rep("east");
        staff.supervisor("east");
        staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        staff.director();
    }

    @Test
    @DisplayName("Step by step: manager, finance, legal; each step is called when the one before is done")
    void approved() {
        var deal = call("100000");
        for (var step : List.of("sales-manager", "finance", "legal")) {
            assertThat(on.openStep(deal).key()).isEqualTo(step);
            on.approveStep(deal);
        }
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertOver(deal);
    }

    @Test
    @DisplayName("A small deal of a small customer skips legal (SG-14)")
    void light() {
        var deal = UUID.randomUUID();
        var asked = ApprovalsBench.asked(deal, rep, "49999.99");
        asked.put("customerType", "smb");
        asked.put("variant", "light");
        start(deal, asked);
        assertThat(on.of(deal).steps())
                .extracting(ApprovalsOfDeal.StepView::key)
                .containsExactly("sales-manager");
        on.approveStep(deal);
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertOver(deal);
    }

    @Test
    @DisplayName("Declined with a reason ends declined, and nobody behind is asked")
    void declined() {
        var deal = call("100000");
        on.approveStep(deal);
        while (on.of(deal).outcome() == ApprovalsOfDeal.Outcome.OPEN) {
            on.vote(deal, on.awaited(deal), "decline", "付款条件不行");
        }
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.DECLINED);
        assertThat(on.of(deal).reason()).contains("付款条件不行");
        assertThat(on.of(deal).steps().getLast().state()).isEqualTo(ApprovalsOfDeal.StepState.WAITING);
        assertOver(deal);
    }

    @Test
    @DisplayName(
            "A colleague has two working hours: exactly one nudge, by DingTalk; the answer reaches the approver (SW-14)")
    void nudged() {
        var deal = call("100000");
        var approver = on.awaited(deal);
        var quick = staff.person(null, Role.CUSTOMER_SUCCESS);
        var slow = staff.person(null, Role.MARKETING);
        ask(deal, approver, quick);
        ask(deal, approver, slow);
        var it = bench.follow(deal.toString());
        assertThat(it.tasksAt("userTask_answerQuestion")).hasSize(2);
        var quickTask = it.tasksAt("userTask_answerQuestion").stream()
                .filter(task ->
                        quick.id().toString().equals(task.getCustomHeaders().get("io.camunda.zeebe:assignee")))
                .findFirst()
                .orElseThrow();
        tasks.answer(real.taskOf(quickTask), Map.of("answer", Map.of("text", "可以")), ApprovalsBench.caller(quick));
        real.flow();
        var due = question(deal, slow).dueAt();
        assertThat(due)
                .isEqualTo(calendar.plusWorkingTime(question(deal, slow).askedAt(), Duration.ofHours(2))
                        .at());
        pass(due.minusSeconds(60));
        assertThat(told(deal, "approval.nudge", slow)).isZero();
        pass(due.plusSeconds(60));
        real.advance(Duration.ofHours(6));
        assertThat(told(deal, "approval.nudge", slow)).isEqualTo(1);
        assertThat(messages(deal, "approval.nudge"))
                .containsExactlyInAnyOrder(
                        slow.id() + " IN_APP /approvals/" + on.of(deal).id(),
                        slow.id() + " DINGTALK /approvals/" + on.of(deal).id());
        assertThat(told(deal, "approval.nudge", quick)).isZero();
        assertThat(told(deal, "approval.answered", approver)).isEqualTo(1);
        assertThat(question(deal, slow).nudgedAt()).isNotNull();

        it.finish(
                it.tasksAt("userTask_answerQuestion").stream()
                        .filter(task -> slow.id()
                                .toString()
                                .equals(task.getCustomHeaders().get("io.camunda.zeebe:assignee")))
                        .findFirst()
                        .orElseThrow(),
                Map.of("answer", Map.of("text", "forged"), "answered", true));
        real.flow();
        assertThat(question(deal, slow).answer()).isNull();
        assertThat(it.tasksAt("userTask_answerQuestion")).hasSize(3);
        answering.answer(
                ApprovalsBench.caller(slow),
                on.of(deal).id(),
                question(deal, slow).id(),
                "没问题");
        real.flow();
        finish(deal);
    }

    @Test
    @DisplayName(
            "Approving over an own open question takes a word, and whoever was asked hears that no answer is needed")
    void ownQuestion() {
        var deal = call("100000");
        on.approveStep(deal);
        on.approveStep(deal);
        var lawyer = on.awaited(deal);
        var colleague = staff.person(null, Role.MARKETING);
        ask(deal, lawyer, colleague);
        assertThatThrownBy(() -> on.vote(deal, lawyer, "approve", null))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("own-question-open"));
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        assertThat(told(deal, "approval.question-dropped", colleague)).isZero();

        on.vote(deal, lawyer, "approve", "不等回复，条款没有问题");
        finish(deal);
        assertThat(told(deal, "approval.question-dropped", colleague)).isEqualTo(1);
        assertThat(jdbc.sql("select title || ' ' || text from in_app_notice where person_id = ?"
                                + " order by seq desc limit 1")
                        .param(colleague.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("不用再回复：合同：华东机械的商机 " + lawyer.name() + " 就“合同：华东机械的商机”问您的问题不用再回复，审批已经结束。");
    }

    @Test
    @DisplayName(
            "Whoever goes on leave after being asked is replaced: the task moves, and all who are concerned are told")
    void onLeaveAfterBeingAsked() {
        var deal = call("100000");
        on.approveStep(deal);
        assertThat(on.openStep(deal).key()).isEqualTo("finance");
        var asked = on.awaited(deal);
        var seats = on.openStep(deal).seats().size();
        absences.record(
                ApprovalsBench.caller(staff.admin()),
                asked.id(),
                bench.now().minusSeconds(60),
                bench.now().plus(Duration.ofDays(3)));
        replacing.replaceAbsent();
        real.flow();

        var step = on.openStep(deal);
        assertThat(step.seats()).hasSize(seats);
        assertThat(step.seats()).extracting(ApprovalsOfDeal.Seat::person).doesNotContain(asked.id());
        var seat = step.seats().stream()
                .filter(one -> asked.name().equals(one.insteadOf()))
                .findFirst()
                .orElseThrow();
        assertThat(seat.because()).isEqualTo("ABSENT");
        var deputy = on.person(seat.person());
        assertThat(told(deal, "approval.vote-wanted", deputy)).isEqualTo(1);
        assertThat(told(deal, "approval.reseated", asked)).isEqualTo(1);
        assertThat(jdbc.sql("select element_id from user_task where record_id = ? and state = 'OPEN' and assignee = ?"
                                + " and element_id = 'userTask_approveContract'")
                        .params(deal, asked.id().value())
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(jdbc.sql("select kind || ' ' || (detail ->> 'from') || ' ' || (detail ->> 'to') from deal_event"
                                + " where deal_id = ? and kind = 'APPROVER_REPLACED'")
                        .param(deal)
                        .query(String.class)
                        .list())
                .containsExactly("APPROVER_REPLACED " + asked.name() + " " + deputy.name());
        assertThatThrownBy(() -> on.vote(deal, asked, "approve", null))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("not-a-voter"));

        replacing.replaceAbsent();
        assertThat(told(deal, "approval.vote-wanted", deputy)).isEqualTo(1);
        on.vote(deal, deputy, "approve", null);
        finish(deal);
    }

    @Test
    @DisplayName("48 hours with legal without movement: one urgent ticket; moved after 47 hours: none yet (SW-05)")
    void legal() {
        var deal = call("100000");
        on.approveStep(deal);
        on.approveStep(deal);
        assertThat(on.openStep(deal).key()).isEqualTo("legal");
        var lawyer = on.awaited(deal);
        real.advance(Duration.ofHours(47));
        ask(deal, lawyer, staff.person(null, Role.MARKETING));
        var moved = bench.now();
        real.advance(Duration.ofHours(2));
        assertThat(calls(deal, CallKind.URGENT_LEGAL)).isEmpty();
        pass(moved.plus(Duration.ofHours(48)).minusSeconds(60));
        assertThat(calls(deal, CallKind.URGENT_LEGAL)).isEmpty();
        pass(moved.plus(Duration.ofHours(48)).plusSeconds(60));
        assertThat(calls(deal, CallKind.URGENT_LEGAL)).hasSize(1);
        real.advance(Duration.ofHours(50));
        assertThat(calls(deal, CallKind.URGENT_LEGAL)).hasSize(1);
        var head =
                on.person(calls(deal, CallKind.URGENT_LEGAL).getFirst().person().id());
        assertThat(messages(deal, "approval.urgent-legal"))
                .containsExactlyInAnyOrder(
                        head.id() + " IN_APP /approvals/" + on.of(deal).id(),
                        head.id() + " DINGTALK /approvals/" + on.of(deal).id());
        var it = bench.follow(deal.toString());
        assertThat(it.tasksAt("userTask_urgentLegal")).hasSize(1);
        tasks.answer(
                real.taskOf(it.task("userTask_urgentLegal")),
                Map.of("answer", Map.of("note", "今天处理")),
                ApprovalsBench.caller(head));
        real.flow();
        assertThat(calls(deal, CallKind.URGENT_LEGAL).getFirst().answer()).isEqualTo("今天处理");
        on.vote(deal, lawyer, "approve", "不等回复，条款没有问题");
        finish(deal);
    }

    @Test
    @DisplayName(
            "Over 5 working days in the stage: a task each for sales, legal and finance with the time limits, then the next level (SW-04)")
    void overdue() {
        var deal = call("100000");
        var entered = jdbc.sql("select entered_at from deal where id = ?")
                .param(deal)
                .query(Timestamp.class)
                .single()
                .toInstant();
        assertThat(entered).isBefore(on.of(deal).openedAt());
        var overdue = on.shown(deal).overdueAt();
        assertThat(overdue).isEqualTo(calendar.plusWorkingDays(entered, 5).at());
        pass(overdue.minusSeconds(60));
        assertThat(calls(deal, CallKind.COLLABORATION)).isEmpty();
        pass(overdue.plusSeconds(60));
        assertThat(calls(deal, CallKind.COLLABORATION))
                .extracting(ShowingApproval.Call::party)
                .containsExactlyInAnyOrder("sales", "legal", "finance");
        assertThat(calls(deal, CallKind.COLLABORATION))
                .anyMatch(call -> call.person().id().equals(rep.id()));
        var it = bench.follow(deal.toString());
        assertThat(it.tasksAt("userTask_collaborateContract")).hasSize(3);
        var mine = it.tasksAt("userTask_collaborateContract").stream()
                .map(real::taskOf)
                .filter(task -> tasks.openAbout(deal, ApprovalsBench.caller(rep)).stream()
                        .anyMatch(open -> open.id().equals(task)))
                .findFirst()
                .orElseThrow();
        var task = tasks.find(mine, ApprovalsBench.caller(rep));
        assertThat(tasks.rule(task).formData(task).get("timeLimitsText").toString())
                .contains("| 24 ");
        tasks.answer(mine, Map.of("answer", Map.of("note", "今天找客户")), ApprovalsBench.caller(rep));
        real.flow();

        var climb = calls(deal, CallKind.COLLABORATION).getFirst().dueAt();
        pass(climb.plusSeconds(60));
        assertThat(calls(deal, CallKind.NEXT_LEVEL)).hasSize(1);
        assertThat(it.tasksAt("userTask_overseeContract")).hasSize(1);
        assertThat(on.of(deal).notices()).contains("CLIMBED");
        real.advance(Duration.ofDays(4));
        assertThat(calls(deal, CallKind.COLLABORATION)).hasSize(3);
        assertThat(calls(deal, CallKind.NEXT_LEVEL)).hasSize(1);
        assertThat(it.tasksAt("userTask_collaborateContract")).hasSize(3);
        finish(deal);
        assertThat(jdbc.sql("select count(*) from user_task where record_id = ? and state = 'OPEN'")
                        .param(deal)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName(
            "Where the watchdog acts in place of a timer the tasks come with the messages, and once: three, the next level, the urgent ticket")
    void tasksOfTheWatchdog() {
        var deal = UUID.randomUUID();
        var asked = ApprovalsBench.asked(deal, rep, "100000");
        WaitingDeal.store(jdbc, deal, "CONTRACT", asked);
        // It has only just come into its stage, whatever the clock of the tests before says.
        jdbc.sql("update deal set entered_at = ? where id = ?")
                .params(Timestamp.from(bench.now()), deal)
                .update();
        start(deal, asked);
        var id = on.of(deal).id();
        var it = bench.follow(deal.toString());
        resources.actInPlaceOfTimer(id, 1, "approval.overdue");
        real.flow();
        assertThat(told(deal, "approval.collaboration", rep)).isEqualTo(1);
        assertThat(it.tasksAt("userTask_collaborateContract")).hasSize(3);
        resources.actInPlaceOfTimer(id, 1, "approval.climb");
        real.flow();
        assertThat(calls(deal, CallKind.NEXT_LEVEL)).hasSize(1);
        assertThat(it.tasksAt("userTask_overseeContract")).hasSize(1);
        on.approveStep(deal);
        on.approveStep(deal);
        assertThat(on.openStep(deal).key()).isEqualTo("legal");
        // It has stood with legal for three days, and the engine has not looked.
        jdbc.sql("update approval_step set opened_at = opened_at - interval '3 days' where approval_id = ?")
                .param(id)
                .update();
        jdbc.sql("update approval_seat set voted_at = voted_at - interval '3 days'"
                        + " where step_id in (select id from approval_step where approval_id = ?)")
                .param(id)
                .update();
        var round = jdbc.sql("select legal_round from approval where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
        resources.actInPlaceOfTimer(id, round, "approval.legal");
        real.flow();
        assertThat(calls(deal, CallKind.URGENT_LEGAL)).hasSize(1);
        assertThat(it.tasksAt("userTask_urgentLegal")).hasSize(1);

        // Then the timers come after all.
        real.advance(Duration.ofDays(14));
        assertThat(told(deal, "approval.collaboration", rep)).isEqualTo(1);
        assertThat(it.tasksAt("userTask_collaborateContract")).hasSize(3);
        assertThat(it.tasksAt("userTask_overseeContract")).hasSize(1);
        assertThat(it.tasksAt("userTask_urgentLegal")).hasSize(1);
        assertThat(it.completed())
                .contains("endEvent_alreadyTogether", "endEvent_alreadyOverseen", "endEvent_alreadyUrgent");
        assertThat(it.incidents()).isEmpty();
        finish(deal);
    }

    @Test
    @DisplayName("Deadlines that are over when the engine sets their timers act all the same, each once")
    void overBeforeTheyBegin() {
        var deal = UUID.randomUUID();
        var it = bench.follow(deal.toString());
        // Each step is done, and then the engine hears of it for two weeks no more.
        it.answering("approval.openApproval", job -> twoWeeksLate(real.work(job)));
        it.answering(
                "approval.callApprovers",
                job -> it.times("serviceTask_callApprovers") == 1 ? twoWeeksLate(real.work(job)) : real.work(job));
        it.answering("approval.callCollaboration", job -> twoWeeksLate(real.work(job)));
        var asked = ApprovalsBench.asked(deal, rep, "100000");
        WaitingDeal.store(jdbc, deal, "CONTRACT", asked);
        bench.call("contract-approval", asked);
        real.flow();
        assertThat(on.shown(deal).overdueAt()).isBefore(bench.now());
        assertThat(on.openStep(deal).dueAt()).isBefore(bench.now());
        real.advance(Duration.ofSeconds(1));
        for (var later : List.of(Duration.ZERO, Duration.ofDays(10))) {
            real.advance(later);
            assertThat(told(deal, "approval.step-due", on.awaited(deal))).isEqualTo(1);
            assertThat(told(deal, "approval.collaboration", rep)).isEqualTo(1);
            assertThat(calls(deal, CallKind.COLLABORATION)).hasSize(3);
            assertThat(calls(deal, CallKind.NEXT_LEVEL)).hasSize(1);
            assertThat(it.tasksAt("userTask_collaborateContract")).hasSize(3);
            assertThat(it.tasksAt("userTask_overseeContract")).hasSize(1);
            assertThat(jdbc.sql(
                                    "select kind || ' ' || acted_by from deadline where record_id = ? and acted_at is not null"
                                            + " and kind <> 'approval.legal'")
                            .param(on.of(deal).id())
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("approval.step TIMER", "approval.overdue TIMER", "approval.climb TIMER");
        }
        finish(deal);
    }

    @Test
    @DisplayName("In a step that goes in order, the second is asked when the first has voted, and not before (SW-10)")
    void inOrder() {
        var first = staff.person(null, Role.FINANCE);
        var second = staff.person(null, Role.FINANCE);
        var before = resources.table("approval-chain");
        UUID deal;
        try {
            resources.keepTables(
                    changed(
                            before,
                            "out_approval_chain_7_who",
                            "\"person:" + first.login() + ", person:" + second.login() + "\"",
                            "out_approval_chain_7_needed",
                            "\"all\"",
                            "out_approval_limits_2_mode",
                            "\"in-order\""),
                    TABLES);
            deal = call("100000");
        } finally {
            resources.keepTables(before, TABLES);
        }
        var it = bench.follow(deal.toString());
        assertThat(on.openStep(deal).seats())
                .extracting(ApprovalsOfDeal.Seat::person)
                .containsExactly(first.id(), second.id());
        assertThat(it.tasksAt(VOTE))
                .extracting(ContractApprovalProcessTests::assignee)
                .containsExactly(first.id().toString());
        assertThat(told(deal, "approval.vote-wanted", first)).isEqualTo(1);
        assertThat(told(deal, "approval.vote-wanted", second)).isZero();
        assertThatThrownBy(() -> on.vote(deal, second, "approve", null))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("not-your-turn"));

        on.vote(deal, first, "approve", null);
        assertThat(on.openStep(deal).key()).isEqualTo("sales-manager");
        assertThat(it.tasksAt(VOTE))
                .extracting(ContractApprovalProcessTests::assignee)
                .containsExactly(first.id().toString(), second.id().toString());
        assertThat(told(deal, "approval.vote-wanted", second)).isEqualTo(1);

        on.vote(deal, second, "approve", null);
        assertThat(on.openStep(deal).key()).isEqualTo("finance");
        finish(deal);
    }

    private Map<String, ?> twoWeeksLate(Map<String, ?> done) {
        bench.engine.advance(Duration.ofDays(14));
        return done;
    }

    private static String assignee(ActivatedJob task) {
        return task.getCustomHeaders().get("io.camunda.zeebe:assignee");
    }

    /** The table with other words in some of its cells. */
    private static String changed(String table, String... cellsAndWords) {
        var changed = table;
        for (var at = 0; at < cellsAndWords.length; at += 2) {
            var before = changed;
            changed = changed.replaceFirst(
                    "(?<head>id=\"" + cellsAndWords[at] + "\">\\s*<text>)[^<]*", "${head}" + cellsAndWords[at + 1]);
            assertThat(changed).as(cellsAndWords[at]).isNotEqualTo(before);
        }
        return changed;
    }

    private void finish(UUID deal) {
        while (on.of(deal).outcome() == ApprovalsOfDeal.Outcome.OPEN) {
            on.approveStep(deal);
        }
        assertOver(deal);
    }

    private void ask(UUID deal, Person approver, Person colleague) {
        asking.ask(
                on.of(deal).id(),
                ApprovalsBench.caller(approver),
                colleague.id().value(),
                "交付来得及吗？");
        real.flow();
    }

    private ShowingApproval.Question question(UUID deal, Person to) {
        return on.shown(deal).questions().stream()
                .filter(question -> question.askedTo().id().equals(to.id()))
                .findFirst()
                .orElseThrow();
    }

    private List<ShowingApproval.Call> calls(UUID deal, CallKind kind) {
        return on.shown(deal).calls().stream()
                .filter(call -> call.kind() == kind)
                .toList();
    }

    private long told(UUID deal, String template, Person person) {
        return jdbc.sql(
                        "select count(*) from notification_delivery where event like ? and person_id = ? and channel = 'IN_APP'")
                .params(
                        "approval:" + on.of(deal).id() + ":%:" + template,
                        person.id().value())
                .query(Long.class)
                .single();
    }

    /** Who was told on which of the channels that the notice asked for, and where its link leads. */
    private List<String> messages(UUID deal, String template) {
        return jdbc.sql("""
                        select person_id || ' ' || channel || ' ' || path from notification_delivery
                        where event like ? and template = ? and stands_in_for is null""")
                .params("approval:" + on.of(deal).id() + ":%", template)
                .query(String.class)
                .list();
    }

    private void pass(Instant then) {
        var missing = Duration.between(bench.now(), then);
        if (missing.isPositive()) {
            real.advance(missing);
        }
    }

    private UUID call(String amount) {
        var deal = UUID.randomUUID();
        start(deal, ApprovalsBench.asked(deal, rep, amount));
        return deal;
    }

    private void start(UUID deal, Map<String, Object> asked) {
        WaitingDeal.store(jdbc, deal, "CONTRACT", asked);
        bench.follow(deal.toString());
        bench.call("contract-approval", asked);
        real.flow();
    }

    private void assertOver(UUID deal) {
        var it = bench.follow(deal.toString());
        assertThat(it.incidents()).isEmpty();
        assertThat(it.over()).isTrue();
    }
}
