package dev.baton.opportunity.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.opportunity.DealFixtures;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.staff.StaffOnFile;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose message is sent again. */
@BatonTest
class StartingDealsAgainTests {

    @Autowired
    OpeningDeal opening;

    @Autowired
    StartingDealsAgain again;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    private DealId deal;

    @BeforeEach
    void aDeal() {
        deal = opening.open(DealFixtures.newDeal("华东机械"), DealFixtures.caller(staff.rep("east")));
    }

    @Test
    void aMessageThatCameToNothingIsSentAgainAsANewOne() {
        sent("6 minutes");
        var before = message();

        again.check();

        assertThat(message().get("sent_at")).isNull();
        assertThat(message().get("message_id")).isNotEqualTo(before.get("message_id"));
    }

    @Test
    void aMessageThatWasJustSentHasItsTime() {
        sent("4 minutes");
        var before = message();
        again.check();
        assertThat(message()).isEqualTo(before);
    }

    @Test
    void aDealThatAnInstanceTookUpIsLeftAlone() {
        sent("6 minutes");
        jdbc.sql("update deal set process_instance_key = 1 where id = ?")
                .param(deal.value())
                .update();
        var before = message();
        again.check();
        assertThat(message()).isEqualTo(before);
    }

    private void sent(String ago) {
        jdbc.sql("update deal set created_at = now() - interval '7 minutes' where id = ?")
                .param(deal.value())
                .update();
        jdbc.sql("update outbox_message set sent_at = now() - ?::interval where correlation_key = ?")
                .params(ago, deal.toString())
                .update();
    }

    private Map<String, Object> message() {
        return jdbc.sql("select message_id, sent_at from outbox_message where correlation_key = ?")
                .param(deal.toString())
                .query()
                .singleRow();
    }
}
