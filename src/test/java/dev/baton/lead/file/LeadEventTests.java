package dev.baton.lead.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.lead.Phone;
import dev.baton.lead.contact.Contact;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BatonTest
@BatonDatabase
@Import(LeadFixtures.class)
class LeadEventTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Autowired
    LeadFixtures fixtures;

    @Autowired
    Leads leads;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Person rep;
    private Person supervisor;
    private LeadId lead;
    private UUID deal;

    @BeforeEach
    void people() {
        rep = staff.rep("east");
        supervisor = staff.supervisor("east");
        lead = fixtures.received("east");
        deal = UUID.randomUUID();
    }

    @Test
    @DisplayName("Each thing that happens to a lead is an entry of its timeline, in words that stay")
    void everyEventIsAnEntry() {
        var by = supervisor.id();
        after(it -> it.offerToPool(NOW));
        after(it -> it.handOverTo(rep.id(), "CLAIM", NOW, NOW.plusSeconds(5_400)));
        after(it -> it.openedBy(rep.id(), NOW));
        after(it -> it.openedBy(rep.id(), NOW));
        after(it -> it.touched("dial", rep.id(), NOW));
        after(it -> it.mute(true, rep.id(), NOW));
        after(it -> it.mute(false, rep.id(), NOW));
        after(it -> it.reviewPhone(Phone.parse("13900001111").orElseThrow(), null, NOW));
        after(it -> it.breachWindow(NOW));
        after(it -> it.escalate(NOW));
        after(it -> it.leaveWithOwner("再等一天", by, NOW));
        after(it -> it.askForCollaboration(true, "一起去", by, NOW));
        after(it -> it.askForCollaboration(false, null, by, NOW));
        after(it -> it.askToMove(
                new ReassignmentRequest(ReassignmentRequest.Kind.HAND_OVER, by, by, NOW), "hand-over", "请假", NOW));
        after(it -> it.overtake(null, by, NOW));
        after(it -> it.contacted(new Contact("聊过了", "qualified", null, null, null), rep.id(), NOW, null));
        after(it -> it.loseInstance(by, NOW));
        after(it -> it.qualify(NOW));
        after(it -> it.becameDeal(deal, rep.id(), NOW));

        var before = jdbc.sql(
                        "select detail ->> 'before' from lead_event" + " where lead_id = ? and kind = 'PHONE_REVIEWED'")
                .param(lead.value())
                .query(String.class)
                .single();
        assertThat(before).matches("\\+86138\\d{8}");
        assertThat(entries())
                .containsExactly(
                        "POOLED - {\"round\": 1}",
                        "ASSIGNED - {\"by\": \"CLAIM\", \"owner\": \"%s\", \"round\": 2}".formatted(rep.id()),
                        "OPENED rep {\"round\": 2}",
                        "TOUCHED rep {\"channel\": \"dial\"}",
                        "MUTED rep {}",
                        "UNMUTED rep {}",
                        "PHONE_REVIEWED - {\"after\": \"+8613900001111\", \"before\": \"%s\"}".formatted(before),
                        "WINDOW_BREACHED - {\"round\": 2}",
                        "ESCALATED - {\"round\": 2}",
                        "LEFT_WITH_OWNER supervisor {\"note\": \"再等一天\"}",
                        "COLLABORATION_ASKED supervisor {\"note\": \"一起去\"}",
                        "COLLABORATION_DONE supervisor {\"note\": \"\"}",
                        "REASSIGNED supervisor {\"to\": \"%s\", \"kind\": \"hand-over\", \"reason\": \"请假\"}"
                                .formatted(by),
                        "DECISION_OVERTAKEN supervisor {\"note\": \"\"}",
                        "CONTACTED rep {\"outcome\": \"qualified\", \"summary\": \"聊过了\"}",
                        "STARTED_AGAIN supervisor {}",
                        "QUALIFIED rep {}",
                        "DEAL_OPENED rep {\"dealId\": \"%s\"}".formatted(deal));
    }

    @Test
    @DisplayName("A lost lead says so in its owner's name")
    void lost() {
        after(it -> it.handOverTo(rep.id(), "RULE", NOW, NOW.plusSeconds(5_400)));
        after(it -> it.lose(NOW));
        assertThat(entries()).last().isEqualTo("LOST rep {}");
    }

    @Test
    @DisplayName("What is said of a lead reaches its people once a round, and who wants no reminders gets none")
    void notices() {
        after(it -> it.offerToPool(NOW));
        after(Lead::growStaleInPool);
        after(it -> it.handOverTo(rep.id(), "FALLBACK", NOW, NOW.plusSeconds(5_400)));
        after(Lead::remindInTime);
        after(Lead::remindInTime);
        after(it -> it.mute(true, rep.id(), NOW));
        after(Lead::remindOverdue);
        after(it -> it.escalate(NOW));
        after(Lead::stall);
        after(it -> it.askForCollaboration(true, "一起去", supervisor.id(), NOW));

        assertThat(jdbc.sql("select split_part(event, ':', 3) || ' ' || template || ' ' || channel || ' ' || person_id"
                                + " from notification_delivery"
                                + " where event like ? and channel = 'IN_APP' and person_id in (?, ?)")
                        .params(
                                "lead:" + lead + ":%",
                                rep.id().value(),
                                supervisor.id().value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "1 lead.pool-stale IN_APP " + supervisor.id(),
                        "2 lead.assigned IN_APP " + rep.id(),
                        "2 lead.fallback IN_APP " + rep.id(),
                        "2 lead.first-reminder IN_APP " + rep.id(),
                        "2 lead.escalated IN_APP " + supervisor.id(),
                        "2 lead.stalled IN_APP " + supervisor.id(),
                        "2 lead.needs-collaboration IN_APP " + supervisor.id());
    }

    private void after(Consumer<Lead> verb) {
        transaction.executeWithoutResult(status -> {
            var it = leads.change(lead);
            verb.accept(it);
            leads.save(it);
        });
    }

    private List<String> entries() {
        return jdbc.sql("""
                        select kind || ' '
                            || case by_id when ? then 'rep' when ? then 'supervisor' else coalesce(by_id::text, '-') end
                            || ' ' || detail::text
                        from lead_event where lead_id = ? order by id""")
                .params(rep.id().value(), supervisor.id().value(), lead.value())
                .query(String.class)
                .list();
    }
}
