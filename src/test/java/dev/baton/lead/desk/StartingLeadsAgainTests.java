package dev.baton.lead.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatonTest
@BatonDatabase
@Import(LeadFixtures.class)
class StartingLeadsAgainTests {

    @Autowired
    StartingLeadsAgain starting;

    @Autowired
    LeadFixtures leads;

    @Autowired
    JdbcClient jdbc;

    @Test
    void sendsTheMessageOfALeadAgainWhoseProcessNeverBegan() {
        var lead = leads.received("east");
        jdbc.sql("update lead set received_at = now() - interval '7 minutes' where id = ?")
                .param(lead.value())
                .update();
        jdbc.sql("update outbox_message set sent_at = now() - interval '6 minutes' where correlation_key = ?")
                .param(lead.toString())
                .update();

        starting.check();

        assertThat(jdbc.sql("select count(*) from outbox_message where correlation_key = ? and sent_at is null")
                        .param(lead.toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
