package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.processes.LeadBench.Lead;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every end event, boundary timer and refusal of {@code lead-response.bpmn}, on the engine, with the workers played. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeadResponseDiagramTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static LeadBench bench;

    @BeforeAll
    static void start() {
        bench = new LeadBench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @DisplayName("A lead finds one owner, is contacted and is qualified")
    void happyPath() {
        var lead = bench.lead(Map.of());

        assertThat(lead.steps())
                .containsExactly(
                        "serviceTask_cleanPhone",
                        "serviceTask_listCandidates",
                        "serviceTask_chooseOwner",
                        "serviceTask_assignLead");
        assertThat(lead.task("userTask_contactLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", EngineBench.OWNER)
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"sales-east\"]")
                .containsKeys("io.camunda.zeebe:dueDate", "io.camunda.zeebe:formKey");

        lead.contact("userTask_contactLead", "qualified");

        assertThat(lead.times("endEvent_qualified")).isEqualTo(1);
        assertThat(lead.completed()).contains("endEvent_contacted", "endEvent_qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("The order of the routing levels in the diagram is the order in the record (LA-05)")
    void routingStepsAreKeptInOrder() {
        var lead = bench.lead(Map.of("companySize", "medium", "industry", "retail", "region", "west"));
        assertThat(lead.step("serviceTask_listCandidates").getVariable("routingSteps"))
                .isEqualTo(List.of(
                        Map.of("level", "region", "result", "west"),
                        Map.of("level", "industry", "result", "retail"),
                        Map.of("level", "size", "result", "medium")));
        lead.contact("userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("Another order of the routing levels in the diagram is another order in the record (LA-05)")
    void anotherOrderOfRouting() throws IOException {
        var region = "\"businessRuleTask_routeRegion\"";
        var industry = "\"businessRuleTask_routeIndustry\"";
        var diagram = Files.readString(ProcessFiles.PROCESSES.resolve("lead-response/lead-response.bpmn"));
        var dragged = diagram;
        for (var end : List.of("sourceRef=", "targetRef=")) {
            dragged = swapped(dragged, end + region, end + industry);
        }
        dragged = swapped(
                dragged,
                ways("flow_phoneKnown_to_routeRegion", "flow_routeRegion_to_routeIndustry"),
                ways("flow_routeRegion_to_routeIndustry", "flow_routeIndustry_to_routeSize"));
        try (var other = new LeadBench()) {
            other.engine
                    .client
                    .newDeployResourceCommand()
                    .addResourceStringUtf8(dragged, "lead-response.bpmn")
                    .send()
                    .join();
            var lead = other.lead(Map.of("companySize", "medium", "industry", "retail", "region", "west"));

            assertThat(lead.step("serviceTask_listCandidates").getVariable("routingSteps"))
                    .isEqualTo(List.of(
                            Map.of("level", "industry", "result", "retail"),
                            Map.of("level", "region", "result", "west"),
                            Map.of("level", "size", "result", "medium")));
        }
    }

    /** The text with each of the two where the other was. */
    private static String swapped(String text, String one, String other) {
        assertThat(text).contains(one, other);
        return text.replace(one, "\0").replace(other, one).replace("\0", other);
    }

    private static String ways(String in, String out) {
        return "<bpmn:incoming>%s</bpmn:incoming>\n      <bpmn:outgoing>%s</bpmn:outgoing>".formatted(in, out);
    }

    @Test
    @DisplayName("A second run for the same lead ends itself")
    void duplicateRun() {
        var lead = bench.lead(
                Map.of(),
                it -> it.answering("lead.cleanPhone", () -> Map.of("duplicateRun", true, "phoneStatus", "VALID")));
        assertThat(lead.completed()).contains("endEvent_duplicateRun");
        assertThat(lead.steps()).containsExactly("serviceTask_cleanPhone");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A doubtful number is reviewed while the lead goes on to its owner (DH-02)")
    void phoneReview() {
        var lead = bench.lead(
                Map.of(),
                it -> it.answering(
                        "lead.cleanPhone",
                        () -> Map.of(
                                "duplicateRun",
                                false,
                                "phoneStatus",
                                "REVIEW",
                                "reviewDueAt",
                                bench.now().plus(Duration.ofHours(4)).toString())));
        assertThat(lead.tasks()).containsExactlyInAnyOrder("userTask_reviewPhone", "userTask_contactLead");
        assertThat(lead.task("userTask_reviewPhone").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"marketing\",\"sales-east\"]")
                .containsKey("io.camunda.zeebe:dueDate");

        lead.contact("userTask_contactLead", "qualified");
        assertThat(lead.over()).isFalse();
        lead.complete(
                "userTask_reviewPhone",
                Map.of("phoneReview", Map.of("number", "13800138000"), "completedBy", EngineBench.SOMEBODY_ELSE));
        assertThat(lead.step("serviceTask_correctPhone").getVariable("completedBy"))
                .isEqualTo(EngineBench.SOMEBODY_ELSE);
        assertThat(lead.completed()).contains("endEvent_phoneReviewed");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A review without a due date is a review without a due date, not an incident")
    void phoneReviewWithoutADueDate() {
        var lead = bench.lead(
                Map.of(),
                it -> it.answering("lead.cleanPhone", () -> Map.of("duplicateRun", false, "phoneStatus", "REVIEW")));
        lead.contact("userTask_contactLead", "qualified");
        lead.complete("userTask_reviewPhone", Map.of());
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("What a manager and a rep enter at the same time is not mixed up")
    void completionsAreKeptApart() {
        var lead = bench.lead(Map.of());
        bench.advance(Duration.ofMinutes(181));
        lead.finish(
                "userTask_handleOverdueLead",
                Map.of("decision", Map.of("action", "leave"), "completedBy", EngineBench.SOMEBODY_ELSE));
        lead.finish(
                "userTask_contactLead", Map.of("contact", Map.of("outcome", "lost"), "completedBy", EngineBench.OWNER));
        bench.run();
        assertThat(lead.step("serviceTask_applyManagerDecision").getVariable("completedBy"))
                .isEqualTo(EngineBench.SOMEBODY_ELSE);
        assertThat(lead.step("serviceTask_recordContact").getVariable("completedBy"))
                .isEqualTo(EngineBench.OWNER);
        lead.complete("userTask_contactLead", Map.of());
        assertThat(lead.step("serviceTask_recordContact").getVariablesAsMap().get("completedBy"))
                .as("a completion that names nobody does not inherit the last name")
                .isNull();
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({"region, mars, UNKNOWN_REGION", "industry, space mining, UNKNOWN_BUSINESS_LINE"})
    @DisplayName("What no table maps goes to the fallback owner, with the reason (LA-13, LA-14, LA-21)")
    void unmappedGoesToTheFallback(String field, String value, String reason) {
        var lead = bench.lead(Map.of(field, value));
        assertFallback(lead, reason);
        assertThat(lead.times("serviceTask_listCandidates")).isZero();
    }

    @Test
    @DisplayName("No eligible rep: the fallback owner takes it")
    void noCandidates() {
        assertFallback(bench.lead(Map.of(), it -> listing(it, "candidateCount", 0)), "NO_ELIGIBLE_REP");
    }

    @Test
    @DisplayName("An answer without a count does not stop the lead either")
    void missingCount() {
        assertFallback(bench.lead(Map.of(), it -> listing(it, "candidateCount", null)), "NO_ELIGIBLE_REP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidates", "parameters"})
    @DisplayName("A rule that cannot be evaluated is noticed and goes to the fallback (LA-13)")
    void unevaluableRule(String missing) {
        assertFallback(bench.lead(Map.of(), it -> listing(it, missing, null)), "RULE_NOT_EVALUABLE");
    }

    @Test
    @DisplayName("One candidate with a missing figure is enough to distrust the rule")
    void oneNullWeight() {
        var broken = List.of(Map.of("id", EngineBench.OWNER));
        assertFallback(bench.lead(Map.of(), it -> listing(it, "candidates", broken)), "RULE_NOT_EVALUABLE");
    }

    @Test
    @DisplayName("What somebody entered stays with them, unless the table sends it elsewhere")
    void entered() {
        var mine = Map.of("ownerId", EngineBench.SOMEBODY_ELSE, "assignedBy", "ENTERED");
        var lead = bench.lead(mine);
        assertThat(lead.steps()).doesNotContain("serviceTask_listCandidates");
        assertThat(lead.step("serviceTask_assignLead").getVariable("ownerId")).isEqualTo(EngineBench.SOMEBODY_ELSE);
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);

        var cold = new HashMap<String, Object>(mine);
        cold.put("source", "cold-list");
        assertThat(bench.lead(cold).times("serviceTask_offerToPool")).isEqualTo(1);
    }

    @Test
    @DisplayName("Choosing clears what only the choice needed")
    void theChoiceClearsCandidates() {
        var lead = bench.lead(Map.of());
        assertThat(lead.variable("candidates")).isEqualTo("null");
        assertThat(lead.variable("weights")).isEqualTo("null");
        assertThat(lead.variable("parameters")).isEqualTo("null");
        lead.contact("userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("Waiting leads flow at once when routing is released (LA-22)")
    void routingReleased() {
        var lead = held();
        assertThat(lead.times("serviceTask_chooseOwner")).isZero();

        lead.answering("assignment.listCandidates", LeadBench::candidates);
        bench.publish("routing.released", lead.hold(), Map.of());

        assertThat(lead.times("serviceTask_listCandidates")).isEqualTo(2);
        assertThat(lead.times("serviceTask_chooseOwner")).isEqualTo(1);
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A lead that was held too long goes to the fallback owner")
    void heldTooLong() {
        var lead = held();
        bench.advance(Duration.ofMinutes(9));
        assertThat(lead.times("serviceTask_assignFallback")).isZero();
        bench.advance(Duration.ofMinutes(2));
        assertThat(lead.completed()).contains("timerCatch_heldTooLong");
        assertFallback(lead, "HELD_TOO_LONG");
    }

    @Test
    @DisplayName("A lead from a cold list waits in the pool until somebody claims it (LA-15)")
    void pool() {
        var lead = bench.lead(Map.of("source", "cold-list"));
        assertThat(lead.task("userTask_claimLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"sales-east\"]")
                .doesNotContainKey("io.camunda.zeebe:assignee");

        lead.complete("userTask_claimLead", Map.of("ownerId", EngineBench.SOMEBODY_ELSE, "assignedBy", "CLAIM"));

        assertThat(lead.step("serviceTask_assignLead").getVariable("assignedBy"))
                .isEqualTo("CLAIM");
        assertThat(lead.task("userTask_contactLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", EngineBench.SOMEBODY_ELSE);
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A lead of no region is offered to all of sales")
    void poolOfNoRegion() {
        var start = new HashMap<String, @Nullable Object>(Map.of("source", "cold-list"));
        start.put("region", null);
        var lead = bench.lead(start);
        assertThat(lead.task("userTask_claimLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"sales\"]");
        lead.complete("userTask_claimLead", Map.of("ownerId", EngineBench.OWNER, "assignedBy", "CLAIM"));
        lead.contact("userTask_contactLead", "qualified");
    }

    @Test
    @DisplayName("Nobody claims: the manager hears of it once, and the lead stays in the pool")
    void poolStale() {
        var lead = bench.lead(Map.of("source", "cold-list"));
        bench.advance(Duration.ofHours(25));
        bench.advance(Duration.ofHours(25));
        assertThat(lead.times("serviceTask_remindStalePool")).isEqualTo(1);
        assertThat(lead.completed()).contains("endEvent_poolStaleReminded");
        lead.complete("userTask_claimLead", Map.of("ownerId", EngineBench.OWNER, "assignedBy", "CLAIM"));
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @ParameterizedTest(name = "{0}: nothing a minute before {1}, the reminder at {1}, the manager at twice that")
    @CsvSource({"site-form, 90, 60", "douyin, 15, 10"})
    @DisplayName("The response window of a source (LR-01, F-06)")
    void window(String source, int minutes, int firstReminder) {
        var lead = bench.lead(Map.of("source", source));

        bench.advance(Duration.ofMinutes(firstReminder - 1));
        assertThat(lead.times("serviceTask_remindOwner")).isZero();
        bench.advance(MINUTE);
        assertThat(lead.times("serviceTask_remindOwner")).isEqualTo(1);

        bench.advance(Duration.ofMinutes(minutes - 1 - firstReminder));
        assertThat(lead.times("serviceTask_breachWindow")).isZero();
        bench.advance(MINUTE);
        assertThat(lead.times("serviceTask_breachWindow")).isEqualTo(1);
        assertThat(lead.times("serviceTask_remindOverdue")).isEqualTo(1);

        bench.advance(Duration.ofMinutes(minutes - 1));
        assertThat(lead.times("serviceTask_escalateToManager")).isZero();
        bench.advance(MINUTE);
        assertThat(lead.times("serviceTask_escalateToManager")).isEqualTo(1);

        assertThat(lead.completed()).contains("endEvent_ownerReminded", "endEvent_overdueReminded");
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("An opened lead is not reminded of its window (LR-02)")
    void opened() {
        var lead = bench.lead(Map.of(), it -> it.answering("lead.breachWindow", () -> Map.of("opened", true)));
        bench.advance(Duration.ofMinutes(91));
        assertThat(lead.times("serviceTask_breachWindow")).isEqualTo(1);
        assertThat(lead.times("serviceTask_remindOverdue")).isZero();
        assertThat(lead.completed()).contains("endEvent_alreadyOpened");
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("Contact before the window: no reminder ever")
    void contactInTime() {
        var lead = bench.lead(Map.of());
        lead.contact("userTask_contactLead", "qualified");
        bench.advance(Duration.ofHours(4));
        assertThat(lead.steps())
                .doesNotContain("serviceTask_remindOwner", "serviceTask_breachWindow", "serviceTask_escalateToManager");
    }

    @Test
    @DisplayName("The manager decides about an overdue lead, and its owner can still contact it (LA-18)")
    void managerDecides() {
        var lead = bench.lead(Map.of());
        bench.advance(Duration.ofMinutes(181));
        assertThat(lead.task("userTask_handleOverdueLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"managers-east\"]")
                .containsKey("io.camunda.zeebe:dueDate");
        lead.complete(
                "userTask_handleOverdueLead",
                Map.of("decision", Map.of("action", "leave", "note", ""), "completedBy", EngineBench.OWNER));
        assertThat(lead.times("serviceTask_applyManagerDecision")).isEqualTo(1);
        assertThat(lead.completed()).contains("endEvent_managerDecided");
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A contact takes the manager's task away")
    void contactEndsTheManagersTask() {
        var lead = bench.lead(Map.of());
        bench.advance(Duration.ofMinutes(181));
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
        assertGone(lead, "userTask_handleOverdueLead");
    }

    @Test
    @DisplayName("No manager task where none is needed any more")
    void alreadyEscalated() {
        var lead = bench.lead(
                Map.of(), it -> it.answering("lead.escalateToManager", () -> Map.of("managerTaskNeeded", false)));
        bench.advance(Duration.ofMinutes(181));
        assertThat(lead.completed()).contains("endEvent_alreadyEscalated");
        assertThat(lead.tasks()).containsExactly("userTask_contactLead");
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A contact without a summary comes back to the rep with what is missing (LR-11)")
    void refusedContact() {
        var lead = bench.lead(Map.of());
        lead.complete(
                "userTask_contactLead",
                Map.of("contact", Map.of("outcome", "qualified"), "completedBy", EngineBench.OWNER));

        assertThat(lead.tasks()).containsExactly("userTask_contactLead", "userTask_contactLead");
        assertThat(lead.task("userTask_contactLead").getVariable("missing")).isEqualTo(List.of("summary"));
        assertThat(lead.completed()).doesNotContain("endEvent_contacted");

        bench.advance(Duration.ofMinutes(91));
        assertThat(lead.times("serviceTask_breachWindow"))
                .as("the refusal keeps the deadline")
                .isEqualTo(1);
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("Due times that are past already fire at once")
    void pastDueDates() {
        var lead = bench.lead(
                Map.of(),
                it -> it.answering(
                        "lead.assignLead",
                        () -> Map.of(
                                "round", 1,
                                "assignmentNumber", 1,
                                "firstReminderAt", "2020-01-31T10:00:00Z",
                                "windowDueAt", "2020-02-29T10:00:00+08:00",
                                "managerDueAt", bench.now().minusSeconds(1).toString(),
                                "regionGroup", "sales-east",
                                "managerGroup", "managers-east")));
        bench.run();
        assertThat(lead.steps())
                .contains("serviceTask_remindOwner", "serviceTask_remindOverdue", "serviceTask_escalateToManager");
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("Lost, with a reason")
    void lost() {
        var lead = bench.lead(Map.of());
        lead.contact("userTask_contactLead", "lost");
        assertThat(lead.times("serviceTask_closeLostLead")).isEqualTo(1);
        assertThat(lead.completed()).contains("endEvent_lost");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("Back to the pool after the first contact")
    void backToThePool() {
        var lead = bench.lead(Map.of());
        lead.contact("userTask_contactLead", "pool");
        assertThat(lead.times("serviceTask_offerToPool")).isEqualTo(1);
        lead.complete("userTask_claimLead", Map.of("ownerId", EngineBench.OWNER, "assignedBy", "CLAIM"));
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("Followed up again and again until it is qualified (LR-12)")
    void followUpLoop() {
        var lead = bench.lead(Map.of());
        lead.contact("userTask_contactLead", "follow-up");
        lead.contact("userTask_followUp", "follow-up");
        lead.contact("userTask_followUp", "follow-up");
        assertThat(lead.tasks()).filteredOn("userTask_followUp"::equals).hasSize(3);
        lead.contact("userTask_followUp", "qualified");
        assertThat(lead.completed()).contains("endEvent_followedUp", "endEvent_qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("An outcome that nobody knows is followed up, not lost")
    void unknownOutcome() {
        var lead = bench.lead(Map.of());
        lead.contact("userTask_contactLead", "who knows");
        lead.contact("userTask_followUp", "lost");
        assertThat(lead.completed()).contains("endEvent_lost");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("48 hours without a record: the supervisor is told and decides; a record moves the deadline (LR-04)")
    void followUpDue() {
        var lead = bench.lead(Map.of());
        lead.contact("userTask_contactLead", "follow-up");
        bench.advance(Duration.ofHours(47));
        lead.contact("userTask_followUp", "follow-up");
        bench.advance(Duration.ofHours(47));
        assertThat(lead.times("serviceTask_remindSupervisor")).isZero();
        bench.advance(Duration.ofHours(1).plusMinutes(1));
        assertThat(lead.times("serviceTask_remindSupervisor")).isEqualTo(1);
        lead.complete(
                "userTask_handleStalledLead",
                Map.of("decision", Map.of("action", "leave"), "completedBy", EngineBench.OWNER));
        assertThat(lead.times("serviceTask_applyStalledDecision")).isEqualTo(1);
        assertThat(lead.completed()).contains("endEvent_stalledDecided");
        lead.contact("userTask_followUp", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A reminder without a manager task")
    void stalledReminded() {
        var lead = bench.lead(
                Map.of(), it -> it.answering("lead.remindSupervisor", () -> Map.of("managerTaskNeeded", false)));
        lead.contact("userTask_contactLead", "follow-up");
        bench.advance(Duration.ofHours(49));
        assertThat(lead.completed()).contains("endEvent_stalledReminded");
        lead.contact("userTask_followUp", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A follow-up without a summary comes back as well (LR-11)")
    void refusedFollowUp() {
        var lead = bench.lead(Map.of());
        lead.contact("userTask_contactLead", "follow-up");
        lead.complete(
                "userTask_followUp",
                Map.of("contact", Map.of("outcome", "qualified"), "completedBy", EngineBench.OWNER));
        assertThat(lead.tasks()).filteredOn("userTask_followUp"::equals).hasSize(2);
        lead.contact("userTask_followUp", "qualified");
        assertOverWithoutIncident(lead);
    }

    @ParameterizedTest(name = "while {0}")
    @ValueSource(strings = {"userTask_contactLead", "userTask_followUp"})
    @DisplayName("A transfer interrupts the owner's task and starts a new window for the new owner (LA-18)")
    void handedOver(String task) {
        var lead = leadWaitingAt(task);

        bench.publish(
                "lead.reassigned",
                lead.assignment(),
                Map.of("reassignment", Map.of("kind", "hand-over", "ownerId", EngineBench.SOMEBODY_ELSE, "by", "x")));

        assertThat(lead.times("serviceTask_assignLead")).isEqualTo(2);
        var handOver = lead.step("serviceTask_assignLead");
        assertThat(handOver.getVariable("ownerId")).isEqualTo(EngineBench.SOMEBODY_ELSE);
        assertThat(handOver.getVariable("assignedBy")).isEqualTo("TRANSFER");
        assertThat(lead.task("userTask_contactLead").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", EngineBench.SOMEBODY_ELSE);
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @ParameterizedTest(name = "while {0}")
    @ValueSource(strings = {"userTask_contactLead", "userTask_followUp"})
    @DisplayName("The leads of somebody who left are allocated anew (LA-20)")
    void reallocated(String task) {
        var lead = leadWaitingAt(task);
        var old = lead.task(task);
        bench.publish("lead.reassigned", lead.assignment(), Map.of("reassignment", Map.of("kind", "reallocate")));
        assertThat(lead.times("serviceTask_listCandidates")).isEqualTo(2);
        assertThatThrownBy(
                        () -> bench.engine.client.newCompleteCommand(old).send().join())
                .hasMessageContaining("NOT_FOUND");
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @ParameterizedTest(name = "while {0}")
    @ValueSource(strings = {"userTask_contactLead", "userTask_followUp"})
    @DisplayName("A rep returns a lead to the pool")
    void returnedToThePool(String task) {
        var lead = leadWaitingAt(task);
        bench.publish("lead.reassigned", lead.assignment(), Map.of("reassignment", Map.of("kind", "pool")));
        assertThat(lead.times("serviceTask_offerToPool")).isEqualTo(1);
        lead.complete("userTask_claimLead", Map.of("ownerId", EngineBench.OWNER, "assignedBy", "CLAIM"));
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A reassignment that names nobody, or nothing at all, is a new allocation, not an incident")
    void reassignmentWithoutAnOwner() {
        var lead = leadWaitingAt("userTask_contactLead");
        bench.publish("lead.reassigned", lead.assignment(), Map.of("reassignment", Map.of("kind", "hand-over")));
        bench.publish("lead.reassigned", lead.assignment(), Map.of());
        assertThat(lead.times("serviceTask_listCandidates")).isEqualTo(3);
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @DisplayName("A reassignment that comes after the lead has changed hands leaves the new owner in peace")
    void lateReassignment() {
        var lead = leadWaitingAt("userTask_contactLead");
        var first = lead.assignment();
        bench.publish(
                "lead.reassigned",
                first,
                Map.of("reassignment", Map.of("kind", "hand-over", "ownerId", EngineBench.SOMEBODY_ELSE, "by", "x")));

        bench.publish("lead.reassigned", first, Map.of("reassignment", Map.of("kind", "pool")));

        assertThat(lead.times("serviceTask_offerToPool")).isZero();
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("These tests reach every element and every sequence flow of the diagram")
    void coverage() {
        var coverage = new BpmnCoverage(Diagram.of("lead-response"));
        coverage.add(bench.records());
        coverage.write();
        assertThat(coverage.missedNodes()).isEmpty();
        assertThat(coverage.missedFlows()).isEmpty();
    }

    private static Lead leadWaitingAt(String task) {
        var lead = bench.lead(Map.of());
        if (task.equals("userTask_followUp")) {
            lead.contact("userTask_contactLead", "follow-up");
        }
        return lead;
    }

    private static Lead held() {
        return bench.lead(
                Map.of(),
                it -> it.answering("assignment.listCandidates", () -> {
                    var answer = LeadBench.candidates();
                    answer.put("hold", true);
                    answer.put(
                            "holdUntil",
                            bench.now().plus(Duration.ofMinutes(10)).toString());
                    answer.put("candidateCount", 0);
                    return answer;
                }));
    }

    private static void listing(Lead lead, String name, @Nullable Object value) {
        lead.answering("assignment.listCandidates", () -> {
            var answer = new HashMap<String, @Nullable Object>(LeadBench.candidates());
            answer.put(name, value);
            return answer;
        });
    }

    private static void assertFallback(Lead lead, String reason) {
        assertThat(lead.step("serviceTask_assignFallback").getVariable("fallbackReason"))
                .isEqualTo(reason);
        assertThat(lead.step("serviceTask_assignLead").getVariable("assignedBy"))
                .isEqualTo("FALLBACK");
        lead.contact("userTask_contactLead", "qualified");
        assertOverWithoutIncident(lead);
    }

    private static void assertOverWithoutIncident(Lead lead) {
        assertThat(lead.incidents()).isEmpty();
        assertThat(lead.over()).isTrue();
    }

    private static void assertGone(Lead lead, String task) {
        assertThatThrownBy(() -> bench.engine
                        .client
                        .newCompleteCommand(lead.task(task))
                        .send()
                        .join())
                .hasMessageContaining("NOT_FOUND");
    }
}
