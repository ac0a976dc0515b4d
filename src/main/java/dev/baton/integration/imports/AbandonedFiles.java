package dev.baton.integration.imports;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes files that nobody was promised anything about: an upload that broke off, a preview that nobody started. */
@Component
class AbandonedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedFiles.class);
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

    private final Spool spool;
    private final Imports imports;
    private final Clock clock;

    AbandonedFiles(Spool spool, Imports imports, Clock clock) {
        this.spool = spool;
        this.imports = imports;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void remove() {
        imports.forgetPreviewsBefore(clock.instant().minus(LONGEST_UPLOAD));
        for (var id : spool.olderThan(clock.instant().minus(LONGEST_UPLOAD))) {
            if (!imports.existsById(id)) {
                LOG.info("The file of import {} belongs to nobody and is removed", id);
                spool.forget(id);
            }
        }
    }
}
