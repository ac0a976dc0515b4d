package dev.baton.staff.account;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The throttle of one instance of the application, as the settings that are shipped make it. */
final class Throttled {

    private Throttled() {}

    static SignInThrottle on(DataSource database, Clock clock) {
        var buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("throttle")
                .build();
        var places = new SignInPlaces(JdbcClient.create(database), new DataSourceTransactionManager(database), clock);
        return new SignInThrottle(10, 50, 100, Duration.ofMinutes(5), buckets, places);
    }
}
