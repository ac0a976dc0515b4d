package dev.baton.integration.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@BatonTest
@ActiveProfiles("local")
@TestPropertySource(properties = {"baton.demo.trickle=false", "baton.demo.leads=100", "baton.demo.deals=0"})
class DemoLeadsTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DemoLeads demo;

    @Test
    void everyDemoLeadIsTakenInOnceHoweverOftenTheLocalRunStarts() {
        await().atMost(Duration.ofSeconds(30)).until(() -> leads() == 100);
        demo.begin();
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(() -> leads() == 100);

        assertThat(jdbc.sql("select count(distinct source) from lead")
                        .query(Integer.class)
                        .single())
                .isEqualTo(8);
        assertThat(jdbc.sql("select count(distinct region) from lead")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    private int leads() {
        return jdbc.sql("select count(*) from lead where external_ref like 'demo-%'")
                .query(Integer.class)
                .single();
    }
}
