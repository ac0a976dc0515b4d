package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.approval.AnsweringApproval;
import dev.baton.approval.CompletingAnsweredTasks;
import dev.baton.approval.ShowingApproval;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.InboxBench;
import dev.baton.opportunity.WaitingDeal;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code quote-countersign} with the real workers on a real database, and the engine in memory. */
@ProcessTest
class QuoteCountersignProcessTests {

    private static final String VOTE = "userTask_countersignQuote";

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
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    CompletingAnsweredTasks hearing;

    private EngineBench bench;
    private ApprovalsBench on;
    private Person rep;

    @BeforeEach
    void people() {
        bench = new EngineBench(ProcessTest.OneEngine.get(), List.of("quote-countersign"), List.of("dealId"));
        real.playOn(bench);
        on = new ApprovalsBench(real, approvals, showing, answering, people);
        rep = staff.rep("east");
        staff.supervisor("east");
        staff.person(null, Role.FINANCE);
        staff.director();
    }

    @Test
    @DisplayName("All of those who have to, at once: every vote is kept, and the duration measured (SW-08)")
    void approved() {
        var before = durations();
        var deal = call("250000");
        var seats = on.openStep(deal).seats();
        assertThat(bench.follow(deal.toString()).tasksAt(VOTE)).hasSameSizeAs(seats);
        real.advance(Duration.ofMinutes(30));
        on.approveStep(deal);
        var view = on.of(deal);
        assertThat(view.outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertThat(view.steps().getFirst().seats())
                .extracting(ApprovalsOfDeal.Seat::vote)
                .containsOnly("approve");
        assertThat(on.shown(deal).durationSeconds()).isGreaterThanOrEqualTo(1800);
        assertThat(durations()).isEqualTo(before + 1);
        assertThat(audited(view.id(), "approval.voted")).isEqualTo(seats.size());
        assertThat(audited(view.id(), "approval.decided")).isEqualTo(1);
        assertOver(deal);
    }

    @Test
    @DisplayName("One of two is enough for a renewal, and the other's task leaves the inbox (SW-08)")
    void oneOfTwo() {
        var deal = UUID.randomUUID();
        var asked = ApprovalsBench.asked(deal, rep, "250000");
        asked.put("contractType", "renewal");
        start(deal, asked);
        assertThat(on.openStep(deal).needed()).isEqualTo(1);
        assertThat(on.openStep(deal).seats()).hasSizeGreaterThan(1);
        on.vote(deal, on.awaited(deal), "approve", "老客户");
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertThat(openTasks(deal)).isZero();
        assertOver(deal);
    }

    @Test
    @DisplayName("Two of three: the first approval does not decide, the second does, the third is not needed (SW-08)")
    void twoOfThree() {
        var three = three();
        var deal = twoOf(three);
        assertThat(on.openStep(deal).needed()).isEqualTo(2);
        assertThat(openTasks(deal)).isEqualTo(3);

        on.vote(deal, three.get(1), "approve", null);
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        assertThat(openTasks(deal)).isEqualTo(2);

        on.vote(deal, three.get(0), "approve", null);
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertThat(openTasks(deal)).isZero();
        assertThatThrownBy(() -> on.vote(deal, three.get(2), "approve", null))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("approval-decided"));
        assertOver(deal);
    }

    @Test
    @DisplayName("Two of three: one who declines does not decide; approved by the other two it passes (SW-08)")
    void oneOfThreeDeclines() {
        var three = three();
        var deal = twoOf(three);
        on.vote(deal, three.get(0), "decline", "毛利太低");
        on.vote(deal, three.get(1), "approve", null);
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        on.vote(deal, three.get(2), "approve", null);
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertOver(deal);
    }

    @Test
    @DisplayName("Two of three: declined as soon as two approvals have become impossible, with both reasons (SW-08)")
    void twoOfThreeDecline() {
        var three = three();
        var deal = twoOf(three);
        on.vote(deal, three.get(2), "decline", "毛利太低");
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        on.vote(deal, three.get(0), "decline", "账期太长");
        var view = on.of(deal);
        assertThat(view.outcome()).isEqualTo(ApprovalsOfDeal.Outcome.DECLINED);
        assertThat(view.reason()).contains("毛利太低", "账期太长");
        assertThat(openTasks(deal)).isZero();
        assertOver(deal);
    }

    @Test
    @DisplayName(
            "One who declines decides where all are needed: the reason goes back to the deal, later votes are refused")
    void declined() {
        var deal = call("250000");
        var late = on.person(on.openStep(deal).seats().getLast().person());
        on.vote(deal, on.firstSeat(deal), "decline", "毛利太低");
        var view = on.of(deal);
        assertThat(view.outcome()).isEqualTo(ApprovalsOfDeal.Outcome.DECLINED);
        assertThat(view.reason()).contains("毛利太低");
        assertThatThrownBy(() -> on.vote(deal, late, "approve", null))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("approval-decided"));
        assertOver(deal);
    }

    @Test
    @DisplayName("A task completed past the application is no vote and comes back (B6-03)")
    void forged() {
        var deal = call("1000");
        var it = bench.follow(deal.toString());
        var seats = on.openStep(deal).seats().size();
        for (var forged : List.<Map<String, ?>>of(
                Map.of("voted", true, "stepDecided", true, "decided", true),
                Map.of(
                        "ballot",
                        Map.of("vote", "approve"),
                        "completedBy",
                        rep.id().toString()),
                Map.of("seat", Map.of("seatId", "none", "personId", rep.id().toString()), "approvalId", "x"))) {
            it.finish(it.tasksAt(VOTE).getLast(), forged);
            real.flow();
            assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        }
        assertThat(on.openStep(deal).seats())
                .extracting(ApprovalsOfDeal.Seat::vote)
                .containsOnlyNulls();
        assertThat(it.tasksAt(VOTE)).hasSize(seats + 3);
        on.approveStep(deal);
        assertOver(deal);
    }

    @Test
    @DisplayName("A vote that came before its task is heard when the task is there")
    void early() {
        var deal = call("1000");
        for (var seat : on.openStep(deal).seats()) {
            transaction.executeWithoutResult(
                    status -> jdbc.sql("update user_task set state = 'GONE' where record_id = ? and assignee = ?")
                            .params(deal, seat.person().value())
                            .update());
            on.vote(deal, on.person(seat.person()), "approve", null);
        }
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        jdbc.sql("update user_task set state = 'OPEN' where record_id = ?")
                .param(deal)
                .update();
        hearing.hear();
        real.flow();
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertOver(deal);
    }

    @Test
    @DisplayName("Over eight working hours: those who are awaited and the next level are told, once")
    void stepDue() {
        var deal = call("1000");
        var awaited = on.awaited(deal);
        real.advance(Duration.between(bench.now(), on.openStep(deal).dueAt()).plusMinutes(1));
        real.advance(Duration.ofHours(5));
        assertThat(jdbc.sql(
                                "select count(*) from notification_delivery where event like ? and person_id = ? and channel = 'IN_APP'")
                        .params(
                                "approval:" + on.of(deal).id() + ":%:approval.step-due",
                                awaited.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        on.approveStep(deal);
        assertOver(deal);
    }

    @Test
    @DisplayName("What is withdrawn ends at once, and its tasks leave the inbox")
    void withdrawn() {
        var deal = call("250000");
        transaction.executeWithoutResult(status -> approvals.withdraw(deal, rep.id(), "客户改了需求"));
        real.flow();
        assertThat(on.of(deal).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.WITHDRAWN);
        assertThat(openTasks(deal)).isZero();
        assertOver(deal);
    }

    private List<Person> three() {
        return List.of(
                staff.person(null, Role.FINANCE), staff.person(null, Role.FINANCE), staff.person(null, Role.FINANCE));
    }

    /** A quote that two of these people have to approve, because its owner wrote so into the table. */
    private UUID twoOf(List<Person> three) {
        var before = resources.table("approval-chain");
        var who = three.stream().map(person -> "person:" + person.login()).collect(Collectors.joining(", "));
        var changed = before.replaceFirst(
                        "(?<head>id=\"out_approval_chain_2_who\">\\s*<text>)[^<]*", "${head}\"" + who + "\"")
                .replaceFirst("(?<head>id=\"out_approval_chain_2_needed\">\\s*<text>)\"all\"", "${head}\"2\"");
        assertThat(changed).contains(who, "<text>\"2\"</text>");
        resources.keepTables(changed, TABLES);
        try {
            return call("1000");
        } finally {
            resources.keepTables(before, TABLES);
        }
    }

    private UUID call(String amount) {
        var deal = UUID.randomUUID();
        start(deal, ApprovalsBench.asked(deal, rep, amount));
        return deal;
    }

    private void start(UUID deal, Map<String, Object> asked) {
        WaitingDeal.store(jdbc, deal, "QUOTE", asked);
        bench.follow(deal.toString());
        bench.call("quote-countersign", asked);
        real.flow();
    }

    private long openTasks(UUID deal) {
        return jdbc.sql("select count(*) from user_task where record_id = ? and state = 'OPEN'")
                .param(deal)
                .query(Long.class)
                .single();
    }

    private long audited(UUID approval, String action) {
        return jdbc.sql("select count(*) from audit_entry where subject_id = ? and action = ?")
                .params(approval, action)
                .query(Long.class)
                .single();
    }

    private long durations() {
        var timer = metrics.find("baton.approval.duration")
                .tags("kind", "QUOTE", "outcome", "approved")
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private void assertOver(UUID deal) {
        var it = bench.follow(deal.toString());
        assertThat(it.incidents()).isEmpty();
        assertThat(it.over()).isTrue();
    }
}
