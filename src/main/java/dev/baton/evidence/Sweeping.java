package dev.baton.evidence;

import dev.baton.evidence.storage.ContentStore;
import dev.baton.evidence.storage.Incoming;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sweeps up what uploads left that were cut off or killed: files that never arrived as a whole, content that no piece
 * came to refer to, and the content of pieces that were deleted long ago.
 */
@Component
class Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);

    private final ContentStore store;
    private final Incoming incoming;
    private final Pieces pieces;
    private final Uploads uploads;
    private final EvidenceTurns turns;
    private final EvidenceProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sweeping(
            ContentStore store,
            Incoming incoming,
            Pieces pieces,
            Uploads uploads,
            EvidenceTurns turns,
            EvidenceProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.incoming = incoming;
        this.pieces = pieces;
        this.uploads = uploads;
        this.turns = turns;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT1H")
    void sweep() {
        var now = clock.instant();
        var untouchedSince = now.minus(properties.keepRemainders());
        try {
            transaction.executeWithoutResult(status -> uploads.forgetUntouchedSince(untouchedSince));
            var remainders = incoming.sweep(untouchedSince);
            if (remainders > 0) {
                LOG.info("{} files were swept up that never arrived as a whole", remainders);
            }
            store.each(kept -> {
                if (kept.keptAt().isBefore(untouchedSince) && !pieces.refersTo(kept.sha256(), deletedSince(now))) {
                    forget(kept.sha256(), now);
                }
            });
        } catch (IOException e) {
            LOG.warn("Not everything was swept up: {}", e.toString());
        }
    }

    /** Looked at once more while nobody can begin to refer to it. */
    private void forget(String sha256, Instant now) {
        transaction.executeWithoutResult(status -> {
            turns.sweepContents();
            try {
                var kept = store.find(sha256);
                var untouched =
                        kept.isPresent() && kept.get().keptAt().isBefore(now.minus(properties.keepRemainders()));
                if (untouched && !pieces.refersTo(sha256, deletedSince(now))) {
                    store.forget(sha256);
                    LOG.info("Content {} was swept up: no piece refers to it", sha256);
                }
            } catch (IOException e) {
                LOG.warn("Content {} was not swept up: {}", sha256, e.toString());
            }
        });
    }

    private Instant deletedSince(Instant now) {
        return now.minus(properties.keepDeleted());
    }
}
