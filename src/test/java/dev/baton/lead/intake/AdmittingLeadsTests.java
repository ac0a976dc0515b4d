package dev.baton.lead.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.lead.board.WaitingLeads;
import dev.baton.lead.policy.PromisedWindows;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import dev.baton.staff.StaffOnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** More leads than can be worked on: here there is room for three at once, and nobody works on them. */
@BatonTest
@BatonDatabase
@Import(LeadFixtures.class)
@TestPropertySource(properties = {"baton.lead.admission.at-once=3", "baton.lead.admission.every=1h"})
class AdmittingLeadsTests {

    @Autowired
    AdmittingLeads admitting;

    @Autowired
    RegisteringLead registering;

    @Autowired
    PromisedWindows promises;

    @Autowired
    WaitingLeads waiting;

    @Autowired
    StaffOnFile staff;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nobodyWaitsAndTheTableIsDeployed() throws IOException {
        jdbc.sql("update lead set status = 'LOST' where status = 'RECEIVED'").update();
        jdbc.sql("delete from outbox_message").update();
        jdbc.sql("""
                        insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                        values ('decision', 9901, 'response-window', 9901, ?, now()) on conflict do nothing""")
                .param(Files.readString(Path.of("processes/lead-response/response-windows.dmn")))
                .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> promises.of("douyin", "medium").isPresent());
    }

    @Test
    @DisplayName("A Douyin lead of 15 minutes begins before a cold list of 24 hours that came earlier")
    void theNearestPromiseGoesFirst() {
        var first = List.of(received("cold-list"), received("cold-list"), received("cold-list"));
        var cold = received("cold-list");
        var form = received("site-form");
        var douyin = received("douyin");
        assertThat(begun()).containsExactlyInAnyOrderElementsOf(first);

        assigned(first.get(0));
        admit();
        assertThat(begun()).contains(douyin).doesNotContain(form, cold);
        assigned(first.get(1));
        admit();
        assertThat(begun()).contains(form).doesNotContain(cold);
        assigned(first.get(2));
        admit();
        assertThat(begun()).contains(cold).hasSize(6);
    }

    @Test
    void aLeadBeginsAtOnceWhileThereIsRoomAndNobodyWaits() {
        var lead = received("cold-list");

        assertThat(begun()).containsExactly(lead);
    }

    @Test
    void whoeverComesWhileOthersWaitGetsNoPlaceBeforeThem() {
        var first = received("douyin");
        received("douyin");
        received("douyin");
        var waits = received("douyin");
        assigned(first);
        var late = received("cold-list");

        assertThat(begun()).doesNotContain(waits, late);
        admit();
        assertThat(begun()).contains(waits).doesNotContain(late);
    }

    @Test
    void aLeadThatIsHeldOrStandsStillTakesNobodysPlace() {
        var held = received("douyin");
        var stands = received("douyin");
        received("douyin");
        jdbc.sql("update lead set hold_reason = 'ABSENCES_UNKNOWN' where id = ?")
                .param(held.value())
                .update();
        jdbc.sql("update lead set admitted_at = now() - interval '3 minutes' where id = ?")
                .param(stands.value())
                .update();

        var next = received("cold-list");
        var afterThat = received("cold-list");

        assertThat(begun()).contains(next, afterThat).hasSize(5);
    }

    @Test
    void ofAFileNoMoreBeginThanThereIsRoomForAndTheOthersWaitBehindThoseOfPeople() {
        var rows = Stream.generate(() -> LeadFixtures.newLead("cold-list", "east"))
                .limit(5)
                .toList();
        transaction.executeWithoutResult(status -> registering.registerAllWithin(rows, null));
        assertThat(begun()).hasSize(3);

        var person = received("phone");
        assigned(begun().getFirst());
        admit();

        assertThat(begun()).contains(person).hasSize(4);
    }

    @Test
    void whoeverKeepsTheLeadTheyEnteredKeepsItAfterTheWaitAsWell() {
        var rep = staff.rep("east");
        received("douyin");
        received("douyin");
        var first = received("douyin");
        var kept = registering
                .registerFor(
                        new Caller(rep.id(), rep.name(), rep.roles(), rep.region()),
                        LeadFixtures.newLead("manual", "east"),
                        null,
                        true)
                .id();
        assigned(first);

        admit();

        assertThat(variables(kept))
                .contains("\"ownerId\": \"" + rep.id() + "\"")
                .contains("\"assignedBy\": \"ENTERED\"");
    }

    @Test
    void whatWaitsAndForHowLongIsSaidToManagersAndInHealth() {
        received("cold-list");
        received("cold-list");
        received("cold-list");
        var cold = received("cold-list");
        var douyin = received("douyin");
        jdbc.sql("update lead set received_at = now() - interval '40 seconds' where id = ?")
                .param(cold.value())
                .update();

        var director = staff.director();
        var seen = waiting.of(new Caller(director.id(), director.name(), director.roles(), null));
        assertThat(seen.queued()).isEqualTo(2);
        assertThat(seen.oldestSince()).isBefore(Instant.now().minusSeconds(39));
        var nearest = seen.items().getFirst();
        assertThat(nearest.leadId()).isEqualTo(douyin);
        assertThat(Duration.between(nearest.since(), nearest.answerBy())).isEqualTo(Duration.ofMinutes(15));
        assertThat(mvc.get().uri("/actuator/health").exchange())
                .bodyJson()
                .extractingPath("$.components.waitingLeads.details")
                .asMap()
                .containsEntry("queued", 2)
                .containsEntry("received", 5)
                .hasEntrySatisfying(
                        "oldestSeconds", age -> assertThat((Integer) age).isBetween(40, 100));
    }

    private LeadId received(String source) {
        return registering
                .register(LeadFixtures.newLead(source, "east"), (PersonId) null, null)
                .id();
    }

    private void admit() {
        transaction.executeWithoutResult(status -> admitting.admitNearest());
    }

    private void assigned(LeadId lead) {
        jdbc.sql("update lead set status = 'ASSIGNED' where id = ?")
                .param(lead.value())
                .update();
    }

    private List<LeadId> begun() {
        return jdbc
                .sql("select correlation_key from outbox_message where name = 'lead.received' order by created_at, id")
                .query(String.class)
                .list()
                .stream()
                .map(LeadId::of)
                .toList();
    }

    private String variables(LeadId lead) {
        return jdbc.sql("select variables::text from outbox_message where correlation_key = ?")
                .param(lead.toString())
                .query(String.class)
                .single();
    }
}
