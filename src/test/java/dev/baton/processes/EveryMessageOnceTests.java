package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.assignment.RoutingSwitch;
import dev.baton.assignment.RoutingSwitches;
import dev.baton.lead.LeadId;
import dev.baton.lead.NewLead;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.lead.owner.ReassigningLead;
import dev.baton.processes.LeadBench.Lead;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.StaffOnFile;
import io.camunda.zeebe.model.bpmn.instance.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A message means one interaction and cannot outlive it: every message of every diagram is sent twice, under two ids so
 * that the engine lets both through, and once more after the state that it was for has come back.
 */
@ProcessTest
class EveryMessageOnceTests {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final LeadBench STAGE = new LeadBench(ProcessTest.OneEngine.get());

    /**
     * Of processes whose messages have no scenario here yet: what guards them against a second effect today. The set may
     * only shrink.
     */
    private static final Map<String, String> WITHOUT_SCENARIO = new TreeMap<>(Map.of(
            "approval.withdrawn", "the key is the approval, which is withdrawn once and never opened again",
            "question.asked", "the id of the message is that of the question",
            "exception.asked", "starts an instance under the id of the request",
            "deal.opened", "starts an instance under the id of the deal",
            "deal.repaired", "the key holds the round of the stage, which never comes again",
            "substate.changed", "the key is the deal alone: what is left over looks at the substate once more",
            "repair.asked", "starts an instance under the id of the repair",
            "duplicate.proposed", "starts an instance under the id of the pair",
            "duplicate.decided", "the key holds how often the pair was decided about, which never comes again"));

    @Autowired
    RealWorkers workers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    RegisteringLead registering;

    @Autowired
    ReassigningLead reassigning;

    @Autowired
    RoutingSwitches switches;

    private @Nullable Person rep;
    private @Nullable Person supervisor;

    /** A state of a record that a message is for. */
    private abstract static class Scenario {

        /** Brings a record there; the key under which the message finds it. */
        abstract String reach();

        abstract Map<String, ?> variables();

        /** How often the message has had its effect. */
        abstract long effects();

        /** Brings the record where it was before. */
        abstract void comeBack();
    }

    static Stream<String> messages() {
        return Diagram.all().stream()
                .flatMap(diagram -> diagram.all(Message.class).stream())
                .map(Message::getName)
                .distinct()
                .sorted();
    }

    private Map<String, Scenario> scenarios() {
        return Map.of(
                "lead.received",
                new Received(),
                "lead.reassigned",
                new Reassigned(),
                "routing.released",
                new Released());
    }

    @BeforeEach
    void people() {
        workers.playOn(STAGE);
        staff.startAnew();
        rep = staff.rep("east");
        supervisor = staff.supervisor("east");
        staff.director();
    }

    @AfterEach
    void releaseAll() {
        switches.turn(RoutingSwitch.PAUSE_ALLOCATION, false, "test");
        workers.flow();
    }

    @Test
    @DisplayName("Every message of every diagram has a scenario, or stands in the list of those that have none")
    void complete() {
        var known = Stream.concat(scenarios().keySet().stream(), WITHOUT_SCENARIO.keySet().stream())
                .toList();
        assertThat(known)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(messages().toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    @DisplayName("Sent twice, late, and after its state came back, a message has one effect")
    void oneEffect(String message) {
        var scenario = scenarios().get(message);
        if (scenario == null) {
            assertThat(WITHOUT_SCENARIO).containsKey(message);
            return;
        }
        var key = scenario.reach();
        var before = scenario.effects();
        send(message, key, scenario.variables());
        send(message, key, scenario.variables());
        workers.flow();
        assertThat(scenario.effects() - before).as("sent twice").isEqualTo(1);

        scenario.comeBack();
        workers.flow();
        var back = scenario.effects();
        STAGE.advance(Duration.ofMinutes(1));
        workers.flow();
        assertThat(scenario.effects()).as("one was left over").isEqualTo(back);

        send(message, key, scenario.variables());
        workers.flow();
        assertThat(scenario.effects()).as("sent late").isEqualTo(back);
    }

    private void send(String message, String key, Map<String, ?> variables) {
        STAGE.engine
                .client
                .newPublishMessageCommand()
                .messageName(message)
                .correlationKey(key)
                .messageId(UUID.randomUUID().toString())
                .timeToLive(Duration.ofHours(24))
                .variables(variables)
                .send()
                .join();
    }

    @Test
    @DisplayName("Whoever asks twice gets the same once; a lead that comes back to the same person stays (LA-18)")
    void askedTwice() {
        var lead = received();
        var id = LeadId.of(lead.id);
        reassigning.returnToPool(id, owner(), "没空");
        reassigning.returnToPool(id, owner(), "没空");
        Assertions.assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reassigning.handOverTo(id, person(supervisor), person(supervisor), "给我"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("lead-being-moved"));
        workers.flow();
        assertThat(status(lead)).isEqualTo("POOLED");
        assertThat(entries(lead, "REASSIGNED")).isEqualTo(1);

        claim(lead);
        STAGE.advance(Duration.ofMinutes(30));
        workers.flow();
        assertThat(status(lead)).isEqualTo("ASSIGNED");
        assertThat(lead.times("serviceTask_offerToPool")).isEqualTo(1);
        finish(lead);
    }

    private final class Received extends Scenario {

        private @Nullable Lead lead;

        @Override
        String reach() {
            lead = STAGE.follow(registered());
            jdbc.sql("update outbox_message set sent_at = now() where correlation_key = ?")
                    .param(lead.id)
                    .update();
            return lead.id;
        }

        @Override
        Map<String, ?> variables() {
            return Map.of("leadId", it().id, "round", 0, "source", "site-form", "region", "east", "intent", "high");
        }

        @Override
        long effects() {
            return it().times("serviceTask_assignLead");
        }

        /** As far as a start can come back: the instance is over, and another may start. */
        @Override
        void comeBack() {
            finish(it());
        }

        private Lead it() {
            return java.util.Objects.requireNonNull(lead);
        }
    }

    private final class Reassigned extends Scenario {

        private @Nullable Lead lead;

        @Override
        String reach() {
            lead = received();
            return lead.assignment();
        }

        @Override
        Map<String, ?> variables() {
            return Map.of("reassignment", Map.of("kind", "pool"));
        }

        @Override
        long effects() {
            return it().times("serviceTask_offerToPool");
        }

        @Override
        void comeBack() {
            claim(it());
            assertThat(status(it())).isEqualTo("ASSIGNED");
        }

        private Lead it() {
            return java.util.Objects.requireNonNull(lead);
        }
    }

    private final class Released extends Scenario {

        private @Nullable Lead lead;

        @Override
        String reach() {
            switches.turn(RoutingSwitch.PAUSE_ALLOCATION, true, "test");
            lead = received();
            return lead.hold();
        }

        @Override
        Map<String, ?> variables() {
            return Map.of();
        }

        /** What it leads to is another look, and that holds the lead again while the switch is on. */
        @Override
        long effects() {
            return it().times("serviceTask_listCandidates");
        }

        @Override
        void comeBack() {
            switches.turn(RoutingSwitch.PAUSE_ALLOCATION, true, "test");
            assertThat(status(it())).isEqualTo("RECEIVED");
        }

        private Lead it() {
            return java.util.Objects.requireNonNull(lead);
        }
    }

    private Lead received() {
        var lead = STAGE.follow(registered());
        workers.flow();
        return lead;
    }

    private String registered() {
        return registering
                .register(
                        new NewLead(
                                "一次" + COUNT.incrementAndGet(),
                                "136" + String.format("%08d", COUNT.get()),
                                "site-form",
                                "high",
                                STAGE.now().plus(Duration.ofDays(1)),
                                null,
                                null,
                                "east",
                                null,
                                null,
                                null,
                                Map.of(),
                                Map.of()),
                        null,
                        null)
                .id()
                .toString();
    }

    private void claim(Lead lead) {
        lead.finish("userTask_claimLead", Map.of("ownerId", owner().toString(), "assignedBy", "CLAIM"));
        workers.flow();
    }

    private void finish(Lead lead) {
        lead.finish(
                "userTask_contactLead",
                Map.of(
                        "contact",
                        Map.of("summary", "不做了", "outcome", "lost", "lostReason", "预算"),
                        "completedBy",
                        owner().toString()));
        workers.flow();
        assertThat(Set.of("LOST")).contains(status(lead));
    }

    private PersonId owner() {
        return person(rep);
    }

    private static PersonId person(@Nullable Person person) {
        return java.util.Objects.requireNonNull(person).id();
    }

    private String status(Lead lead) {
        return jdbc.sql("select status from lead where id = ?::uuid")
                .param(lead.id)
                .query(String.class)
                .single();
    }

    private long entries(Lead lead, String kind) {
        return List.copyOf(jdbc.sql("select 1 from lead_event where lead_id = ?::uuid and kind = ?")
                        .params(lead.id, kind)
                        .query(Integer.class)
                        .list())
                .size();
    }
}
