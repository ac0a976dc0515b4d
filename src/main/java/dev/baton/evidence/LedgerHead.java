package dev.baton.evidence;

import dev.baton.evidence.storage.ContentStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notes beside the files how far the ledger has come. A chain alone cannot tell that its last entries were cut off, or
 * that all of it was written anew; whoever does that now has to get at the database and at the files.
 *
 * <p>The note is written soon after the commit and not with it: it may be a few entries behind, never ahead.
 */
@Component
class LedgerHead implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerHead.class);
    private static final String NOTE = "ledger-head.json";

    private final ContentStore store;
    private final JdbcClient jdbc;
    private final AtomicReference<ChainedLedger.@Nullable Link> reached = new AtomicReference<>();
    private final ReentrantLock writing = new ReentrantLock();

    LedgerHead(ContentStore store, JdbcClient jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    void reached(ChainedLedger.Link link) {
        reached.accumulateAndGet(
                link, (known, now) -> known == null || (now != null && now.number() > known.number()) ? now : known);
    }

    static Optional<ChainedLedger.Link> noted(ContentStore store) throws IOException {
        return store.note(NOTE).map(text -> CanonicalJson.read(text, ChainedLedger.Link.class));
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1S")
    void write() {
        if (!writing.tryLock()) {
            return;
        }
        try {
            var link = reached.getAndSet(null);
            if (link != null) {
                write(link);
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(ChainedLedger.Link link) {
        try {
            var noted = noted(store);
            if (noted.isPresent() && (noted.get().number() >= link.number() || !isInLedger(noted.get()))) {
                // Written by another instance, or a sign of tampering, which must not be covered up.
                return;
            }
            store.note(NOTE, CanonicalJson.write(link));
        } catch (IOException | RuntimeException e) {
            LOG.warn("How far the ledger of evidence has come could not be noted: {}", e.toString());
            reached(link);
        }
    }

    private boolean isInLedger(ChainedLedger.Link link) {
        return jdbc.sql("select exists (select 1 from evidence_ledger where hash = ? and number = ?)")
                .params(link.hash(), link.number())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void destroy() {
        write();
    }
}
