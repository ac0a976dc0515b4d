package dev.baton.engine;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what only served the border itself, so that its tables do not grow with the years. */
@Component
class Retention {

    private final JdbcClient jdbc;
    private final EngineProperties properties;
    private final Clock clock;

    Retention(JdbcClient jdbc, EngineProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forget() {
        var before = Timestamp.from(clock.instant().minus(properties.retention()));
        jdbc.sql("delete from outbox_message where sent_at < ?").param(before).update();
        jdbc.sql("delete from job_log where delivered_at < ? and finished_at < ?")
                .params(before, before)
                .update();
        jdbc.sql("delete from user_task where state in ('COMPLETED', 'GONE') and ended_at < ?")
                .param(before)
                .update();
    }
}
