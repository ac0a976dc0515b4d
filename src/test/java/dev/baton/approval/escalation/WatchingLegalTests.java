package dev.baton.approval.escalation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.baton.BatonTest;
import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.Chain;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.vote.ApprovalFixtures;
import dev.baton.approval.vote.CastingVote;
import dev.baton.engine.Deadlines;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/**
 * Where legal works in a system of its own, what lies there decides about the urgent ticket; while that is away, Baton's
 * own list does (SW-05).
 */
@BatonTest
@Import(ApprovalFixtures.class)
class WatchingLegalTests {

    private static final Duration LIMIT = Duration.ofHours(48);

    @RegisterExtension
    static final WireMockExtension LEGAL = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @Autowired
    ApprovalFixtures approvals;

    @Autowired
    CastingVote casting;

    @Autowired
    Approvals file;

    @Autowired
    OwnLegalQueue own;

    @Autowired
    CallingHeadOfLegal calling;

    @Autowired
    TimeLimits limits;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Clock clock;

    @Autowired
    ObjectMapper json;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private WatchingLegal watching;
    private Approval approval;

    @BeforeEach
    void withLegal() {
        var rep = staff.rep("east");
        staff.supervisor("east");
        staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        staff.director();
        var queue = new HttpLegalQueue(
                new HttpLegalQueue.Properties(
                        URI.create(LEGAL.baseUrl()), "secret", Duration.ofSeconds(1), Duration.ofSeconds(2)),
                json);
        watching = new WatchingLegal(file, queue, own, calling, limits, deadlines, clock);
        approval = lyingWithLegal(rep);
    }

    @Test
    @DisplayName("An item that has not moved in legal's system for 48 hours stands, however new its step is in Baton")
    void stands() {
        lastMovedThere(ago(LIMIT.plusMinutes(1)));
        assertThat(watch().legalStands()).isTrue();
    }

    @Test
    @DisplayName(
            "An item that moved there 47 hours ago is looked at again an hour from now, however old its step is in Baton")
    void moves() {
        oldInBaton();
        var moved = ago(Duration.ofHours(47));
        lastMovedThere(moved);
        var watched = watch();
        assertThat(watched.legalStands()).isFalse();
        assertThat(watched.legalCheckAt()).isEqualTo(moved.plus(LIMIT));
        assertThat(dueOf(watched.legalRound())).isEqualTo(moved.plus(LIMIT));
        assertThat(notices()).doesNotContain(Chain.LEGAL_QUEUE_AWAY);
    }

    @Test
    @DisplayName("What is not in legal's list does not lie with them, and nothing is sent")
    void notThere() {
        oldInBaton();
        answer("[]");
        var watched = watch();
        assertThat(watched.legalStands()).isFalse();
        assertThat(watched.legalCheckAt()).isAfter(clock.instant().plus(LIMIT).minusSeconds(60));
        timerDoesNotCome(watched);
        assertThat(tickets()).isZero();
    }

    @Test
    @DisplayName("Without the timer: the ticket goes to the head of legal once the item there has stood, and once only")
    void ticket() {
        oldInBaton();
        lastMovedThere(ago(Duration.ofHours(1)));
        var first = watch();
        timerDoesNotCome(first);
        assertThat(tickets()).as("it moves").isZero();

        lastMovedThere(ago(LIMIT.minusMinutes(1)));
        var second = watch();
        lastMovedThere(ago(LIMIT.plusMinutes(1)));
        timerDoesNotCome(second);
        assertThat(tickets()).isEqualTo(1);
        timerDoesNotCome(second);
        assertThat(tickets()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from notification_delivery where event like ? and channel = 'IN_APP'"
                                + " and template = 'approval.urgent-legal'")
                        .param("approval:" + approval.id() + ":%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("While legal's system does not answer, Baton's own list counts, and the approval says so")
    void away() {
        LEGAL.stubFor(get(urlEqualTo("/pending")).willReturn(aResponse().withStatus(503)));
        var watched = watch();
        assertThat(watched.legalStands()).as("new in Baton").isFalse();
        assertThat(notices()).contains(Chain.LEGAL_QUEUE_AWAY);

        oldInBaton();
        assertThat(watch().legalStands()).as("old in Baton").isTrue();
        assertThat(notices()).containsOnlyOnce(Chain.LEGAL_QUEUE_AWAY);
    }

    @Test
    @DisplayName("Without the timer and without legal's system, Baton's own list sends the ticket")
    void awayWithoutTheTimer() {
        LEGAL.stubFor(get(urlEqualTo("/pending")).willReturn(aResponse().withStatus(503)));
        var watched = watch();
        oldInBaton();
        timerDoesNotCome(watched);
        assertThat(tickets()).isEqualTo(1);
    }

    private WatchingLegal.Watched watch() {
        return transaction.execute(status -> watching.watch(approval.instance()));
    }

    private void timerDoesNotCome(WatchingLegal.Watched watched) {
        transaction.executeWithoutResult(
                status -> watching.act(approval.id(), watched.legalRound(), Deadlines.Actor.WATCHDOG));
    }

    private Approval lyingWithLegal(Person rep) {
        var open = approvals.open(ApprovalFixtures.asked(ApprovalKind.CONTRACT, UUID.randomUUID(), rep, "100000"));
        while (!open.openStep().orElseThrow().legal()) {
            var step = open.openStep().orElseThrow();
            for (var seat : step.seats().subList(0, step.needed())) {
                casting.cast(open.id(), seat.person(), Approval.APPROVE, null);
            }
            approvals.call(open);
            open = approvals.read(open);
        }
        return open;
    }

    /** As if all that Baton knows had happened three days ago. */
    private void oldInBaton() {
        jdbc.sql("update approval_step set opened_at = opened_at - interval '3 days' where approval_id = ?")
                .param(approval.id())
                .update();
        jdbc.sql("""
                        update approval_seat set voted_at = voted_at - interval '3 days'
                        where step_id in (select id from approval_step where approval_id = ?)""").param(approval.id()).update();
        assertThat(own.pending(approval.id()).orElseThrow().movedAt()).isBefore(ago(LIMIT));
    }

    private void lastMovedThere(Instant at) {
        answer("[{\"reference\":\"%s\",\"updatedAt\":\"%s\"}]".formatted(approval.id(), at));
    }

    private static void answer(String list) {
        LEGAL.stubFor(get(urlEqualTo("/pending")).willReturn(okJson(list)));
    }

    private Instant ago(Duration time) {
        return clock.instant().minus(time).truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant dueOf(int round) {
        return jdbc.sql("select due_at from deadline where record_id = ? and round = ? and kind = 'approval.legal'")
                .params(approval.id(), round)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private List<String> notices() {
        return file.find(approval.id()).orElseThrow().notices();
    }

    private long tickets() {
        return file.calls(approval.id()).stream()
                .filter(call -> call.kind() == CallKind.URGENT_LEGAL)
                .count();
    }
}
