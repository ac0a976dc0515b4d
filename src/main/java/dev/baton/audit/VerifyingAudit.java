package dev.baton.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Goes through all seals and all entries under them, and names what is not as it was sealed. */
@Component
public class VerifyingAudit {

    /** What is not as it was. */
    public enum Kind {
        /** The entry says something else than when it was sealed. */
        ENTRY_CHANGED,
        /** The entry was sealed and is gone. */
        ENTRY_MISSING,
        /** The entry is old enough to have a seal and has none: it was put in later. */
        ENTRY_UNSEALED,
        /** The seal, or the list of what it covers, was changed. */
        SEAL_CHANGED,
        SEAL_MISSING,
        /** The seal does not follow the one before it. */
        CHAIN_BROKEN
    }

    public record Finding(
            Kind kind, @Nullable Long seal, @Nullable UUID entry) {}

    /**
     * @param seals that there are
     * @param entries that they cover
     * @param head hash of the last one; what was noted of it elsewhere must be the same
     * @param findings the first thousand
     */
    public record Result(long seals, long entries, String head, List<Finding> findings) {

        public boolean intact() {
            return findings.isEmpty();
        }
    }

    private static final int PAGE = 200;
    private static final int LISTED = 1_000;

    private final AuditSeals seals;
    private final TransactionTemplate oneMoment;

    VerifyingAudit(AuditSeals seals, PlatformTransactionManager transactions) {
        this.seals = seals;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.oneMoment.setReadOnly(true);
    }

    public Result verify() {
        var result = oneMoment.execute(status -> new Run().done());
        if (result == null) {
            throw new IllegalStateException();
        }
        return result;
    }

    private final class Run {

        private final List<Finding> findings = new ArrayList<>();
        private final HashSet<Long> missing = new HashSet<>();
        private long count;
        private long entries;
        private AuditSeals.@Nullable Seal last;

        Result done() {
            for (var page = seals.after(Long.MIN_VALUE, PAGE);
                    !page.isEmpty();
                    page = seals.after(page.getLast().number(), PAGE)) {
                page.forEach(this::look);
            }
            seals.orphans(LISTED).forEach(this::lost);
            if (last != null) {
                seals.unsealed(last.until().minus(AuditSeals.ON_ITS_WAY), LISTED)
                        .forEach(entry -> find(Kind.ENTRY_UNSEALED, null, entry));
            }
            return new Result(count, entries, last == null ? AuditSeals.BEGINNING : last.hash(), List.copyOf(findings));
        }

        private void look(AuditSeals.Seal seal) {
            var expected = last == null ? 1 : last.number() + 1;
            for (var number = expected; number < seal.number(); number++) {
                lost(number);
            }
            if (!seal.previous().equals(last == null ? AuditSeals.BEGINNING : last.hash())) {
                find(Kind.CHAIN_BROKEN, seal.number(), null);
            }
            var covered = seals.entriesOf(seal.number());
            if (!seal.computed().equals(seal.hash())
                    || covered.size() != seal.entries()
                    || !seals.digestOf(seal.number()).equals(seal.digest())) {
                find(Kind.SEAL_CHANGED, seal.number(), null);
            }
            for (var entry : covered) {
                if (entry.now() == null) {
                    find(Kind.ENTRY_MISSING, seal.number(), entry.entryId());
                } else if (!entry.now().equals(entry.digest())) {
                    find(Kind.ENTRY_CHANGED, seal.number(), entry.entryId());
                }
            }
            count++;
            entries += covered.size();
            last = seal;
        }

        private void lost(long seal) {
            if (missing.add(seal)) {
                find(Kind.SEAL_MISSING, seal, null);
            }
        }

        private void find(Kind kind, @Nullable Long seal, @Nullable UUID entry) {
            if (findings.size() < LISTED) {
                findings.add(new Finding(kind, seal, entry));
            }
        }
    }
}
