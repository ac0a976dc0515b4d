package dev.baton.approval.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonTest;
import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.Chain;
import dev.baton.approval.escalation.CallingCollaboration;
import dev.baton.approval.escalation.CallingHeadOfLegal;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.BpmnRefusal;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Votes and calls on a real database: once, whoever comes at the same time and however often a step is delivered. */
@BatonTest
@Import(ApprovalFixtures.class)
class VotingTests {

    @Autowired
    ApprovalFixtures approvals;

    @Autowired
    CastingVote casting;

    @Autowired
    CountingVote counting;

    @Autowired
    ConcludingApproval concluding;

    @Autowired
    CallingCollaboration collaboration;

    @Autowired
    CallingHeadOfLegal headOfLegal;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Person rep;

    @BeforeEach
    void people() {
        rep = staff.rep("east");
        staff.supervisor("east");
        staff.supervisor("east");
        staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        staff.director();
    }

    @Test
    @DisplayName("Two who vote at once both count, once, and there is one decision")
    void atOnce() throws Exception {
        var approval = quote();
        var seats = approval.openStep().orElseThrow().seats();
        // All but two first, so that the last two decide together.
        seats.subList(0, seats.size() - 2).forEach(seat -> casting.cast(approval.id(), seat.person(), "approve", null));
        var last = seats.subList(seats.size() - 2, seats.size());
        assertThat(together(last.stream()
                        .<Callable<String>>map(seat -> () -> {
                            casting.cast(approval.id(), seat.person(), "approve", null);
                            return "taken";
                        })
                        .toList()))
                .containsExactly("taken", "taken");
        assertThat(together(Collections.nCopies(
                        2, () -> String.valueOf(approvals.call(approval).decided()))))
                .containsExactly("true", "true");
        assertThat(approvals.read(approval).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.APPROVED);
        assertThat(audited(approval, "approval.decided")).isEqualTo(1);
        assertThat(audited(approval, "approval.voted")).isEqualTo(seats.size());
    }

    @Test
    @DisplayName("One person who votes twice at once has one vote")
    void twiceAtOnce() throws Exception {
        var approval = quote();
        var seat = approval.openStep().orElseThrow().seats().getFirst();
        var answers = together(Collections.nCopies(4, () -> {
            try {
                casting.cast(approval.id(), seat.person(), "approve", null);
                return "taken";
            } catch (Refusal refusal) {
                return refusal.code();
            }
        }));
        assertThat(answers).containsOnlyOnce("taken");
        assertThat(answers).filteredOn("already-voted"::equals).hasSize(3);
        assertThat(audited(approval, "approval.voted")).isEqualTo(1);
    }

    @Test
    @DisplayName("The requester has no vote, and neither has anybody else without a place")
    void strangers() {
        var approval = quote();
        for (var person : List.of(rep, staff.rep("west"))) {
            assertThatThrownBy(() -> casting.cast(approval.id(), person.id(), "approve", null))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.code()).isEqualTo("not-a-voter"));
        }
    }

    @Test
    @DisplayName(
            "A step that comes again changes nothing: one approval, three calls, one ticket, each told once, and no second task")
    void redelivered() {
        var asked = ApprovalFixtures.asked(ApprovalKind.CONTRACT, UUID.randomUUID(), rep, "60000");
        var approval = approvals.open(asked);
        approvals.openAgain(asked, approval);
        approvals.call(approval);
        transaction.executeWithoutResult(status -> {
            collaboration.call(approval.instance());
            headOfLegal.call(approval.instance());
        });
        for (var times = 0; times < 2; times++) {
            assertThatThrownBy(
                            () -> transaction.executeWithoutResult(status -> collaboration.call(approval.instance())))
                    .isInstanceOf(BpmnRefusal.class);
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> headOfLegal.call(approval.instance())))
                    .isInstanceOf(BpmnRefusal.class);
        }
        assertThat(jdbc.sql("select count(*) from approval where deal_id = ?")
                        .param(approval.dealId())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select kind from approval_call where approval_id = ?")
                        .param(approval.id())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("COLLABORATION", "COLLABORATION", "COLLABORATION", "URGENT_LEGAL");
        assertThat(jdbc.sql("select count(*) from notification_delivery where event like ? and channel = 'IN_APP'"
                                + " and template in ('approval.collaboration', 'approval.urgent-legal')")
                        .param("approval:" + approval.id() + ":%")
                        .query(Long.class)
                        .single())
                .isEqualTo(4);
        assertThat(jdbc.sql("select count(*) from notification_delivery where event like ? and channel = 'IN_APP'"
                                + " and template = 'approval.vote-wanted'")
                        .param("approval:" + approval.id() + ":%")
                        .query(Long.class)
                        .single())
                .isEqualTo(approval.openStep().orElseThrow().seats().size());
    }

    @Test
    @DisplayName("A vote is counted by what is on file, not by the variable that names it")
    void counted() {
        var approval = quote();
        var seat = approval.openStep().orElseThrow().seats().getFirst();
        assertThat(count(approval, seat.id().toString()).voted()).isFalse();
        casting.cast(approval.id(), seat.person(), "decline", "不行");
        assertThat(count(approval, seat.id().toString())).isEqualTo(new CountingVote.Counted(true, true));
        assertThat(count(approval, "no-such-seat").stepDecided()).isFalse();
    }

    @Test
    @DisplayName("A process that is moved past its votes ends withdrawn and never approved (B6-03)")
    void movedPast() {
        var approval = quote();
        assertThat(transaction.<String>execute(status -> concluding.conclude(approval.instance())))
                .isEqualTo("withdrawn");
        assertThat(approvals.read(approval).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.WITHDRAWN);
    }

    @Test
    @DisplayName("A second run for the same deal takes the place of one that an operator has ended")
    void superseded() {
        var deal = UUID.randomUUID();
        var first = approvals.open(ApprovalFixtures.asked(ApprovalKind.QUOTE, deal, rep, "1000"));
        var second = approvals.open(ApprovalFixtures.asked(ApprovalKind.QUOTE, deal, rep, "1000"));
        assertThat(approvals.read(first).outcome()).isEqualTo(ApprovalsOfDeal.Outcome.WITHDRAWN);
        assertThat(second.notices()).contains(Chain.SUPERSEDED);
    }

    private CountingVote.Counted count(Approval approval, String seat) {
        return transaction.execute(status -> counting.count(approval.instance(), seat));
    }

    private Approval quote() {
        return approvals.open(ApprovalFixtures.asked(ApprovalKind.QUOTE, UUID.randomUUID(), rep, "250000"));
    }

    private long audited(Approval approval, String action) {
        return jdbc.sql("select count(*) from audit_entry where subject_id = ? and action = ?")
                .params(approval.id(), action)
                .query(Long.class)
                .single();
    }

    private static List<String> together(List<Callable<String>> acts) throws Exception {
        var barrier = new CyclicBarrier(acts.size());
        var answers = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var act : acts) {
                answers.add(threads.submit(() -> {
                    barrier.await();
                    return act.call();
                }));
            }
            var said = new ArrayList<String>();
            for (var answer : answers) {
                said.add(answer.get());
            }
            return said;
        }
    }
}
