package dev.baton.lead.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.engine.Deadlines.Actor;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.contact.Contact;
import dev.baton.lead.owner.AssigningLead;
import dev.baton.lead.window.BreachingWindow;
import dev.baton.lead.window.EscalatingToManager;
import dev.baton.lead.window.NotingFirstLook;
import dev.baton.lead.window.NotingTouch;
import dev.baton.lead.window.RecordingContact;
import dev.baton.lead.window.RemindingOwner;
import dev.baton.lead.window.RemindingSupervisor;
import dev.baton.lead.window.WindowRule;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A lead between the hand-over and the first contact, step by step and without an engine (F-06b, F-07). */
@BatonTest
@Import(LeadFixtures.class)
class LeadClocksTests {

    private static final WindowRule NINETY_MINUTES = new WindowRule(90d, 2d / 3, 2d, 48d);

    /** Of a process in which nobody has answered a task here. */
    private static final long INSTANCE = 1;

    @Autowired
    AssigningLead handingOver;

    @Autowired
    NotingFirstLook opening;

    @Autowired
    RecordingContact logging;

    @Autowired
    NotingTouch touching;

    @Autowired
    RemindingOwner remindingOwner;

    @Autowired
    BreachingWindow breaching;

    @Autowired
    EscalatingToManager escalating;

    @Autowired
    RemindingSupervisor remindingSupervisor;

    @Autowired
    ListingLeads listing;

    @Autowired
    LeadDetailQueries details;

    @Autowired
    LeadFixtures leads;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Person rep;
    private LeadId lead;
    private AssigningLead.Started started;

    @BeforeEach
    void handOver() {
        rep = staff.rep("north");
        staff.supervisor("north");
        lead = leads.received("north");
        started = transaction.execute(status -> handingOver.handOver(lead, rep.id(), "RULE", NINETY_MINUTES, 1L));
    }

    @Test
    void theWindowIsThreeAbsoluteDates() {
        var from = details.find(lead).orElseThrow().assignedAt();

        assertThat(Duration.between(from, started.firstReminderAt())).isEqualTo(Duration.ofMinutes(60));
        assertThat(Duration.between(from, started.windowDueAt())).isEqualTo(Duration.ofMinutes(90));
        assertThat(Duration.between(from, started.managerDueAt())).isEqualTo(Duration.ofMinutes(180));
    }

    @Test
    void aTableThatGaveNothingLeavesANoticeAndAUsableWindow() {
        var other = leads.received("north");
        transaction.executeWithoutResult(status -> handingOver.handOver(other, rep.id(), "RULE", null, 1L));

        assertThat(details.find(other).orElseThrow().notices()).containsExactly("WINDOW_RULE_FALLBACK");
        assertThat(details.find(other).orElseThrow().windowDueAt()).isAfter(Instant.now());
    }

    @Test
    void twoClocksAddUp() {
        jdbc.sql("update lead set received_at = received_at - interval '7 minutes' where id = ?")
                .param(lead.value())
                .update();
        contact("follow-up");

        var found = details.find(lead).orElseThrow();
        var waitedForOwner =
                Duration.between(found.receivedAt(), found.assignedAt()).toSeconds();
        assertThat(found.leadClockSeconds() - found.repClockSeconds())
                .isBetween(waitedForOwner - 1, waitedForOwner + 1);
    }

    @Test
    void openingStopsTheSecondReminderButNotTheClockOfTheFirstTouch() {
        opening.opened(lead, rep.id());

        breach();
        assertThat(told("lead.window-due")).isEmpty();
        assertThat(details.find(lead).orElseThrow().openedAt()).isNotNull();
        assertThat(details.find(lead).orElseThrow().firstTouchAt()).isNull();
    }

    @Test
    void onlyTheOwnersLookCounts() {
        opening.opened(lead, staff.rep("north").id());

        assertThat(details.find(lead).orElseThrow().openedAt()).isNull();
    }

    @Test
    void anUnopenedLeadIsRemindedByMailWeComAndSms() {
        breach();

        assertThat(told("lead.window-due")).containsExactlyInAnyOrder("IN_APP", "MAIL", "WECOM", "SMS");
    }

    @Test
    void eitherOrderOfTheTimersEndsInTheSameMessages() {
        breach();
        remind();
        breach();
        remind();

        assertThat(told("lead.window-due")).hasSize(4);
        assertThat(told("lead.first-reminder")).containsExactly("IN_APP");
    }

    @Test
    void theManagerIsAskedOnceHoweverOftenTheTimerFires() {
        assertThat(escalate()).isTrue();
        assertThat(escalate()).isFalse();
    }

    /** LR-05. */
    @Test
    void aMutedCustomerBringsNoNudgesButStillReachesTheManager() {
        touching.mute(lead, true, rep.id());

        remind();
        breach();
        assertThat(told("lead.first-reminder")).isEmpty();
        assertThat(told("lead.window-due")).isEmpty();
        assertThat(escalate()).as("cannot be muted").isTrue();
    }

    /** LR-05 with LR-04. */
    @Test
    void aMutedCustomerIsSilentForFortyEightHoursWithoutWordOrTaskUntilUnmuted() {
        var logged = contact("follow-up");
        touching.mute(lead, true, rep.id());
        assertThat(silence(logged.round())).as("no task for the supervisor").isFalse();
        assertThat(told("lead.stalled")).isEmpty();

        touching.mute(lead, false, rep.id());
        var next = contact("follow-up");
        assertThat(silence(next.round())).isTrue();
        assertThat(told("lead.stalled")).contains("DINGTALK");
    }

    /** LR-05. */
    @Test
    void aMuteEndsWithTheOwnerWhoSetIt() {
        touching.mute(lead, true, rep.id());
        transaction.executeWithoutResult(
                status -> handingOver.handOver(lead, staff.rep("north").id(), "TRANSFER", NINETY_MINUTES, 1L));

        assertThat(details.find(lead).orElseThrow().remindersMuted()).isFalse();
    }

    /** LR-04. */
    @Test
    void theNoticeOfSilenceNamesTheDateUntilWhichARecordWasExpected() {
        var logged = contact("follow-up");
        silence(logged.round());

        assertThat(jdbc.sql("""
                        select distinct placeholders ->> 'dueAt' from notification_delivery
                        where template = 'lead.stalled' and event like ?""")
                        .param("lead:" + lead + ":%")
                        .query(String.class)
                        .list())
                .containsExactly(logged.followUpDueAt().toString());
    }

    @Test
    void deadlinesOfAContactedLeadDoNothingMore() {
        contact("follow-up");

        breach();
        remind();
        assertThat(escalate()).isFalse();
        assertThat(told("lead.window-due")).isEmpty();
        assertThat(told("lead.first-reminder")).isEmpty();
    }

    @Test
    void fortyEightHoursOfSilenceReachTheSupervisorOnceByDingTalk() {
        var logged = contact("follow-up");
        assertThat(Duration.between(Instant.now(), logged.followUpDueAt()))
                .isBetween(Duration.ofHours(48).minusMinutes(1), Duration.ofHours(48));

        assertThat(silence(logged.round())).isTrue();
        assertThat(silence(logged.round())).isFalse();
        assertThat(told("lead.stalled")).contains("DINGTALK");
    }

    @Test
    void aFollowUpMovesTheFortyEightHours() {
        var first = contact("follow-up");
        contact("follow-up");

        assertThat(silence(first.round()))
                .as("the deadline of the first follow-up was called off")
                .isFalse();
    }

    @Test
    void contactedWithoutASummaryIsSentBackWithWhatIsMissing() {
        var logged = transaction.execute(
                status -> logging.log(lead, new Contact(" ", "follow-up", null, null, null), INSTANCE, NINETY_MINUTES));

        assertThat(logged.accepted()).isFalse();
        assertThat(logged.missing()).containsExactly("summary", "nextFollowUpAt");
        assertThat(details.find(lead).orElseThrow().status()).isEqualTo(LeadStatus.ASSIGNED);
    }

    @Test
    void aTapToDialIsRecordedAndIsNoFirstTouch() {
        touching.touched(lead, "dial", rep.id());

        assertThat(jdbc.sql("select detail ->> 'channel' from lead_event where lead_id = ? and kind = 'TOUCHED'")
                        .param(lead.value())
                        .query(String.class)
                        .single())
                .isEqualTo("dial");
        assertThat(details.find(lead).orElseThrow().firstTouchAt()).isNull();
    }

    @Test
    void handingOverAgainStartsAFreshWindowAndCallsOffTheOldOne() {
        var colleague = staff.rep("north");
        transaction.executeWithoutResult(
                status -> handingOver.handOver(lead, colleague.id(), "TRANSFER", NINETY_MINUTES, 1L));

        breach();
        assertThat(told("lead.window-due")).as("round one is over").isEmpty();
        var found = details.find(lead).orElseThrow();
        assertThat(found.owner().id()).isEqualTo(colleague.id());
        assertThat(found.windowDueAt()).isAfterOrEqualTo(started.windowDueAt());
        assertThat(found.openedAt()).isNull();
    }

    @Test
    void todayStartsWithTheNearestDeadline() {
        var later = leads.assigned(rep.id(), "north");
        jdbc.sql("update lead set next_deadline_at = ? where id = ?")
                .params(Timestamp.from(Instant.now().plusSeconds(60)), later.value())
                .update();

        assertThat(listing.today(rep.id(), 10))
                .extracting(ListingLeads.Summary::id)
                .containsExactly(later, lead);
    }

    @Test
    void aFollowUpIsOverdueAfterFortyEightHoursAndNotBefore() {
        followUpPromised(Duration.ofHours(48).plusMinutes(1));
        assertThat(listing.overdueFollowUps(rep.id())).hasSize(1);

        followUpPromised(Duration.ofHours(48).minusMinutes(1));
        assertThat(listing.overdueFollowUps(rep.id())).isEmpty();
    }

    private void followUpPromised(Duration ago) {
        jdbc.sql("update lead set next_follow_up_at = ? where id = ?")
                .params(Timestamp.from(Instant.now().minus(ago)), lead.value())
                .update();
    }

    private RecordingContact.Logged contact(String outcome) {
        return transaction.execute(status -> logging.log(
                lead,
                new Contact("聊了需求", outcome, "high", Instant.now().plus(Duration.ofDays(1)), null),
                INSTANCE,
                NINETY_MINUTES));
    }

    private void remind() {
        transaction.executeWithoutResult(status -> remindingOwner.act(lead.value(), started.round(), Actor.TIMER));
    }

    private void breach() {
        transaction.executeWithoutResult(status -> breaching.act(lead.value(), started.round(), Actor.TIMER));
    }

    private boolean escalate() {
        return Boolean.TRUE.equals(
                transaction.execute(status -> escalating.escalate(lead, started.round(), Actor.TIMER)));
    }

    private boolean silence(int round) {
        return Boolean.TRUE.equals(transaction.execute(status -> remindingSupervisor.remind(lead, round, Actor.TIMER)));
    }

    private List<String> told(String template) {
        return jdbc.sql("select channel from notification_delivery where event like ? and template = ?")
                .params("lead:" + lead + ":%", template)
                .query(String.class)
                .list();
    }
}
