package dev.baton.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.local.BatonInside;
import dev.baton.local.WithBaton;
import dev.baton.opportunity.WaitingDeal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A contract that nobody decides walks up the ladder on the real broker, whose clock is sent forward. */
@WithBaton
class EscalationLadderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BatonInside baton;
    private final BatonClient client;
    private final Facts facts;
    private final UUID deal = UUID.randomUUID();
    private final String name = "梯子 " + deal;

    EscalationLadderIT(BatonInside baton) {
        this.baton = baton;
        this.client = new BatonClient(baton.uri());
        this.facts = new Facts(baton.system().postgres().dataSource());
    }

    @Test
    @DisplayName(
            "48 hours with legal: one ticket; 5 working days: three tasks; then the next level: each exactly once (SW-04, SW-05)")
    void aContractThatWaitsClimbs() {
        var approval = ask();
        vote("manager.east", approval);
        vote("finance", approval);
        client.awaitTask("legal", deal.toString(), "userTask_approveContract");
        var withLegal = baton.now();

        passUntil(withLegal.plus(Duration.ofHours(48)).minusSeconds(120));
        staysAt(approval, "URGENT_LEGAL", 0);
        passUntil(withLegal.plus(Duration.ofHours(48)).plusSeconds(5));
        client.awaitTask("legal.head", deal.toString(), "userTask_urgentLegal");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(baton.gateways().dingtalk(name)).hasSize(1));

        var overdue = Instant.parse(shown(approval).path("overdueAt").asString());
        passUntil(overdue.minusSeconds(60));
        staysAt(approval, "COLLABORATION", 0);
        passUntil(overdue.plusSeconds(5));
        for (var login : called(approval, "COLLABORATION", 3)) {
            client.awaitTask(login, deal.toString(), "userTask_collaborateContract");
        }
        assertThat(called(approval, "COLLABORATION", 3)).contains("rep01").hasSize(3);

        var nextLevel = facts.jdbc()
                .sql("select min(due_at) from approval_call where approval_id = ?::uuid and kind = 'COLLABORATION'")
                .param(approval)
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
        passUntil(nextLevel.plusSeconds(5));
        client.awaitTask("director", deal.toString(), "userTask_overseeContract");

        baton.pass(Duration.ofDays(3));
        staysAt(approval, "URGENT_LEGAL", 1);
        assertThat(count(approval, "COLLABORATION")).isEqualTo(3);
        assertThat(count(approval, "NEXT_LEVEL")).isEqualTo(1);
        assertThat(told("approval.urgent-legal")).isEqualTo(1);
        assertThat(told("approval.collaboration")).isEqualTo(3);
        assertThat(told("approval.climbed")).isEqualTo(1);
        assertThat(facts.count(
                        "select count(*) from deadline where record_id = ?::uuid and acted_by <> 'TIMER'", approval))
                .isZero();

        vote("legal", approval);
        await().atMost(PATIENCE)
                .until(() -> shown(approval).path("outcome").asString().equals("APPROVED"));
        await().atMost(PATIENCE)
                .until(() -> facts.count("select count(*) from user_task where record_id = ? and state = 'OPEN'", deal)
                        == 0);
    }

    /** Asks as the deal's process does, for a deal that has passed its gate. */
    private String ask() {
        var owner = client.idOf("rep01");
        var asked = new HashMap<String, Object>();
        asked.put("dealId", deal.toString());
        asked.put("dealName", name);
        asked.put("ownerId", owner);
        asked.put("region", "east");
        asked.put("customerType", "enterprise");
        asked.put("amount", 100_000);
        asked.put("currency", "CNY");
        asked.put("discount", 0);
        asked.put("contractType", "standard");
        asked.put("variant", "standard");
        asked.put("requestedBy", owner);
        WaitingDeal.store(facts.jdbc(), deal, "CONTRACT", asked);
        // Its limit counts from then, and the clock here is ahead of the database's.
        facts.jdbc()
                .sql("update deal set entered_at = ? where id = ?")
                .params(java.sql.Timestamp.from(baton.now()), deal)
                .update();
        try (var camunda = baton.system().broker().client()) {
            await().atMost(PATIENCE)
                    .until(() -> facts.count(
                                    "select count(*) from deployed_resource where resource_id = 'contract-approval'")
                            > 0);
            camunda.newCreateInstanceCommand()
                    .bpmnProcessId("contract-approval")
                    .latestVersion()
                    .variables(asked)
                    .requestTimeout(Duration.ofSeconds(30))
                    .send()
                    .join();
        }
        client.awaitTask("manager.east", deal.toString(), "userTask_approveContract");
        return facts.jdbc()
                .sql("select id::text from approval where deal_id = ?")
                .param(deal)
                .query(String.class)
                .single();
    }

    private void vote(String login, String approval) {
        client.awaitTask(login, deal.toString(), "userTask_approveContract");
        client.post(login, "/api/approvals/" + approval + "/votes", java.util.Map.of("vote", "approve"))
                .expect(202);
    }

    private JsonNode shown(String approval) {
        return client.get("legal", "/api/approvals/" + approval).expect(200);
    }

    private List<String> called(String approval, String kind, int times) {
        await().atMost(PATIENCE).until(() -> count(approval, kind) == times);
        return facts.jdbc().sql("""
                        select p.login from approval_call c join person p on p.id = c.person_id
                        where c.approval_id = ?::uuid and c.kind = ?""").params(approval, kind).query(String.class).list();
    }

    private long count(String approval, String kind) {
        return facts.count(
                "select count(*) from approval_call where approval_id = ?::uuid and kind = ?", approval, kind);
    }

    private long told(String template) {
        return facts.count(
                "select count(*) from notification_delivery where placeholders ->> 'dealName' = ? and template = ?"
                        + " and channel = 'IN_APP'",
                name,
                template);
    }

    /** Nothing happens although the broker had the time for it. */
    private void staysAt(String approval, String kind, long times) {
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> count(approval, kind) == times);
    }

    private void passUntil(Instant then) {
        var missing = Duration.between(baton.now(), then);
        if (missing.isPositive()) {
            baton.pass(missing);
        }
    }
}
