package dev.baton.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonTest;
import dev.baton.assignment.Exclusion.Reason;
import dev.baton.assignment.ListingCandidates.Listed;
import dev.baton.assignment.ListingCandidates.Place;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import dev.baton.staff.people.DisablingPerson;
import dev.baton.staff.people.RecordingAbsence;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is a candidate, and why everybody else is not (LA-08, LA-09). */
@BatonTest
@Import(LeadFixtures.class)
class AssigningLeadTests {

    private static final Routing WEST =
            new Routing("west", "general", Map.of("tier", "small", "distribution", "assign"), List.of());

    @Autowired
    ListingCandidates listing;

    @Autowired
    ChoosingOwner choosing;

    @Autowired
    AssigningFallback assigningFallback;

    @Autowired
    ExplainingDecision explaining;

    @Autowired
    ReplayingDecision replaying;

    @Autowired
    DeployedResources resources;

    @Autowired
    Staff people;

    @Autowired
    RoutingSwitches switches;

    @Autowired
    HoldReasons holding;

    @Autowired
    HeldLeads held;

    @Autowired
    RecordingAbsence absences;

    @Autowired
    DisablingPerson disabling;

    @Autowired
    StaffOnFile staff;

    @Autowired
    LeadFixtures leads;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Person rep;
    private Caller admin;

    @BeforeEach
    void somebodyInTheWest() {
        rep = staff.rep("west");
        var person = staff.admin();
        admin = new Caller(person.id(), person.name(), person.roles(), null);
    }

    @AfterEach
    void backToNormal() {
        switches.turn(RoutingSwitch.EXCLUDE_ON_LEAVE, true, "test");
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, false, "test");
        switches.turn(RoutingSwitch.EXCLUDE_PREVIOUS_OWNERS, true, "test");
        switches.turn("rule-west", true, "test");
        absences.reportSource(admin, true);
        jdbc.sql("delete from deployed_resource where key = 4720").update();
    }

    @Test
    void anEligibleRepIsACandidate() {
        assertThat(candidates(list(WEST))).contains(rep.id());
    }

    @Test
    void aRepOfAnotherRegionIsLeftOutWithThatReason() {
        var other = staff.rep("north");

        assertThat(reasons(WEST)).containsEntry(other.id(), Reason.OTHER_REGION);
    }

    @Test
    void everyRegionIsConsideredWhenTheLeadNamesNone() {
        var other = staff.rep("north");

        assertThat(candidates(list(new Routing("any", "general", Map.of(), List.of()))))
                .contains(rep.id(), other.id());
    }

    @Test
    void aDisabledRepIsLeftOutWithThatReason() {
        disabling.disable(admin, rep.id());

        assertThat(reasons(WEST)).containsEntry(rep.id(), Reason.NOT_ACTIVE);
    }

    @Test
    void aRepWithoutThePermissionIsLeftOutWithThatReason() {
        jdbc.sql("delete from role_permission where role = 'REP' and permission = 'RECEIVE_LEADS'")
                .update();
        absences.reportSource(admin, true);
        try {
            assertThat(reasons(WEST)).containsEntry(rep.id(), Reason.NO_RECEIVE_PERMISSION);
        } finally {
            jdbc.sql("insert into role_permission (role, permission) values ('REP', 'RECEIVE_LEADS')")
                    .update();
        }
    }

    @Test
    void aRepOnLeaveIsLeftOutWhileTheSwitchIsOnAndIncludedWhenItIsOff() {
        absences.record(
                admin, rep.id(), Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(3)));

        assertThat(reasons(WEST)).containsEntry(rep.id(), Reason.ON_LEAVE);
        switches.turn(RoutingSwitch.EXCLUDE_ON_LEAVE, false, "test");
        assertThat(candidates(list(WEST))).contains(rep.id());
    }

    @Test
    void aRegionWhoseRuleIsOffLeavesItsRepsOut() {
        switches.turn("rule-west", false, "test");

        assertThat(reasons(WEST)).containsEntry(rep.id(), Reason.RULE_DISABLED);
    }

    @Test
    void aPreviousOwnerIsLeftOutWhileTheSwitchIsOnAndIncludedWhenItIsOff() {
        var lead = leads.received("west");
        var owner = choose(lead, list(lead, WEST));

        assertThat(reasons(lead, WEST)).containsEntry(owner, Reason.HAD_IT_BEFORE);
        switches.turn(RoutingSwitch.EXCLUDE_PREVIOUS_OWNERS, false, "test");
        assertThat(candidates(list(lead, WEST))).contains(owner);
    }

    @Test
    void figuresThatAreTooOldDoNotCountAgainstARep() {
        jdbc.sql("update person set figures_synced_at = now() - interval '3 days' where id = ?")
                .param(rep.id().value())
                .update();
        absences.reportSource(admin, true);

        assertThat(list(WEST).candidates())
                .filteredOn(candidate -> candidate.id().equals(rep.id().toString()))
                .singleElement()
                .extracting(Candidate::stale)
                .isEqualTo(true);
    }

    @Test
    void thatFiguresWereTooOldIsReadInTheRecordOfTheDecision() {
        jdbc.sql("update person set figures_synced_at = now() - interval '3 days' where id = ?")
                .param(rep.id().value())
                .update();
        var fresh = staff.rep("west");
        var lead = leads.received("west");
        choose(lead, list(lead, WEST));

        var reasons = explaining.explain(lead).getFirst().candidates().stream()
                .filter(considered -> considered.reason() != null)
                .collect(java.util.stream.Collectors.toMap(
                        considered -> considered.person().id(), ExplainingDecision.Considered::reason));
        assertThat(reasons).containsEntry(rep.id(), "STALE_DATA_NEUTRAL").doesNotContainKey(fresh.id());
    }

    @Test
    void leadsWaitWhileAbsencesCannotBeTrustedAndFlowWhenTheSwitchIsTurnedOff() {
        absences.reportSource(admin, false);
        var lead = leads.received("west");

        var held = list(lead, WEST);
        assertThat(held.hold()).isTrue();
        assertThat(held.holdUntil()).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(31)));

        switches.turn(RoutingSwitch.EXCLUDE_ON_LEAVE, false, "test");
        assertThat(released(lead)).isEqualTo(1);
        assertThat(list(lead, WEST).hold()).isFalse();
    }

    @Test
    void leadsFlowAtOnceWhenTheSourceOfAbsencesIsHealthyAgain() {
        absences.reportSource(admin, false);
        var lead = leads.received("west");
        assertThat(list(lead, WEST).hold()).isTrue();

        absences.reportSource(admin, true);

        assertThat(released(lead)).isEqualTo(1);
        assertThat(list(lead, WEST).hold()).isFalse();
    }

    @Test
    void aHealthySourceOfAbsencesDoesNotReleaseWhatThePauseHolds() {
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, true, "test");
        var lead = leads.received("west");
        assertThat(list(lead, WEST).hold()).isTrue();

        absences.reportSource(admin, true);

        assertThat(released(lead)).isZero();
    }

    /** The decision read the switch before it was turned, and its transaction ended after. */
    @Test
    void aLeadThatWasHeldAMomentTooLateIsReleasedOnce() {
        var lead = leads.received("west");
        transaction.executeWithoutResult(status -> held.hold(lead, UUID.randomUUID(), HoldReasons.ALLOCATION_PAUSED));

        holding.releaseForgotten();
        holding.releaseForgotten();

        assertThat(released(lead)).isEqualTo(1);
    }

    @Test
    void waitingAgainDoesNotLengthenTheWait() {
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, true, "test");
        var lead = leads.received("west");
        var until = list(lead, WEST).holdUntil();
        absences.reportSource(admin, false);
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, false, "test");

        assertThat(list(lead, WEST).holdUntil()).isEqualTo(until);
    }

    @Test
    void aPausedAllocationHoldsEveryLead() {
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, true, "test");

        assertThat(list(WEST).hold()).isTrue();
    }

    @Test
    void theFallbackIsOnRecordWithItsReason() {
        staff.director();
        var lead = leads.received("west");

        var owner = transaction.execute(status -> assigningFallback.assign(
                lead, 0, null, "UNKNOWN_BUSINESS_LINE", new Routing("west", null, null, null), new Place(1, 1, 1)));

        assertThat(explaining.explain(lead)).singleElement().satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo("FALLBACK");
            assertThat(decision.fallbackReason()).isEqualTo("UNKNOWN_BUSINESS_LINE");
            assertThat(decision.owner().id()).isEqualTo(owner);
        });
    }

    @Test
    void aRegionWithoutAnybodyOnDutyIsSkippedWithThatReason() {
        staff.director();
        everybodyIsAwayIn("west");
        var lead = leads.received("west");

        assertThat(fallBackForWantOfReps(lead, list(lead, WEST))).isEqualTo("NO_ON_DUTY_REP");
    }

    @Test
    void aRegionWhoseRepsAreOnDutyAndLeftOutHasNoEligibleRep() {
        staff.director();
        switches.turn("rule-west", false, "test");
        var lead = leads.received("west");

        assertThat(fallBackForWantOfReps(lead, list(lead, WEST))).isEqualTo("NO_ELIGIBLE_REP");
    }

    @Test
    void drawingLotsLeavesWhatEverybodyIsOwedAsItWas() {
        staff.rep("west");
        var lead = leads.received("west");
        choose(lead, list(lead, WEST));
        var owed = decisions.credits("west");
        var next = leads.received("west");

        var drawn = choose(next, list(next, WEST), "RANDOM");

        assertThat(decisions.credits("west")).containsAllEntriesOf(owed);
        assertThat(explaining.explain(next)).singleElement().satisfies(decision -> {
            assertThat(decision.owner().id()).isEqualTo(drawn);
            assertThat(decision.choice()).isEqualTo("RANDOM");
        });
    }

    /** LO-03. */
    @Test
    void theVersionsOfTheTablesThatRoutedALeadAreOnRecordAndStayWhenItChangesHands() {
        staff.rep("west");
        deployed("route-region", 3, Instant.now().minus(Duration.ofDays(2)));
        var routing = new Routing("west", "general", Map.of(), List.of(Map.of("level", "region", "result", "west")));
        var lead = leads.received("west");
        choose(lead, transaction.execute(status -> listing.list(lead, 0, routing, new Place(1, 1, 1))));

        jdbc.sql("update deployed_resource set version = 4 where resource_id = 'route-region'")
                .update();
        choose(lead, transaction.execute(status -> listing.list(lead, 1, routing, new Place(1, 1, 1))));

        assertThat(explaining.explain(lead))
                .hasSize(2)
                .allSatisfy(decision -> assertThat(decision.versions().tables()).containsEntry("route-region", 3));
    }

    @Test
    void aRepReadsWhyNotThemWithoutSeeingTheOthers() {
        var colleague = staff.rep("west");
        var outsider = staff.rep("south");
        var lead = leads.received("west");
        var listed = list(lead, WEST);
        var owner = choose(lead, listed);

        var reader = owner.equals(rep.id()) ? colleague : rep;
        assertThat(explaining.explainTo(reader.id(), lead).getFirst().candidates())
                .extracting(considered -> considered.person().id())
                .containsExactlyInAnyOrder(owner, reader.id());
        assertThat(explaining.explainTo(outsider.id(), lead).getFirst().exclusions())
                .singleElement()
                .satisfies(leftOut -> assertThat(leftOut.reason()).isEqualTo(Reason.OTHER_REGION));
    }

    private PersonId choose(LeadId lead, Listed listed) {
        return choose(lead, listed, "TURNS");
    }

    private PersonId choose(LeadId lead, Listed listed, String choice) {
        var weights = listed.candidates().stream()
                .map(candidate -> new Weight(
                        candidate.id(),
                        1d,
                        1d,
                        1d,
                        1d,
                        candidate.saturation(),
                        choice,
                        1d,
                        candidate.stale() ? "STALE_DATA_NEUTRAL" : null))
                .toList();
        return transaction.execute(status -> choosing.choose(lead, listed.decisionId(), weights));
    }

    private void deployed(String table, int version, Instant at) {
        jdbc.sql("""
                        insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                        values ('decision', 4720, ?, ?, '', ?) on conflict (kind, key) do update set version = excluded.version""").params(table, version, Timestamp.from(at)).update();
        await().until(() -> resources
                .latest(DeployedResource.Kind.DECISION, table)
                .filter(latest -> latest.version() == version)
                .isPresent());
    }

    private void everybodyIsAwayIn(String region) {
        people.reps().stream()
                .filter(person -> region.equals(person.region()) && person.active())
                .forEach(person -> absences.record(
                        admin,
                        person.id(),
                        Instant.now().minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(3))));
    }

    /** As the diagram says it where nobody is listed; the answer is what the record says. */
    private String fallBackForWantOfReps(LeadId lead, Listed listed) {
        assertThat(listed.candidates()).isEmpty();
        transaction.executeWithoutResult(status ->
                assigningFallback.assign(lead, 0, listed.decisionId(), "NO_ELIGIBLE_REP", WEST, new Place(1, 1, 1)));
        assertThat(replaying.replay(listed.decisionId()).differences()).isEmpty();
        return explaining.explain(lead).getFirst().fallbackReason();
    }

    private Listed list(Routing routing) {
        return list(leads.received("west"), routing);
    }

    private Listed list(LeadId lead, Routing routing) {
        return transaction.execute(status -> listing.list(lead, 0, routing, new Place(1, 1, 1)));
    }

    private Map<PersonId, Reason> reasons(Routing routing) {
        return reasons(leads.received("west"), routing);
    }

    private Map<PersonId, Reason> reasons(LeadId lead, Routing routing) {
        var id = list(lead, routing).decisionId();
        return transaction.execute(status -> exclusions(id));
    }

    @Autowired
    Decisions decisions;

    private Map<PersonId, Reason> exclusions(UUID id) {
        return decisions.find(id).orElseThrow().inputs().exclusions().stream()
                .collect(java.util.stream.Collectors.toMap(Exclusion::person, Exclusion::reason));
    }

    private static List<PersonId> candidates(Listed listed) {
        return listed.candidates().stream()
                .map(candidate -> PersonId.of(candidate.id()))
                .toList();
    }

    private long released(LeadId lead) {
        return jdbc.sql(
                        "select count(*) from outbox_message where name = 'routing.released' and correlation_key like ?")
                .param(lead + ":%")
                .query(Long.class)
                .single();
    }
}
