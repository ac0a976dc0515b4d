package dev.baton.notification;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets notices of long ago; what is still on its way stays, however old. */
@Component
class ForgettingNotices {

    private final JdbcClient jdbc;
    private final NotificationProperties properties;
    private final Clock clock;

    ForgettingNotices(JdbcClient jdbc, NotificationProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT6H")
    void forget() {
        var before = Timestamp.from(clock.instant().minus(properties.retention()));
        jdbc.sql("delete from notification_delivery where created_at < ? and next_attempt_at is null")
                .param(before)
                .update();
        jdbc.sql("delete from in_app_notice where created_at < ?").param(before).update();
    }
}
