package dev.baton.web;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Counts in the database what strangers try: whichever instance they meet, they have one allowance. */
@Configuration(proxyBeanMethods = false)
class Throttles {

    private static final int A_BATCH = 1000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;

    Throttles(DataSource database) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("throttle")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(10)))
                .build();
    }

    @Bean
    PostgreSQLSelectForUpdateBasedProxyManager<String> buckets() {
        return buckets;
    }

    /** A bucket that is full again is the same as none. */
    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void forgetWhatIsFullAgain() {
        while (buckets.removeExpired(A_BATCH) == A_BATCH) {
            // the next batch
        }
    }
}
