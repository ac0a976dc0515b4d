package dev.baton.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonTest;
import dev.baton.assignment.ListingCandidates.Place;
import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

@BatonTest
@Import(LeadFixtures.class)
class ReplayingDecisionTests {

    private static final long TABLE_KEY = 4711;
    private static final int DECISIONS = 10_000;
    private static final int WORKERS = 4;

    @Autowired
    ListingCandidates listing;

    @Autowired
    ChoosingOwner choosing;

    @Autowired
    ReplayingDecision replaying;

    @Autowired
    AssigningFallback fallback;

    @Autowired
    Decisions decisions;

    @Autowired
    DecisionTables tables;

    @Autowired
    DeployedResources resources;

    @Autowired
    StaffOnFile staff;

    @Autowired
    LeadFixtures leads;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    @Autowired
    TransactionTemplate transaction;

    private DeployedResource table;

    @BeforeEach
    void aTableAndATeam() throws IOException {
        table = new DeployedResource(
                DeployedResource.Kind.DECISION,
                TABLE_KEY,
                ChoosingOwner.WEIGHTS_TABLE,
                1,
                Files.readString(Path.of("processes/lead-response/candidate-weights.dmn")),
                Instant.now());
        jdbc.sql("""
                        insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                        values ('decision', ?, ?, 1, ?, now()) on conflict do nothing""").params(TABLE_KEY, table.resourceId(), table.content()).update();
        // Whoever asked before it was there hears of it when what they heard is forgotten.
        await().until(() -> resources
                .latest(DeployedResource.Kind.DECISION, ChoosingOwner.WEIGHTS_TABLE)
                .filter(latest -> latest.key() == TABLE_KEY)
                .isPresent());
        for (var won = 0; won < 5; won++) {
            closesFour(staff.rep("south"), won);
        }
        // Figures are read every few seconds: the more leads a rep has won, the more they weigh from then on.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> listed().candidates().stream().anyMatch(candidate -> candidate.won() == 4));
    }

    /**
     * B6-04 and LO-03, with decisions of several workers of two instances at once: each goes on where the one before it
     * ended, so no update is lost, and every record is enough to make its decision again.
     */
    @Test
    void tenThousandConcurrentDecisionsComeOutTheSameAgain() throws Exception {
        var lead = leads.received("south");
        var before = decisions.credits("south");
        var perWorker = DECISIONS / WORKERS;
        try (var workers = Executors.newFixedThreadPool(WORKERS)) {
            var running = IntStream.range(0, WORKERS)
                    .mapToObj(worker -> workers.submit(() -> {
                        var instance = worker % 2 == 0 ? choosing : anotherInstance();
                        for (var count = 0; count < perWorker; count++) {
                            decide(instance, lead);
                        }
                    }))
                    .toList();
            for (var worker : running) {
                worker.get();
            }
        }

        var made = decisions.of(lead);
        assertThat(made).hasSize(DECISIONS);
        var weights = made.getFirst().weights().stream().map(Weight::weight).distinct();
        assertThat(weights).as("weights that tell the reps apart").hasSizeGreaterThan(2);
        var credits = new TreeMap<>(before);
        for (var decision : made) {
            var owed = new TreeMap<String, Long>();
            decision.creditsBefore().keySet().forEach(rep -> owed.put(rep, credits.getOrDefault(rep, 0L)));
            assertThat(decision.creditsBefore())
                    .as("what was owed goes on from the decision before")
                    .isEqualTo(owed);
            credits.putAll(decision.creditsAfter());
        }
        assertThat(decisions.credits("south")).as("the balance").isEqualTo(credits);
        assertThat(made.parallelStream().map(replaying::replay).filter(replay -> !replay.identical()))
                .isEmpty();
    }

    /** LO-03: a table may change between the evaluation by the engine and the choice. */
    @Test
    void theVersionOnRecordIsTheOneThatWasEvaluatedNotTheOneThatCameMeanwhile() {
        var lead = leads.received("south");
        var byTheOld = listed();
        var byTheNew = listed();
        var changed = deploy(TABLE_KEY + 1, 2, table.content().replace("highest: 4,", "highest: 0.5,"));
        try {
            await().until(() -> resources
                    .latest(DeployedResource.Kind.DECISION, ChoosingOwner.WEIGHTS_TABLE)
                    .filter(latest -> latest.key() == changed.key())
                    .isPresent());

            choose(choosing, lead, byTheOld, weigh(table, byTheOld));
            choose(choosing, lead, byTheNew, weigh(changed, byTheNew));

            assertThat(decisions.find(byTheOld.decisionId()).orElseThrow().weightsTableKey())
                    .isEqualTo(TABLE_KEY);
            assertThat(decisions.find(byTheNew.decisionId()).orElseThrow().weightsTableKey())
                    .isEqualTo(changed.key());
            assertThat(replaying.replay(byTheOld.decisionId()).differences()).isEmpty();
            assertThat(replaying.replay(byTheNew.decisionId()).differences()).isEmpty();
        } finally {
            jdbc.sql("delete from deployed_resource where key = ?")
                    .param(changed.key())
                    .update();
        }
    }

    @Test
    void aRecordThatWasTamperedWithIsNotIdentical() {
        var lead = leads.received("south");
        var id = decide(choosing, lead);
        jdbc.sql("update assignment_decision set owner_id = ? where id = ?")
                .params(Ids.next(), id)
                .update();

        var replay = replaying.replay(id);

        assertThat(replay.identical()).isFalse();
        assertThat(replay.differences()).singleElement().asString().startsWith("owner: recorded");
    }

    @Test
    void exclusionsThatWereTakenOutOfTheRecordAreMissed() {
        staff.rep("west");
        var id = decide(choosing, leads.received("south"));
        assertThat(replaying.replay(id).identical()).isTrue();
        jdbc.sql("update assignment_decision set inputs = jsonb_set(inputs, '{exclusions}', '[]') where id = ?")
                .param(id)
                .update();

        assertThat(replaying.replay(id).differences())
                .singleElement()
                .asString()
                .startsWith("exclusions: recorded");
    }

    @Test
    void aFallbackForAReasonThatIsNoneIsNotIdentical() {
        staff.director();
        var lead = leads.received(null);
        var nobody = new Routing(null, null, null, null);
        transaction.executeWithoutResult(
                status -> fallback.assign(lead, 0, null, AssigningFallback.UNKNOWN_REGION, nobody, new Place(1, 1, 1)));
        var id = decisions.of(lead).getFirst().id();
        assertThat(replaying.replay(id).identical()).isTrue();
        for (var reason :
                List.of("BANANA", AssigningFallback.UNKNOWN_BUSINESS_LINE, AssigningFallback.RULE_NOT_EVALUABLE)) {
            jdbc.sql("update assignment_decision set fallback_reason = ? where id = ?")
                    .params(reason, id)
                    .update();
            assertThat(replaying.replay(id).differences())
                    .singleElement()
                    .asString()
                    .startsWith("fallbackReason: recorded " + reason);
        }
    }

    @Test
    void aRouteThatTheTableDoesNotGiveIsNotIdentical() throws IOException {
        jdbc.sql("""
                        insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                        values ('decision', 4713, 'route-region', 77, ?, now() - interval '1 hour') on conflict do nothing""")
                .param(Files.readString(Path.of("processes/lead-response/routing.dmn")))
                .update();
        try {
            var asked = new Routing.Asked("south", "site-form", null, null);
            var steps = List.<Map<String, Object>>of(Map.of("level", "region", "result", "south"));
            var lead = leads.received("south");
            for (var route : List.of("south", "any")) {
                var listed = transaction.execute(status -> listing.list(
                        new LeadId(Ids.next()),
                        0,
                        new Routing(route, "general", Map.of(), steps, asked),
                        new Place(1, 1, 1)));
                jdbc.sql(
                                "update assignment_decision set inputs = jsonb_set(inputs, '{routingTables}', '{\"route-region\":77}') where id = ?")
                        .param(listed.decisionId())
                        .update();
                choose(choosing, lead, listed, weigh(table, listed));
                var differences = replaying.replay(listed.decisionId()).differences();
                if (route.equals("south")) {
                    assertThat(differences).isEmpty();
                } else {
                    assertThat(differences).singleElement().isEqualTo("route-region: recorded any, computed south");
                }
            }
        } finally {
            jdbc.sql("delete from deployed_resource where key = 4713").update();
        }
    }

    /** Shares nothing with the first but the database. */
    private ChoosingOwner anotherInstance() {
        return new ChoosingOwner(new Decisions(jdbc, json), new TableVersions(resources, tables, json), clock);
    }

    private UUID decide(ChoosingOwner choosing, LeadId lead) {
        return transaction.execute(status -> {
            // The previous owner rule would empty the list when one lead is decided ten thousand times.
            var listed = listed();
            jdbc.sql("update assignment_decision set lead_id = ? where id = ?")
                    .params(lead.value(), listed.decisionId())
                    .update();
            choosing.choose(lead, listed.decisionId(), weigh(table, listed));
            return listed.decisionId();
        });
    }

    private void closesFour(Person rep, int won) {
        for (var count = 0; count < 4; count++) {
            jdbc.sql("update lead set status = ?, last_contact_at = now() where id = ?")
                    .params(
                            count < won ? "QUALIFIED" : "LOST",
                            leads.assigned(rep.id(), "south").value())
                    .update();
        }
    }

    private ListingCandidates.Listed listed() {
        return transaction.execute(status -> listing.list(
                new LeadId(Ids.next()), 0, new Routing("south", "general", Map.of(), List.of()), new Place(1, 1, 1)));
    }

    private void choose(ChoosingOwner choosing, LeadId lead, ListingCandidates.Listed listed, List<Weight> weights) {
        transaction.executeWithoutResult(status -> choosing.choose(lead, listed.decisionId(), weights));
        jdbc.sql("update assignment_decision set lead_id = ? where id = ?")
                .params(lead.value(), listed.decisionId())
                .update();
    }

    private DeployedResource deploy(long key, int version, String content) {
        jdbc.sql("""
                        insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                        values ('decision', ?, ?, ?, ?, ?)""")
                .params(key, ChoosingOwner.WEIGHTS_TABLE, version, content, Timestamp.from(clock.instant()))
                .update();
        return resources.byKey(DeployedResource.Kind.DECISION, key).orElseThrow();
    }

    private List<Weight> weigh(DeployedResource table, ListingCandidates.Listed listed) {
        var context = Map.<String, Object>of(
                "candidates",
                json.convertValue(listed.candidates(), new TypeReference<List<Map<String, Object>>>() {}),
                "parameters",
                json.convertValue(listed.parameters(), new TypeReference<Map<String, Object>>() {}));
        return json.convertValue(tables.evaluate(table, context), new TypeReference<>() {});
    }
}
