package dev.baton.evidence;

import dev.baton.evidence.Verification.Finding;
import dev.baton.evidence.Verification.Kind;
import dev.baton.evidence.storage.ContentStore;
import dev.baton.shared.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the whole ledger, every piece and every file, and names what is not as it was written down (B6-14).
 * Ledger and pieces are read as they stand at one moment; the files are hashed afterwards, one by one.
 */
@Component
public class VerifyingEvidence {

    private static final int PAGE = 500;
    private static final int LISTED = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    /** An entry as it is stored. */
    private record Row(
            long number, String kind, String recordKind, UUID recordId, String entry, String previous, String hash) {}

    private final JdbcClient jdbc;
    private final Pieces pieces;
    private final Contents contents;
    private final ContentStore store;
    private final TransactionTemplate oneMoment;
    private final ReentrantLock alone = new ReentrantLock();

    VerifyingEvidence(
            JdbcClient jdbc,
            Pieces pieces,
            Contents contents,
            ContentStore store,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.pieces = pieces;
        this.contents = contents;
        this.store = store;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.oneMoment.setReadOnly(true);
    }

    /** One at a time: it reads every byte there is. */
    public Verification verify() {
        if (!alone.tryLock()) {
            throw new Refusal(Refusal.Kind.TOO_MANY, "evidence-verification-running", null, Map.of());
        }
        try {
            // Noted before the ledger is read, so that the ledger is at least as far.
            var run = new Run(head());
            oneMoment.executeWithoutResult(status -> {
                run.throughLedger();
                run.throughPieces();
            });
            run.throughFiles();
            return run.result();
        } finally {
            alone.unlock();
        }
    }

    private static final class Told {

        private final long entry;
        private final Map<String, Object> facts;
        private boolean deleted;
        private @Nullable String reason;

        Told(long entry, Map<String, Object> facts) {
            this.entry = entry;
            this.facts = new HashMap<>(facts);
        }
    }

    private final class Run {

        private final ChainedLedger.@Nullable Link head;
        private final Map<UUID, Told> told = new HashMap<>();
        private final Map<UUID, List<ChainedLedger.StoredAcceptance>> reliedOn = new HashMap<>();
        private final Set<UUID> seen = new HashSet<>();
        private final List<Finding> findings = new ArrayList<>();
        private long more;
        private long entries;
        private long files;
        private String last = ChainedLedger.BEGINNING;

        Run(ChainedLedger.@Nullable Link head) {
            this.head = head;
        }

        void throughLedger() {
            var headSeen = head == null;
            long expected = 1;
            for (var page = page(Long.MIN_VALUE);
                    !page.isEmpty();
                    page = page(page.getLast().number())) {
                for (var row : page) {
                    entries++;
                    headSeen |= head != null && row.hash().equals(head.hash());
                    if (row.number() != expected) {
                        find(Kind.ENTRY_MISSING, expected, null, null, null, Map.of("to", row.number() - 1));
                    }
                    chained(row);
                    expected = row.number() + 1;
                }
            }
            if (head != null && !headSeen) {
                find(Kind.HEAD_DIFFERS, head.number(), null, null, null, Map.of());
            }
        }

        private void chained(Row row) {
            if (!row.previous().equals(last)) {
                find(Kind.CHAIN_BROKEN, row.number(), null, row.recordKind(), row.recordId(), Map.of());
            }
            last = row.hash();
            if (!ChainedLedger.hash(row.previous(), row.entry()).equals(row.hash())) {
                find(Kind.ENTRY_CHANGED, row.number(), null, row.recordKind(), row.recordId(), Map.of());
            }
            Map<String, Object> facts;
            try {
                facts = CanonicalJson.facts(row.entry());
                if (!same(facts.get("number"), row.number())
                        || !same(facts.get("kind"), row.kind())
                        || !same(facts.get("recordKind"), row.recordKind())
                        || !same(facts.get("recordId"), row.recordId())) {
                    find(Kind.ENTRY_CHANGED, row.number(), null, row.recordKind(), row.recordId(), Map.of());
                }
                remember(row, facts);
            } catch (IllegalArgumentException unreadable) {
                // Its hash is wrong too, and that has been said.
                return;
            }
        }

        private void remember(Row row, Map<String, Object> facts) {
            switch (ChainedLedger.EntryKind.valueOf(row.kind())) {
                case ADDED -> told.put(piece(facts), new Told(row.number(), facts));
                case EXPLAINED -> ifTold(facts, piece -> piece.reason = String.valueOf(facts.get("reason")));
                case COMPARED ->
                    ifTold(facts, piece -> {
                        piece.facts.put("mismatch", facts.get("mismatch"));
                        piece.reason = null;
                    });
                case DELETED -> ifTold(facts, piece -> piece.deleted = true);
                case ACCEPTED -> {
                    var acceptance = CanonicalJson.as(facts, ChainedLedger.StoredAcceptance.class);
                    acceptance.pieces().forEach(relied -> reliedOn.computeIfAbsent(relied.id(), id -> new ArrayList<>())
                            .add(acceptance));
                }
            }
        }

        private void ifTold(Map<String, Object> facts, Consumer<Told> change) {
            var piece = told.get(piece(facts));
            if (piece != null) {
                change.accept(piece);
            }
        }

        void throughPieces() {
            for (var ids = pieces.idsAfter(FIRST, PAGE); !ids.isEmpty(); ids = pieces.idsAfter(ids.getLast(), PAGE)) {
                var rows = pieces.find(ids).stream()
                        .collect(Collectors.toMap(details -> details.piece().id(), Function.identity()));
                for (var id : ids) {
                    var row = rows.get(id);
                    if (row != null) {
                        asTold(row);
                    }
                }
                seen.addAll(ids);
            }
            told.forEach((id, piece) -> {
                if (!seen.contains(id)) {
                    find(
                            Kind.PIECE_MISSING,
                            piece.entry,
                            id,
                            String.valueOf(piece.facts.get("recordKind")),
                            UUID.fromString(String.valueOf(piece.facts.get("recordId"))),
                            Map.of("fileName", String.valueOf(piece.facts.get("fileName"))));
                }
            });
        }

        private void asTold(Details row) {
            var piece = row.piece();
            var known = told.get(piece.id());
            if (known == null) {
                find(Kind.PIECE_UNKNOWN, null, piece, Map.of("fileName", piece.fileName()));
                return;
            }
            var changed = new ArrayList<String>();
            var now = ChainedLedger.factsOf(piece, row.found());
            now.put("at", piece.at());
            now.put("recordKind", piece.recordKind());
            now.put("recordId", piece.recordId());
            now.forEach((name, value) -> {
                if (!same(known.facts.get(name), value)) {
                    changed.add(name);
                }
            });
            if (!Objects.equals(known.reason, piece.mismatchReason())) {
                changed.add("mismatchReason");
            }
            if (known.deleted != piece.deleted()) {
                changed.add("deletedAt");
            }
            if (!changed.isEmpty()) {
                changed.sort(null);
                find(
                        Kind.PIECE_CHANGED,
                        known.entry,
                        piece,
                        Map.of("fileName", piece.fileName(), "fields", String.join(", ", changed)));
            }
            if (piece.deleted()) {
                reliedOn.getOrDefault(piece.id(), List.of())
                        .forEach(acceptance -> find(
                                Kind.RELIED_ON_DELETED,
                                acceptance.number(),
                                piece,
                                Map.of("fileName", piece.fileName(), "gate", acceptance.gate())));
            }
        }

        void throughFiles() {
            for (var page = pieces.contentsAfter("", PAGE);
                    !page.isEmpty();
                    page = pieces.contentsAfter(page.getLast(), PAGE)) {
                for (var sha256 : page) {
                    files++;
                    switch (contents.hashed(sha256)) {
                        case AS_IT_WAS -> {}
                        case CHANGED -> file(Kind.FILE_CHANGED, pieces.alive(sha256));
                        // Nobody's any more, if it was deleted and swept up just now.
                        case MISSING -> file(Kind.FILE_MISSING, pieces.alive(sha256));
                    }
                }
            }
        }

        private void file(Kind kind, Collection<Details> of) {
            of.forEach(details -> find(
                    kind,
                    null,
                    details.piece(),
                    Map.of(
                            "fileName",
                            details.piece().fileName(),
                            "sha256",
                            details.piece().sha256())));
        }

        Verification result() {
            return new Verification(entries, told.size(), files, List.copyOf(findings), more);
        }

        private void find(Kind kind, @Nullable Long entry, Piece piece, Map<String, Object> values) {
            find(kind, entry, piece.id(), piece.recordKind(), piece.recordId(), values);
        }

        private void find(
                Kind kind,
                @Nullable Long entry,
                @Nullable UUID piece,
                @Nullable String recordKind,
                @Nullable UUID recordId,
                Map<String, Object> values) {
            if (findings.size() < LISTED) {
                findings.add(new Finding(kind, entry, piece, recordKind, recordId, values));
            } else {
                more++;
            }
        }
    }

    private List<Row> page(long after) {
        return jdbc.sql("select * from evidence_ledger where number > ? order by number limit ?")
                .params(after, PAGE)
                .query(Row.class)
                .list();
    }

    private ChainedLedger.@Nullable Link head() {
        try {
            return LedgerHead.noted(store).orElse(null);
        } catch (IOException unreachable) {
            throw Contents.unavailable();
        }
    }

    private static UUID piece(Map<String, Object> facts) {
        return UUID.fromString(String.valueOf(facts.get("piece")));
    }

    /** By how they are written, for the one comes from a text and the other from a column. */
    private static boolean same(@Nullable Object told, @Nullable Object now) {
        if (told == null || now == null) {
            return told == null && now == null;
        }
        return CanonicalJson.write(told).equals(CanonicalJson.write(now));
    }
}
