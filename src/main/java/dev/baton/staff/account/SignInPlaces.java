package dev.baton.staff.account;

import static dev.baton.shared.Rows.time;
import static dev.baton.shared.Rows.timeOrNull;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts in the database what was tried where, for all instances together. It counts outside the transaction of whoever
 * tries: a refusal rolls that one back, and the failure has happened all the same.
 */
@Component
class SignInPlaces {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    SignInPlaces(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Takes a try as wrong until it has proved right. Those who come at once stand in line.
     *
     * @param waitAfter how long the next one has to wait after so many wrong ones in a row
     * @return how long this try itself has to wait; it is not counted then
     */
    Optional<Duration> count(String place, IntFunction<Duration> waitAfter) {
        return apart.execute(status -> {
            var now = clock.instant();
            var id = id(place);
            jdbc.sql("insert into sign_in_place (place, in_a_row, at) values (?, 0, ?) on conflict do nothing")
                    .params(id, time(now))
                    .update();
            var wait = jdbc.sql("select wait_until from sign_in_place where place = ? for update")
                    .param(id)
                    .query((row, number) ->
                            Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                    .single()
                    .filter(until -> until.isAfter(now));
            if (wait.isPresent()) {
                return wait.map(until -> Duration.between(now, until));
            }
            var inARow = jdbc.sql(
                            "update sign_in_place set in_a_row = in_a_row + 1, at = ? where place = ? returning in_a_row")
                    .params(time(now), id)
                    .query(Integer.class)
                    .single();
            var next = waitAfter.apply(inARow);
            jdbc.sql("update sign_in_place set wait_until = ? where place = ?")
                    .params(timeOrNull(next.isZero() ? null : now.plus(next)), id)
                    .update();
            return Optional.empty();
        });
    }

    void proved(String place) {
        var now = time(clock.instant());
        apart.executeWithoutResult(status -> jdbc.sql(
                        "update sign_in_place set in_a_row = 0, wait_until = null, proved_at = ?, at = ? where place = ?")
                .params(now, now, id(place))
                .update());
    }

    /** Whether somebody has signed in there within a day. */
    boolean isFamiliar(String place) {
        return jdbc.sql("select count(*) > 0 from sign_in_place where place = ? and proved_at > ?")
                .params(id(place), time(clock.instant().minus(REMEMBERED)))
                .query(Boolean.class)
                .single();
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT10M")
    void forget() {
        jdbc.sql("delete from sign_in_place where at < ?")
                .param(time(clock.instant().minus(REMEMBERED)))
                .update();
    }

    /** What somebody typed as a name may be a password; nobody reads it here. */
    static String id(String place) {
        return HexFormat.of().formatHex(Token.sha256(place));
    }
}
