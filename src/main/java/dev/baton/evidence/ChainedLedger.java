package dev.baton.evidence;

import dev.baton.evidence.digest.CanonicalJson;
import dev.baton.evidence.digest.Sha256;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The chain in {@code evidence_ledger}, a table to which the application can only add. */
@Component
class ChainedLedger implements Ledger {

    /** What the first entry follows. */
    static final String BEGINNING = "0".repeat(64);

    private final JdbcClient jdbc;
    private final LedgerQueries entries;
    private final EvidenceTurns turns;
    private final Pieces pieces;
    private final Contents contents;
    private final LedgerHead head;
    private final Clock clock;

    ChainedLedger(
            JdbcClient jdbc,
            LedgerQueries entries,
            EvidenceTurns turns,
            Pieces pieces,
            Contents contents,
            LedgerHead head,
            Clock clock) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.turns = turns;
        this.pieces = pieces;
        this.contents = contents;
        this.head = head;
        this.clock = clock;
    }

    static String hash(String previous, String entry) {
        return Sha256.of(previous + "\n" + entry);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry accept(Acceptance acceptance) {
        var relied = relied(acceptance);
        var facts = new HashMap<String, Object>();
        facts.put("gate", acceptance.gate());
        facts.put("tableVersion", acceptance.tableVersion());
        facts.put("pieces", relied);
        facts.put("facts", acceptance.facts());
        facts.put("by", acceptance.by());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var link = append(EntryKind.ACCEPTED, acceptance.recordKind(), acceptance.recordId(), now, facts);
        return new Entry(link.number(), now, link.hash(), acceptance);
    }

    /** The pieces with their hashes, for the ledger has to tell what was accepted also when the rows are gone. */
    private List<Map<String, Object>> relied(Acceptance acceptance) {
        var known = pieces.findByIdIn(acceptance.pieces()).stream()
                .filter(piece -> piece.recordKind().equals(acceptance.recordKind())
                        && piece.recordId().equals(acceptance.recordId()))
                .collect(Collectors.toMap(Piece::id, piece -> piece));
        return acceptance.pieces().stream()
                .distinct()
                .map(id -> {
                    var piece = known.get(id);
                    if (piece == null) {
                        throw Refusal.notFound("evidence-not-found");
                    }
                    mustBeAcceptable(piece);
                    var facts = new HashMap<String, Object>();
                    facts.put("id", id);
                    facts.put("sha256", piece.sha256());
                    if (piece.mismatchReason() != null) {
                        facts.put("mismatchReason", piece.mismatchReason());
                    }
                    return (Map<String, Object>) facts;
                })
                .toList();
    }

    private void mustBeAcceptable(Piece piece) {
        if (piece.unexplained()) {
            throw Refusal.conflict("evidence-unexplained", Map.of("value", piece.fileName()));
        }
        if (piece.deleted() || contents.state(piece.sha256()) != Contents.State.AS_IT_WAS) {
            throw Refusal.conflict("evidence-broken", Map.of("value", piece.fileName()));
        }
    }

    /** Kinds of entries. */
    enum EntryKind {
        ADDED,
        EXPLAINED,
        STATED,
        COMPARED,
        DELETED,
        ACCEPTED
    }

    /** The last entry, which the next one follows. */
    record Link(long number, String hash) {}

    void added(Piece piece) {
        append(EntryKind.ADDED, piece.recordKind(), piece.recordId(), piece.at(), factsOf(piece));
    }

    void explained(Piece piece, String reason, PersonId by, Instant at) {
        append(
                EntryKind.EXPLAINED,
                piece.recordKind(),
                piece.recordId(),
                at,
                Map.of("piece", piece.id(), "reason", reason, "by", by));
    }

    /** What a person says that it says, and what it differs in by that. */
    void stated(Piece piece, PersonId by, Instant at) {
        var facts = comparedFacts(piece, by);
        facts.put("stated", piece.stated());
        append(EntryKind.STATED, piece.recordKind(), piece.recordId(), at, facts);
    }

    /** What it differs in from now on, because its record says something else; what was explained before is void. */
    void compared(Piece piece, @Nullable PersonId by, Instant at) {
        append(EntryKind.COMPARED, piece.recordKind(), piece.recordId(), at, comparedFacts(piece, by));
    }

    private static Map<String, Object> comparedFacts(Piece piece, @Nullable PersonId by) {
        var facts = new HashMap<String, Object>();
        facts.put("piece", piece.id());
        facts.put("mismatch", piece.mismatch());
        facts.put("by", by);
        return facts;
    }

    void deleted(Piece piece, String reason, PersonId by, Instant at) {
        append(
                EntryKind.DELETED,
                piece.recordKind(),
                piece.recordId(),
                at,
                Map.of("piece", piece.id(), "reason", reason, "by", by));
    }

    /** Everything of a piece that never changes, and what it differs in. */
    private static Map<String, Object> factsOf(Piece piece) {
        var facts = new HashMap<String, Object>();
        facts.put("piece", piece.id());
        facts.put("stage", piece.stage());
        facts.put("evidence", piece.kind());
        facts.put("fileName", piece.fileName());
        facts.put("contentType", piece.contentType());
        facts.put("size", piece.size());
        facts.put("sha256", piece.sha256());
        facts.put("by", piece.by());
        facts.put("reading", piece.reading());
        facts.put("found", piece.found());
        facts.put("mismatch", piece.mismatch());
        return facts;
    }

    private Link append(EntryKind kind, String recordKind, UUID recordId, Instant at, Map<String, ?> facts) {
        // One after the other, in however many processes: the end of the chain belongs to whoever holds this.
        turns.ledger();
        var last = entries.last();
        var number = last == null ? 1 : last.number() + 1;
        var previous = last == null ? BEGINNING : last.hash();
        var entry = new HashMap<String, Object>(facts);
        entry.put("number", number);
        entry.put("kind", kind);
        entry.put("at", at);
        entry.put("recordKind", recordKind);
        entry.put("recordId", recordId);
        var text = CanonicalJson.write(entry);
        var hash = hash(previous, text);
        jdbc.sql("""
                        insert into evidence_ledger (number, kind, record_kind, record_id, entry, previous, hash)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(number, kind.name(), recordKind, recordId, text, previous, hash)
                .update();
        var link = new Link(number, hash);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                head.reached(link);
            }
        });
        return link;
    }

    @Override
    public List<Entry> acceptances(String recordKind, UUID recordId) {
        return entries.acceptances(recordKind, recordId).stream()
                .map(row -> entry(row.entry(), row.hash()))
                .toList();
    }

    /** What the text of an acceptance stands for. */
    static Entry entry(String text, String hash) {
        var stored = CanonicalJson.read(text, StoredAcceptance.class);
        return new Entry(
                stored.number(),
                stored.at(),
                hash,
                new Acceptance(
                        stored.recordKind(),
                        stored.recordId(),
                        stored.gate(),
                        stored.pieces().stream().map(Relied::id).toList(),
                        stored.facts(),
                        stored.tableVersion(),
                        stored.by()));
    }

    /** A piece as an acceptance names it. */
    record Relied(UUID id, String sha256, @Nullable String mismatchReason) {}

    /** An acceptance as it is written. */
    record StoredAcceptance(
            long number,
            String kind,
            Instant at,
            String recordKind,
            UUID recordId,
            String gate,
            String tableVersion,
            List<Relied> pieces,
            Map<String, Object> facts,
            @Nullable PersonId by) {}
}
