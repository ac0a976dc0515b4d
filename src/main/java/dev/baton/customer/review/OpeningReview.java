package dev.baton.customer.review;

import dev.baton.customer.DuplicatesInReview;
import dev.baton.customer.matching.MatchPolicy.Figure;
import dev.baton.customer.matching.MatchTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks about two customers, for the first time or again when a pair that was put off has waited long enough. */
@Component
public class OpeningReview {

    /** @param undecided whether there is anything to ask: somebody may have been faster than the process */
    public record Opened(boolean undecided, String reviewKey, Instant dueAt) {}

    private final DuplicatesInReview duplicates;
    private final MatchTables tables;
    private final Clock clock;

    OpeningReview(DuplicatesInReview duplicates, MatchTables tables, Clock clock) {
        this.duplicates = duplicates;
        this.tables = tables;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Opened open(UUID pair) {
        var now = clock.instant();
        var standing = duplicates.askAgain(pair, now);
        var days = (long) tables.policy().value(Figure.REVIEW_DAYS);
        return new Opened(
                standing.decision() == null,
                DuplicateReview.key(pair, standing.round()),
                now.plus(Duration.ofDays(days)));
    }
}
