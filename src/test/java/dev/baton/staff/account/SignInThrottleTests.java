package dev.baton.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.baton.BatonDatabase;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInThrottleTests {

    private static final DataSource DATABASE = migrated();

    private final SignInThrottle throttle = Throttled.on(DATABASE, Clock.systemUTC());
    private final SignInThrottle other = Throttled.on(DATABASE, Clock.systemUTC());

    @Test
    void tryingManyAccountsFromOneAddressIsSlowedDown() {
        assertThat(triesUntilRefused(i -> throttle.attempt("somebody" + i, "10.4.0.1", null)))
                .as("a hundred, and what the minutes of the test give back")
                .isBetween(100, 140);
        throttle.attempt("another", "10.4.0.2", null);
    }

    @Test
    void signingInRightAsOftenAsOneLikesIsNeverSlowedDown() {
        for (int i = 0; i < 300; i++) {
            throttle.attempt("rep", "10.4.0.3", null).succeeded();
        }
    }

    @Test
    @DisplayName(
            "Whoever is slowed down at one instance is slowed down at the other, and a right password ends it at both")
    void instancesCountTogether() {
        for (int i = 0; i < 10; i++) {
            (i % 2 == 0 ? throttle : other).attempt("rep2", "10.4.0.4", null);
        }
        assertThatThrownBy(() -> throttle.attempt("rep2", "10.4.0.4", null)).hasMessageContaining("too-many-sign-ins");
        assertThatThrownBy(() -> other.attempt("rep2", "10.4.0.4", null)).hasMessageContaining("too-many-sign-ins");

        for (int i = 0; i < 9; i++) {
            throttle.attempt("rep3", "10.4.0.5", null);
        }
        other.attempt("rep3", "10.4.0.5", null).succeeded();
        for (int i = 0; i < 9; i++) {
            throttle.attempt("rep3", "10.4.0.5", null);
        }
    }

    @Test
    void addressesTogetherAreCountedByAllInstances() {
        assertThat(triesUntilRefused(i -> (i % 2 == 0 ? throttle : other).attempt("rep4", "10.5.0." + i, null)))
                .as("fifty of both together, and what the minutes of the test give back")
                .isBetween(50, 70);
    }

    private static int triesUntilRefused(IntConsumer attempt) {
        for (int tries = 0; tries < 200; tries++) {
            try {
                attempt.accept(tries);
            } catch (Refusal refused) {
                assertThat(refused.code()).isEqualTo("too-many-sign-ins");
                return tries;
            }
        }
        return 200;
    }

    @Test
    void whatWasTypedAsANameStandsNowhere() {
        throttle.attempt("mein-passwort-war-gemeint", "10.4.0.6", null);

        assertThat(JdbcClient.create(DATABASE)
                        .sql("select (select count(*) from sign_in_place where place like '%mein%')"
                                + " + (select count(*) from throttle where id like '%mein%')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static DataSource migrated() {
        var database = new HikariDataSource();
        database.setJdbcUrl(BatonDatabase.Shared.newDatabase());
        database.setUsername("postgres");
        database.setPassword("postgres");
        database.setMaximumPoolSize(4);
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }
}
