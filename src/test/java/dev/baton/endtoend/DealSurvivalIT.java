package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.DIRECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.endtoend.BatonClient.Answer;
import dev.baton.local.BatonProcess;
import dev.baton.local.LocalSystem;
import dev.baton.local.LogOnFailure;
import dev.baton.opportunity.WaitingDeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * File store, broker, database and application taken away between the upload of a file and the gate that relies on it,
 * and between a vote and the decision: each file is one piece, each gate lets each deal through once, each vote counts
 * once, and the ledger tells all of it. One system serves all cases, because starting it is what takes time.
 */
@Tag("e2e")
@ExtendWith(LogOnFailure.class)
class DealSurvivalIT {

    private static final int DEALS = 6;
    private static final int QUOTES = 3;

    /** Whom a quote over that amount needs, all of them. */
    private static final List<String> VOTERS = List.of("manager.east", "finance", "finance2");

    private static final String REP = "rep01";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static LocalSystem system;
    private static BatonProcess baton;
    private static BatonClient client;
    private static Path evidence;

    @BeforeAll
    static void start() {
        system = LocalSystem.startForTest();
        evidence = system.logs().resolve("evidence").toAbsolutePath();
        baton = BatonProcess.on(system, "deals")
                .with("spring.profiles.active", "local")
                .with("baton.demo.leads", "0")
                .with("baton.demo.trickle", "false")
                .with("baton.demo.deals", "0")
                .with("baton.evidence.folder", evidence.toString())
                // Jobs that died with their process come back after this; the default of 30 s only makes the test wait.
                .with("baton.engine.job-timeout", "8s")
                .start();
        client = new BatonClient(baton.uri());
    }

    @AfterAll
    static void stop() {
        if (baton != null) {
            baton.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @Test
    @DisplayName(
            "Whatever is killed between upload and gate, and between vote and decision: nothing is lost, nothing counts"
                    + " twice (B6-03, B6-14, SW-08)")
    void betweenUploadAndGateAndBetweenVoteAndDecision() {
        var deals = new ArrayList<String>();
        deals.addAll(throughTheGateWhile("without the store", DealSurvivalIT::takeTheStoreAway));
        deals.addAll(throughTheGateWhile("without the broker", () -> {
            system.broker().kill();
            system.broker().restart();
        }));
        deals.addAll(throughTheGateWhile("without the database", () -> {
            system.postgres().kill();
            system.postgres().restart();
        }));
        deals.addAll(throughTheGateWhile("without the application", () -> {
            baton.kill();
            baton.restart();
        }));

        assertThat(deals).hasSize(4 * DEALS);
        eachFileIsOnePieceAndEachGateWasPassedOnce(deals);
        eachVoteCountsOnceAndEachQuoteIsDecidedOnce();
        var verified = client.get(DIRECTOR, "/api/evidence/verification").expect(200);
        assertThat(verified.path("intact").asBoolean()).as("%s", verified).isTrue();
        assertThat(verified.path("files").asInt()).isEqualTo(4 * DEALS);
        assertThat(verified.path("entries").asInt())
                .as("each added, each accepted")
                .isEqualTo(2 * 4 * DEALS);
    }

    /** Half of the files are in and the other half are on their way when it happens. */
    private List<String> throughTheGateWhile(String name, Runnable disaster) {
        var deals = new ArrayList<String>();
        for (int i = 0; i < DEALS; i++) {
            deals.add(newDeal(name + " " + i));
        }
        deals.forEach(
                deal -> await(name).atMost(PATIENCE).until(() -> stage(deal).equals("first-contact")));
        deals.forEach(DealSurvivalIT::say);
        var quotes = new ArrayList<String>();
        for (int i = 0; i < QUOTES; i++) {
            quotes.add(askForVotes(name));
        }
        var handedIn = new AtomicInteger();
        var voted = new AtomicInteger();
        var told = new ConcurrentHashMap<Integer, Integer>();
        var all = new ArrayList<Future<?>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < DEALS; i++) {
                var deal = deals.get(i);
                // The second half sets out when the first half is in, and so meets the disaster.
                var after = i < DEALS / 2 ? 0 : DEALS / 2;
                all.add(clients.submit(() -> {
                    await(name).atMost(PATIENCE).until(() -> handedIn.get() >= after);
                    handIn(deal, told);
                    handedIn.incrementAndGet();
                    moveOn(deal, told);
                }));
            }
            for (var quote : quotes) {
                for (var voter : VOTERS) {
                    var after = voter.equals(VOTERS.getFirst()) ? 0 : QUOTES;
                    all.add(clients.submit(() -> {
                        await(name).atMost(PATIENCE).until(() -> voted.get() >= after);
                        vote(voter, quote, told);
                        voted.incrementAndGet();
                    }));
                }
            }
            await(name)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> handedIn.get() >= DEALS / 2 && voted.get() >= QUOTES);
            disaster.run();
            for (var one : all) {
                one.get();
            }
        } catch (Exception e) {
            throw new AssertionError(name + ": " + told, e);
        }
        // What could not be done was said in a form that a client can go by.
        assertThat(told.keySet()).as(name).isSubsetOf(0, 200, 201, 202, 409, 503);
        return deals;
    }

    private static String newDeal(String name) {
        return client.post(
                        REP,
                        "/api/deals",
                        Map.of(
                                "name",
                                name,
                                "customerName",
                                name,
                                "customerType",
                                "smb",
                                "amount",
                                120000,
                                "currency",
                                "CNY",
                                "expectedCloseOn",
                                LocalDate.now(ZoneOffset.UTC).plusDays(60).toString()))
                .expect(201)
                .path("id")
                .asString();
    }

    /** What people have to say at the first gate. */
    private static void say(String deal) {
        for (var condition : List.of("contact-named", "pain-known")) {
            client.post(REP, "/api/deals/" + deal + "/conditions/" + condition, Map.of("met", true))
                    .expect(200);
        }
    }

    private static void handIn(String deal, Map<Integer, Integer> told) {
        var content = ("The first talk about " + deal).getBytes(StandardCharsets.UTF_8);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    var answer = client.upload(
                            REP,
                            "/api/evidence",
                            Map.of(
                                    "recordKind", "deal",
                                    "recordId", deal,
                                    "stage", "first-contact",
                                    "kind", "first-communication"),
                            "talk.txt",
                            content);
                    count(told, answer);
                    return answer.status() == 200 || answer.status() == 201;
                });
    }

    /** Asks as the deal's process does, for a deal that has passed its gate. */
    private static String askForVotes(String name) {
        var owner = client.idOf(REP);
        var deal = UUID.randomUUID();
        var asked = new HashMap<String, Object>(Map.of(
                "dealId",
                deal.toString(),
                "dealName",
                name,
                "ownerId",
                owner,
                "region",
                "east",
                "customerType",
                "enterprise",
                "amount",
                300_000,
                "currency",
                "CNY",
                "discount",
                0,
                "variant",
                "standard",
                "requestedBy",
                owner));
        WaitingDeal.store(JdbcClient.create(system.postgres().dataSource()), deal, "QUOTE", asked);
        try (var camunda = system.broker().client()) {
            camunda.newCreateInstanceCommand()
                    .bpmnProcessId("quote-countersign")
                    .latestVersion()
                    .variables(asked)
                    .send()
                    .join();
        }
        VOTERS.forEach(voter -> client.awaitTask(voter, deal.toString(), "userTask_countersignQuote"));
        return JdbcClient.create(system.postgres().dataSource())
                .sql("select id::text from approval where deal_id = ?")
                .param(deal)
                .query(String.class)
                .single();
    }

    private static void vote(String login, String approval, Map<Integer, Integer> told) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    var answer = client.post(login, "/api/approvals/" + approval + "/votes", Map.of("vote", "approve"));
                    count(told, answer);
                    // Whoever was not answered asks again, and hears that the vote is on file.
                    return answer.status() == 202
                            || answer.body().path("type").asString().endsWith("already-voted")
                            || answer.body().path("type").asString().endsWith("approval-decided");
                });
    }

    private static void eachVoteCountsOnceAndEachQuoteIsDecidedOnce() {
        var jdbc = JdbcClient.create(system.postgres().dataSource());
        var quotes = 4L * QUOTES;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count(jdbc, "select count(*) from approval where outcome = 'APPROVED'"))
                        .isEqualTo(quotes));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(
                        jdbc,
                        "select count(*) from user_task where element_id = 'userTask_countersignQuote'"
                                + " and state in ('OPEN', 'COMPLETING')"))
                .isZero());
        assertThat(count(jdbc, "select count(*) from approval")).isEqualTo(quotes);
        assertThat(count(jdbc, "select count(*) from approval_seat where vote = 'approve'"))
                .isEqualTo(quotes * VOTERS.size());
        assertThat(count(jdbc, "select count(*) from audit_entry where action = 'approval.voted'"))
                .isEqualTo(quotes * VOTERS.size());
        assertThat(count(jdbc, "select count(*) from audit_entry where action = 'approval.decided'"))
                .isEqualTo(quotes);
    }

    private static void moveOn(String deal, Map<Integer, Integer> told) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    if (stage(deal).equals("needs-analysis")) {
                        return true;
                    }
                    count(told, client.post(REP, "/api/deals/" + deal + "/advance", Map.of("reason", "talked")));
                    return false;
                });
    }

    private static void count(Map<Integer, Integer> told, Answer answer) {
        told.merge(answer.status(), 1, Integer::sum);
    }

    /** Empty while nobody can say. */
    private static String stage(String deal) {
        return client.get(REP, "/api/deals/" + deal)
                .body()
                .path("stage")
                .path("key")
                .asString();
    }

    private static void takeTheStoreAway() {
        try {
            var content = evidence.resolve("content");
            var aside = evidence.resolve("aside");
            Files.move(content, aside);
            await().atMost(PATIENCE).until(() -> client.health()
                    .body()
                    .path("components")
                    .path("evidence")
                    .path("status")
                    .asString()
                    .equals("DEGRADED"));
            Files.move(aside, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void eachFileIsOnePieceAndEachGateWasPassedOnce(List<String> deals) {
        var jdbc = JdbcClient.create(system.postgres().dataSource());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        count(jdbc, "select count(*) from outbox_message where sent_at is null"))
                .isZero());
        for (var once : List.of(
                "select count(*) from evidence_piece where record_id = ?::uuid",
                "select count(*) from evidence_ledger where record_id = ?::uuid and kind = 'ADDED'",
                "select count(*) from evidence_ledger where record_id = ?::uuid and kind = 'ACCEPTED'",
                "select count(*) from deal_transition where deal_id = ?::uuid and to_stage = 'needs-analysis'",
                "select count(*) from audit_entry where subject_id = ?::uuid and action = 'deal.moved'"
                        + " and after ->> 'stage' = 'needs-analysis'",
                "select count(*) from deal_substate where deal_id = ?::uuid and until is null")) {
            for (var deal : deals) {
                assertThat(jdbc.sql(once).param(deal).query(Long.class).single())
                        .as(once)
                        .isEqualTo(1);
            }
        }
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
