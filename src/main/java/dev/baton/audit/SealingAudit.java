package dev.baton.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals what the trail has grown by. Whoever writes an entry waits for nothing; what is changed or taken away after its
 * seal is found and named by {@link VerifyingAudit}. Each seal is logged: a log that is kept elsewhere tells when the
 * end of the chain was cut off.
 */
@Component
class SealingAudit {

    private static final Logger LOG = LoggerFactory.getLogger(SealingAudit.class);

    static final int MOST = 5_000;

    private final AuditSeals seals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SealingAudit(AuditSeals seals, TransactionTemplate transaction, Clock clock) {
        this.seals = seals;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void seal() {
        while (Boolean.TRUE.equals(transaction.execute(status -> sealSome()))) {
            // As long as there is more than fits into one.
        }
    }

    /** @return whether there may be more */
    private boolean sealSome() {
        if (!seals.alone()) {
            return false;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var last = seals.last();
        var number = last == null ? 1 : last.number() + 1;
        var entries = seals.take(number, last == null ? null : last.until().minus(AuditSeals.ON_ITS_WAY), MOST);
        if (entries == 0) {
            return false;
        }
        var full = entries == MOST;
        var open = new AuditSeals.Seal(
                number,
                now,
                full ? seals.latestOf(number).truncatedTo(ChronoUnit.MILLIS) : now,
                entries,
                seals.digestOf(number),
                last == null ? AuditSeals.BEGINNING : last.hash(),
                "");
        var seal = new AuditSeals.Seal(
                number, open.at(), open.until(), entries, open.digest(), open.previous(), open.computed());
        seals.add(seal);
        LOG.info("Audit seal {} over {} entries: {}", number, entries, seal.hash());
        return full;
    }
}
