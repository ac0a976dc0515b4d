package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.assignment.Exclusion;
import dev.baton.assignment.ExplainingDecision;
import dev.baton.assignment.ReplayingDecision;
import dev.baton.assignment.RoutingSwitch;
import dev.baton.assignment.RoutingSwitches;
import dev.baton.engine.Inbox;
import dev.baton.engine.InboxBench;
import dev.baton.lead.LeadId;
import dev.baton.lead.NewLead;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.lead.owner.ReassigningLead;
import dev.baton.lead.window.NotingFirstLook;
import dev.baton.processes.LeadBench.Lead;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.StaffOnFile;
import dev.baton.workbench.AnsweringTask;
import io.camunda.client.api.response.ActivatedJob;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code lead-response} with the real workers on a real database, and the engine in memory with its clock under
 * control; every branch of the diagram by itself is in {@link LeadResponseDiagramTests}.
 */
@ProcessTest
class LeadResponseProcessTests {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final LeadBench STAGE = new LeadBench(ProcessTest.OneEngine.get());

    @Autowired
    private RealWorkers workers;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InboxBench inbox;

    @Autowired
    private StaffOnFile staff;

    @Autowired
    private RegisteringLead registering;

    @Autowired
    private NotingFirstLook opening;

    @Autowired
    private AnsweringTask answering;

    @Autowired
    private ReassigningLead reassigning;

    @Autowired
    private RoutingSwitches switches;

    @Autowired
    private ExplainingDecision explaining;

    @Autowired
    private ReplayingDecision replaying;

    @Autowired
    private ApplicationEventPublisher events;

    private static @Nullable Person rep;
    private static @Nullable Person secondRep;
    private static @Nullable Person supervisor;
    private static @Nullable Person director;

    @BeforeEach
    void people() {
        workers.playOn(STAGE);
        if (rep == null) {
            staff.startAnew();
            rep = staff.rep("east");
            secondRep = staff.rep("east");
            supervisor = staff.supervisor("east");
            director = staff.director();
        }
    }

    @Test
    @DisplayName("A lead gets one owner, is contacted and is qualified; later processes are told")
    void qualified() {
        var lead = received("site-form", "east");
        assertThat(status(lead)).isEqualTo("ASSIGNED");
        assertThat(owner(lead)).isIn(id(rep), id(secondRep));
        assertThat(lead.task("userTask_contactLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", owner(lead).toString())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"sales-east\"]");

        contact(lead, "userTask_contactLead", "qualified");

        assertThat(status(lead)).isEqualTo("QUALIFIED");
        assertOver(lead, "endEvent_qualified");
        assertThat(jdbc.sql("select count(*) from outbox_message where name = 'lead.qualified' and correlation_key = ?")
                        .param(lead.id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("A lead whose instance was cancelled is an incident, and starts again: owner and window are kept")
    void startedAgainWithItsOwner() {
        var lead = received("site-form", "east");
        var owner = owner(lead);
        var due = windowDueAt(lead);
        assertThat(inbox.lostInstancesOf(UUID.fromString(lead.id))).isEmpty();
        startAgain(lead);

        assertThat(status(lead)).isEqualTo("ASSIGNED");
        assertThat(owner(lead)).isEqualTo(owner);
        assertThat(windowDueAt(lead)).isEqualTo(due);
        assertThat(lead.tasksAt("userTask_contactLead")).hasSize(2);
        assertThat(lead.task("userTask_contactLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", owner.toString())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"sales-east\"]");
        contact(lead, "userTask_contactLead", "qualified");
        assertThat(status(lead)).isEqualTo("QUALIFIED");
        assertOver(lead, "endEvent_qualified");
    }

    @Test
    @DisplayName("A lead that is followed up, or in the pool, starts again there")
    void startedAgainWhereItStands() {
        var lead = received("site-form", "east");
        contact(lead, "userTask_contactLead", "follow-up");
        startAgain(lead);
        assertThat(lead.tasksAt("userTask_followUp")).hasSize(2);
        contact(lead, "userTask_followUp", "pool");
        assertThat(status(lead)).isEqualTo("POOLED");
        startAgain(lead);
        assertThat(status(lead)).isEqualTo("POOLED");
        assertThat(lead.tasksAt("userTask_claimLead")).hasSize(2);
        assertThat(lead.incidents()).isEmpty();
    }

    @Test
    @DisplayName("Where the watchdog acts in place of a timer the task comes with the message, and once")
    void taskOfTheWatchdog() {
        var lead = received("site-form", "east");
        var round = jdbc.sql("select round from lead where id = ?::uuid")
                .param(lead.id)
                .query(Integer.class)
                .single();
        inbox.actInPlaceOfTimer(UUID.fromString(lead.id), round, "lead.manager");
        workers.flow();
        assertThat(events(lead)).contains("ESCALATED");
        assertThat(lead.tasksAt("userTask_handleOverdueLead")).hasSize(1);
        workers.advance(Duration.ofMinutes(181));
        assertThat(lead.tasksAt("userTask_handleOverdueLead")).hasSize(1);
        assertThat(events(lead)).filteredOn("ESCALATED"::equals).hasSize(1);
    }

    @Test
    @DisplayName(
            "Who did it is known from the door: what the engine is told of who it was is nobody's word, and moves no lead")
    void doneByNobody() {
        var lead = received("site-form", "east");
        contact(lead, "userTask_contactLead", "follow-up");
        assertThat(deeds(lead, "CONTACTED")).containsExactly("nobody");
        answering.answer(
                workers.taskOf(lead.task("userTask_followUp")),
                Map.of("contact", report(lead, "follow-up", Map.of()).get("contact")),
                caller(owner(lead).equals(id(rep)) ? rep : secondRep));
        workers.flow();
        assertThat(deeds(lead, "CONTACTED"))
                .containsExactly("nobody", owner(lead).toString());
        assertThat(jdbc.sql("select by_id from contact_entry where lead_id = ?::uuid order by at")
                        .param(lead.id)
                        .query(UUID.class)
                        .list())
                .containsExactly(null, owner(lead));

        var late = overdue();
        var before = owner(late);
        late.finish(
                "userTask_handleOverdueLead",
                Map.of(
                        "decision",
                        Map.of("action", "takeover", "note", "我来"),
                        "completedBy",
                        id(supervisor).toString()));
        assertThatThrownBy(workers::flow).hasMessageContaining("nobody of the house has decided it");
        assertThat(owner(late)).isEqualTo(before);
    }

    /** Who did it, each time. */
    private List<String> deeds(Lead lead, String kind) {
        return jdbc.sql("""
                        select coalesce(by_id::text, 'nobody') from lead_event
                        where lead_id = ?::uuid and kind = ? order by at, id""").params(lead.id, kind).query(String.class).list();
    }

    private void startAgain(Lead lead) {
        var id = UUID.fromString(lead.id);
        var instance = jdbc.sql("select process_instance_key from lead where id = ?")
                .param(id)
                .query(Long.class)
                .single();
        STAGE.engine.client.newCancelInstanceCommand(instance).send().join();
        STAGE.engine.settle();
        var lost = inbox.lostInstancesOf(id);
        assertThat(lost).hasSize(1);
        inbox.startAgain(lost.getFirst(), id(supervisor));
        workers.flow();
        assertThat(inbox.lostInstancesOf(id)).isEmpty();
    }

    @Test
    @DisplayName("Lost, with the reason on file")
    void lost() {
        var lead = received("phone", "east");
        complete(lead, "userTask_contactLead", report(lead, "lost", Map.of("lostReason", "预算取消")));
        assertThat(status(lead)).isEqualTo("LOST");
        assertOver(lead, "endEvent_lost");
    }

    @Test
    @DisplayName("A second instance for the same lead ends itself")
    void duplicateRun() {
        var lead = received("site-form", "east");
        var before = lead.times("serviceTask_assignLead");
        STAGE.engine
                .client
                .newCreateInstanceCommand()
                .bpmnProcessId("lead-response")
                .latestVersion()
                .variables(Map.of("leadId", lead.id, "round", 0, "source", "site-form"))
                .startBeforeElement("serviceTask_cleanPhone")
                .send()
                .join();
        workers.flow();
        assertThat(lead.completed()).contains("endEvent_duplicateRun");
        assertThat(lead.times("serviceTask_assignLead")).isEqualTo(before);
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("A lead that was taken up by an instance that the engine forgot when it died is worked on by the next")
    void forgottenRun() {
        var lead = registered("site-form", "east");
        jdbc.sql("update lead set process_instance_key = 1 where id = ?::uuid")
                .param(lead.id)
                .update();

        workers.flow();

        assertThat(status(lead)).isEqualTo("ASSIGNED");
        contact(lead, "userTask_contactLead", "qualified");
        assertOver(lead, "endEvent_qualified");
    }

    @Test
    @DisplayName("Nobody in the region: the fallback owner takes the lead, visibly (LA-13)")
    void fallback() {
        var lead = received("site-form", "west");
        assertThat(lead.step("serviceTask_assignFallback").getVariable("fallbackReason"))
                .isEqualTo("NO_ELIGIBLE_REP");
        assertThat(owner(lead)).isEqualTo(id(director));
        assertThat(jdbc.sql("select fallback_reason from assignment_decision where lead_id = ? and kind = 'FALLBACK'")
                        .param(UUID.fromString(lead.id))
                        .query(String.class)
                        .single())
                .isEqualTo("NO_ON_DUTY_REP");
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName(
            "Reminder, breach and manager task come when they are due; the manager takes the lead over (F-06, LA-18)")
    void ladder() {
        var lead = received("site-form", "east");
        STAGE.advance(Duration.ofMinutes(59));
        assertThat(lead.times("serviceTask_remindOwner")).isZero();
        STAGE.advance(Duration.ofMinutes(2));
        assertThat(lead.times("serviceTask_remindOwner")).isEqualTo(1);
        STAGE.advance(Duration.ofMinutes(28));
        assertThat(events(lead)).doesNotContain("WINDOW_BREACHED");
        STAGE.advance(Duration.ofMinutes(2));
        assertThat(events(lead)).contains("WINDOW_BREACHED");
        assertThat(told(lead, "lead.window-due"))
                .contains("IN_APP", "MAIL", "WECOM", "SMS")
                .doesNotHaveDuplicates();

        STAGE.advance(Duration.ofMinutes(90));
        assertThat(lead.task("userTask_handleOverdueLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"managers-east\"]");
        answering.answer(
                workers.taskOf(lead.task("userTask_handleOverdueLead")),
                Map.of("decision", Map.of("action", "takeover", "note", "我来")),
                caller(supervisor));
        workers.flow();

        assertThat(owner(lead)).isEqualTo(id(supervisor));
        assertThat(lead.times("serviceTask_assignLead")).isEqualTo(2);
        contact(lead, "userTask_contactLead", "qualified");
        assertOver(lead, "endEvent_qualified");
    }

    @Test
    @DisplayName(
            "The manager's task passes a lead on, and refuses at once to pass it to nobody; the clock restarts (LA-18)")
    void passedOnByTheManager() {
        var lead = overdue();
        var task = workers.taskOf(lead.task("userTask_handleOverdueLead"));
        for (var nobody : List.of("someone", UUID.randomUUID().toString())) {
            assertRefused(
                    () -> answering.answer(task, decision("transfer", nobody), caller(supervisor)),
                    "unknown-person",
                    "toPersonId");
        }
        var receiver = owner(lead).equals(id(rep)) ? secondRep : rep;
        var before = windowDueAt(lead);

        answering.answer(task, decision("transfer", id(receiver).toString()), caller(supervisor));
        workers.flow();

        assertThat(owner(lead)).isEqualTo(id(receiver));
        assertThat(windowDueAt(lead)).isAfter(before);
        assertThat(lead.incidents()).isEmpty();
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("The manager's task marks a lead as needing collaboration and leaves it with its owner (LA-18)")
    void markedByTheManager() {
        var lead = overdue();
        var before = owner(lead);

        answering.answer(
                workers.taskOf(lead.task("userTask_handleOverdueLead")),
                decision("collaborate", ""),
                caller(supervisor));
        workers.flow();

        assertThat(owner(lead)).isEqualTo(before);
        assertThat(events(lead)).contains("COLLABORATION_ASKED");
        assertThat(jdbc.sql("select needs_collaboration from lead where id = ?::uuid")
                        .param(lead.id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        contact(lead, "userTask_contactLead", "qualified");
        assertOver(lead, "endEvent_qualified");
    }

    @Test
    @DisplayName(
            "A doubtful number is settled by leaving the field empty or by the right one, not by an unreadable one (DH-02)")
    void doubtfulNumber() {
        for (var right : List.of("", "138 0013-8000")) {
            var typed = "154" + String.format("%08d", COUNT.incrementAndGet());
            var lead = registered("site-form", "east", typed);
            workers.flow();
            assertThat(phone(lead)).isEqualTo("REVIEW +86" + typed);
            var task = workers.taskOf(lead.task("userTask_reviewPhone"));
            var has = owner(lead).equals(id(rep)) ? rep : secondRep;
            var colleague = Objects.equals(has, rep) ? secondRep : rep;
            assertRefused(
                    () -> answering.answer(task, Map.of("phoneReview", Map.of("number", right)), caller(colleague)),
                    "task-not-found",
                    null);

            assertRefused(
                    () -> answering.answer(task, Map.of("phoneReview", Map.of("number", "12345")), caller(has)),
                    "invalid-phone",
                    "number");
            assertThat(phone(lead)).isEqualTo("REVIEW +86" + typed);
            assertThat(answering.find(task, caller(has)).state()).isEqualTo(Inbox.State.OPEN);

            answering.answer(task, Map.of("phoneReview", Map.of("number", right)), caller(has));
            workers.flow();
            assertThat(phone(lead)).isEqualTo("VALID +86" + (right.isEmpty() ? typed : "13800138000"));
            assertThat(lead.completed()).contains("endEvent_phoneReviewed");
            contact(lead, "userTask_contactLead", "qualified");
            assertOver(lead, "endEvent_qualified");
        }
    }

    @Test
    @DisplayName("What a rep enters stays with that rep, unless they leave it to the rule or the table says otherwise")
    void entered() {
        for (var turn = 0; turn < 3; turn++) {
            var own = entered("site-form", true);
            assertThat(owner(own)).isEqualTo(id(secondRep));
            assertThat(own.steps()).doesNotContain("serviceTask_chooseOwner");
            assertThat(assignedBy(own)).isEqualTo("ENTERED");
            contact(own, "userTask_contactLead", "qualified");
        }
        var byRule = entered("site-form", false);
        assertThat(assignedBy(byRule)).isEqualTo("RULE");
        var cold = entered("cold-list", true);
        assertThat(status(cold)).as("the table sends cold lists to the pool").isEqualTo("POOLED");
        contact(byRule, "userTask_contactLead", "qualified");
        complete(cold, "userTask_claimLead", Map.of("ownerId", id(rep).toString(), "assignedBy", "CLAIM"));
        assertThat(assignedBy(cold)).isEqualTo("CLAIM");
        contact(cold, "userTask_contactLead", "qualified");
    }

    private Lead entered(String source, boolean keep) {
        var id = registering
                .registerFor(
                        caller(secondRep),
                        newLead(source, "east", "137" + String.format("%08d", COUNT.incrementAndGet())),
                        null,
                        keep)
                .id();
        var lead = STAGE.follow(id.toString());
        workers.flow();
        return lead;
    }

    private String assignedBy(Lead lead) {
        return jdbc.sql("select assigned_by from lead where id = ?::uuid")
                .param(lead.id)
                .query(String.class)
                .single();
    }

    @Test
    @DisplayName("A lead without a region is its owner's superiors' business, and nobody else's (LR-02)")
    void withoutARegion() {
        var other = staff.supervisor("west");
        var lead = STAGE.follow(registering
                .registerFor(
                        caller(rep),
                        newLead("site-form", null, "137" + String.format("%08d", COUNT.incrementAndGet())),
                        null,
                        true)
                .id()
                .toString());
        workers.flow();
        assertThat(owner(lead)).isEqualTo(id(rep));
        STAGE.advance(Duration.ofMinutes(181));

        var task = lead.task("userTask_handleOverdueLead");
        assertThat(task.getCustomHeaders()).containsEntry("io.camunda.zeebe:candidateGroups", "[\"managers-east\"]");
        assertRefused(() -> answering.find(workers.taskOf(task), caller(other)), "task-not-found", null);
        assertThat(answering.find(workers.taskOf(task), caller(supervisor)).state())
                .isEqualTo(Inbox.State.OPEN);
        assertThat(peopleTold(lead, "lead.escalated")).containsExactly(id(supervisor));
        contact(lead, "userTask_contactLead", "qualified");
    }

    private List<UUID> peopleTold(Lead lead, String template) {
        return jdbc.sql("""
                        select distinct person_id from notification_delivery where template = ? and event like ?""")
                .params(template, "lead:" + lead.id + ":%")
                .query(UUID.class)
                .list();
    }

    @Test
    @DisplayName("Opening the lead before the window stops the second reminder (LR-02)")
    void opened() {
        var lead = received("douyin", "east");
        STAGE.advance(Duration.ofMinutes(14));
        opening.opened(LeadId.of(lead.id), PersonOf.owner(owner(lead)));
        STAGE.advance(Duration.ofMinutes(2));
        assertThat(lead.completed()).contains("endEvent_alreadyOpened");
        assertThat(told(lead, "lead.window-due")).isEmpty();
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("A contact without a summary comes back with what is missing, whoever completed the task (LR-11)")
    void refusedContact() {
        var lead = received("site-form", "east");
        complete(
                lead,
                "userTask_contactLead",
                Map.of(
                        "contact",
                        Map.of("outcome", "qualified"),
                        "completedBy",
                        owner(lead).toString()));
        assertThat(status(lead)).isEqualTo("ASSIGNED");
        assertThat(lead.task("userTask_contactLead").getVariable("missing").toString())
                .contains("summary");
        complete(lead, "userTask_contactLead", Map.of());
        assertThat(status(lead)).isEqualTo("ASSIGNED");
        contact(lead, "userTask_contactLead", "qualified");
        assertOver(lead, "endEvent_qualified");
    }

    @Test
    @DisplayName("A cold lead waits in the pool, the managers hear of it, and a claim starts the window (LA-15)")
    void pool() {
        var lead = received("cold-list", "east");
        assertThat(status(lead)).isEqualTo("POOLED");
        var due = Instant.parse(json(lead.task("userTask_claimLead"), "poolDueAt"));
        STAGE.advance(Duration.between(STAGE.now(), due).plusMinutes(1));
        assertThat(lead.completed()).contains("endEvent_poolStaleReminded");

        complete(lead, "userTask_claimLead", Map.of("ownerId", id(secondRep).toString(), "assignedBy", "CLAIM"));
        assertThat(status(lead)).isEqualTo("ASSIGNED");
        assertThat(owner(lead)).isEqualTo(id(secondRep));
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName(
            "48 hours without a record: the supervisor is told and decides; then the lead goes back to the pool (LR-04)")
    void followUp() {
        var lead = received("site-form", "east");
        contact(lead, "userTask_contactLead", "follow-up");
        assertThat(status(lead)).isEqualTo("CONTACTED");
        var due = Instant.parse(json(lead.task("userTask_followUp"), "followUpDueAt"));
        STAGE.advance(Duration.between(STAGE.now(), due).minusMinutes(1));
        assertThat(lead.times("serviceTask_remindSupervisor")).isZero();
        STAGE.advance(Duration.ofMinutes(2));
        assertThat(lead.times("serviceTask_remindSupervisor")).isEqualTo(1);
        complete(
                lead,
                "userTask_handleStalledLead",
                Map.of(
                        "decision",
                        Map.of("action", "leave"),
                        "completedBy",
                        id(supervisor).toString()));
        assertThat(lead.completed()).contains("endEvent_stalledDecided");
        assertThat(deeds(lead, "LEFT_WITH_OWNER"))
                .as("completed past the workbench")
                .containsExactly("nobody");

        complete(
                lead,
                "userTask_followUp",
                Map.of(
                        "contact",
                        Map.of("outcome", "qualified"),
                        "completedBy",
                        owner(lead).toString()));
        assertThat(status(lead)).as("refused without a summary").isEqualTo("CONTACTED");
        contact(lead, "userTask_followUp", "pool");
        assertThat(status(lead)).isEqualTo("POOLED");
        complete(lead, "userTask_claimLead", Map.of("ownerId", id(rep).toString(), "assignedBy", "CLAIM"));
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("A transfer and a return to the pool interrupt what the owner was doing (LA-18)")
    void reassigned() {
        var lead = received("site-form", "east");
        reassigning.handOverTo(LeadId.of(lead.id), PersonOf.owner(id(supervisor)), PersonOf.owner(id(director)), "帮一下");
        workers.flow();
        assertThat(owner(lead)).isEqualTo(id(supervisor));
        contact(lead, "userTask_contactLead", "follow-up");
        reassigning.returnToPool(LeadId.of(lead.id), PersonOf.owner(id(supervisor)), "没空");
        workers.flow();
        assertThat(status(lead)).isEqualTo("POOLED");
        complete(lead, "userTask_claimLead", Map.of("ownerId", id(rep).toString(), "assignedBy", "CLAIM"));
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName(
            "Whoever had a lead is on record with the right, comes out the same again, and is not chosen anew (LO-03)")
    void everyOwnerHasARecord() {
        var lead = received("site-form", "east");
        var first = owner(lead);
        var id = LeadId.of(lead.id);
        reassigning.handOverTo(id, PersonOf.owner(id(supervisor)), PersonOf.owner(id(director)), "帮一下");
        workers.flow();
        reassigning.returnToPool(id, PersonOf.owner(id(supervisor)), "没空");
        workers.flow();
        var other = first.equals(id(rep)) ? id(secondRep) : id(rep);
        complete(lead, "userTask_claimLead", Map.of("ownerId", other.toString(), "assignedBy", "CLAIM"));

        var records = explaining.explain(id);
        assertThat(records)
                .extracting(ExplainingDecision.Explanation::kind)
                .containsExactly("RULE", "TRANSFER", "POOL", "CLAIM");
        assertThat(records)
                .extracting(
                        record -> record.by() == null ? null : record.by().id().value())
                .containsExactly(null, id(director), id(supervisor), other);
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(replaying.replay(record.id()).differences()).isEmpty());

        transaction.executeWithoutResult(status -> events.publishEvent(new PersonDisabled(PersonOf.owner(other))));
        workers.flow();
        assertThat(assignedBy(lead)).as("both reps had it").isEqualTo("FALLBACK");
        assertThat(explaining.explain(id).getLast().exclusions())
                .filteredOn(exclusion -> List.of(id(rep), id(secondRep))
                        .contains(exclusion.person().id().value()))
                .allSatisfy(exclusion -> assertThat(exclusion.reason()).isEqualTo(Exclusion.Reason.HAD_IT_BEFORE));
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("The leads of somebody who left are allocated anew (LA-20)")
    void left() {
        var lead = received("site-form", "east");
        var before = owner(lead);
        transaction.executeWithoutResult(status -> events.publishEvent(new PersonDisabled(PersonOf.owner(before))));
        workers.flow();
        assertThat(lead.times("serviceTask_listCandidates")).isEqualTo(2);
        assertThat(lead.times("serviceTask_assignLead")).isEqualTo(2);
        contact(lead, "userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("Held leads flow at once when the switch is turned off, and none is held for ever (LA-22)")
    void held() {
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, true, "test");
        var released = received("site-form", "east");
        assertThat(status(released)).isEqualTo("RECEIVED");
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, false, "test");
        workers.flow();
        assertThat(status(released)).isEqualTo("ASSIGNED");

        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, true, "test");
        var forgotten = received("site-form", "east");
        STAGE.advance(Duration.ofMinutes(31));
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, false, "test");
        assertThat(forgotten.step("serviceTask_assignFallback").getVariable("fallbackReason"))
                .isEqualTo("HELD_TOO_LONG");
        assertThat(owner(forgotten)).isEqualTo(id(director));
        contact(released, "userTask_contactLead", "qualified");
        contact(forgotten, "userTask_contactLead", "qualified");
    }

    // ---- the way from intake to the engine and back, without the relay's threads

    private Lead received(String source, String region) {
        var lead = registered(source, region);
        workers.flow();
        return lead;
    }

    private Lead registered(String source, String region) {
        return registered(source, region, "137" + String.format("%08d", COUNT.incrementAndGet()));
    }

    private Lead registered(String source, String region, String phone) {
        var registered = registering.register(newLead(source, region, phone), null, null);
        return STAGE.follow(registered.id().toString());
    }

    private static NewLead newLead(String source, @Nullable String region, String phone) {
        return new NewLead(
                "客户" + COUNT.incrementAndGet(),
                phone,
                source,
                "high",
                STAGE.now().plus(Duration.ofDays(1)),
                null,
                null,
                region,
                null,
                null,
                null,
                Map.of(),
                Map.of());
    }

    /** A lead that nobody contacted until its manager got a task. */
    private Lead overdue() {
        var lead = received("site-form", "east");
        STAGE.advance(Duration.ofMinutes(181));
        return lead;
    }

    private static Map<String, Object> decision(String action, String toPersonId) {
        return Map.of("decision", Map.of("action", action, "toPersonId", toPersonId, "note", "一起跟"));
    }

    private static void assertRefused(ThrowingCallable answer, String code, @Nullable String field) {
        assertThatThrownBy(answer).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.field()).isEqualTo(field);
        });
    }

    private void complete(Lead lead, String task, Map<String, ?> variables) {
        lead.finish(task, variables);
        workers.flow();
    }

    private void contact(Lead lead, String task, String outcome) {
        complete(lead, task, report(lead, outcome, Map.of()));
        assertThat(lead.incidents()).isEmpty();
    }

    private Map<String, ?> report(Lead lead, String outcome, Map<String, String> more) {
        var contact = new HashMap<String, Object>(more);
        contact.put("summary", "谈过了，客户要方案");
        contact.put("outcome", outcome);
        contact.put("intent", "high");
        contact.put("nextFollowUpAt", STAGE.now().plus(Duration.ofHours(24)).toString());
        return Map.of("contact", contact, "completedBy", owner(lead).toString());
    }

    private void assertOver(Lead lead, String end) {
        assertThat(lead.completed()).contains(end, "lead-response");
        assertThat(lead.incidents()).isEmpty();
    }

    private String status(Lead lead) {
        return jdbc.sql("select status from lead where id = ?")
                .param(UUID.fromString(lead.id))
                .query(String.class)
                .single();
    }

    private String phone(Lead lead) {
        return jdbc.sql("select phone_status || ' ' || phone from lead where id = ?::uuid")
                .param(lead.id)
                .query(String.class)
                .single();
    }

    private Instant windowDueAt(Lead lead) {
        return jdbc.sql("select window_due_at from lead where id = ?::uuid")
                .param(lead.id)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private UUID owner(Lead lead) {
        return jdbc.sql("select owner_id from lead where id = ?")
                .param(UUID.fromString(lead.id))
                .query(UUID.class)
                .single();
    }

    private List<String> events(Lead lead) {
        return jdbc.sql("select kind from lead_event where lead_id = ?")
                .param(UUID.fromString(lead.id))
                .query(String.class)
                .list();
    }

    /** The channels on which the owner was told. */
    private List<String> told(Lead lead, String template) {
        return jdbc.sql("select channel from notification_delivery where template = ? and event like ?")
                .params(template, "%" + lead.id + "%")
                .query(String.class)
                .list();
    }

    private static String json(ActivatedJob job, String variable) {
        return job.getVariable(variable).toString();
    }

    private static Caller caller(@Nullable Person person) {
        assertThat(person).isNotNull();
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }

    private static UUID id(@Nullable Person person) {
        assertThat(person).isNotNull();
        return person.id().value();
    }

    private static final class PersonOf {
        static dev.baton.staff.PersonId owner(UUID id) {
            return new dev.baton.staff.PersonId(id);
        }
    }
}
