package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.local.BatonInside;
import dev.baton.local.WithBaton;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A relay that died after it had sent, and sends again when it is back: nothing is lost and nothing is doubled. */
@WithBaton
class RelayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BatonInside baton;
    private final BatonClient client;
    private final Facts facts;

    RelayIT(BatonInside baton) {
        this.baton = baton;
        this.client = new BatonClient(baton.uri());
        this.facts = new Facts(baton.system().postgres().dataSource());
    }

    @Test
    void aMessageSentAgainAfterAnHourIsNoSecondInstance() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "east"));
        String id = lead.path("id").asString();

        baton.pass(Duration.ofMinutes(61));
        sendAgain(id);

        await().atMost(PATIENCE).until(() -> unsent(id) == 0);
        loseTheLead(lead);
        assertThat(instances(id)).isEqualTo(1);
    }

    @Test
    void aMessageSentAgainWhenTheEngineHasForgottenItStartsARunThatEndsItself() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "north"));
        String id = lead.path("id").asString();

        passUntilTheEngineForgets(Duration.ofHours(25));
        sendAgain(id);
        await().atMost(PATIENCE).until(() -> unsent(id) == 0);
        loseTheLead(lead);

        // The engine keeps one instance a lead at a time, so the second comes when the first has ended.
        await().atMost(PATIENCE).until(() -> instances(id) == 2);
        await().atMost(PATIENCE)
                .until(() -> facts.count(
                                "select count(*) from job_log where record_id = ?::uuid and job_type = 'lead.cleanPhone'"
                                        + " and (output::jsonb ->> 'duplicateRun')::boolean",
                                id)
                        == 1);
        assertThat(client.lead(id).path("status").asString()).isEqualTo("LOST");
        assertThat(facts.count(
                        "select count(*) from job_log where record_id = ?::uuid and job_type = 'lead.assignLead'", id))
                .isEqualTo(1);
    }

    /** The engine forgets messages in the order in which their time ends: a later one is the sign for those before. */
    private void passUntilTheEngineForgets(Duration age) {
        String sign = UUID.randomUUID().toString();
        try (CamundaClient camunda = baton.system().broker().client()) {
            publish(camunda, sign);
            baton.pass(age);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> publish(camunda, sign));
        }
    }

    private static boolean publish(CamundaClient camunda, String id) {
        camunda.newPublishMessageCommand()
                .messageName("nobody.waits")
                .correlationKey(id)
                .messageId(id)
                .timeToLive(Duration.ofHours(24))
                .send()
                .join();
        return true;
    }

    private void sendAgain(String id) {
        facts.jdbc()
                .sql("update outbox_message set sent_at = null, next_attempt_at = created_at where correlation_key = ?")
                .param(id)
                .update();
    }

    private long unsent(String id) {
        return facts.count("select count(*) from outbox_message where correlation_key = ? and sent_at is null", id);
    }

    private long instances(String id) {
        return facts.count("select count(distinct process_instance_key) from job_log where record_id = ?::uuid", id);
    }

    private void loseTheLead(JsonNode lead) {
        String id = lead.path("id").asString();
        client.contact(client.ownerOf(lead), id, Map.of("summary", "无意向", "outcome", "lost", "lostReason", "无预算"))
                .expect(200);
        client.awaitStatus(id, "LOST");
    }
}
