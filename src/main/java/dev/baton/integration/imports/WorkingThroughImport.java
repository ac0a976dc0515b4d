package dev.baton.integration.imports;

import dev.baton.integration.imports.CsvRows.Row;
import dev.baton.integration.imports.ImportRows.Remark;
import dev.baton.integration.imports.ImportRows.Remarked;
import dev.baton.integration.imports.ImportRows.Taken;
import dev.baton.shared.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the rows of imports in, some at a time. Records, links, rejects and the number of rows done commit together, so
 * whatever dies, the next one goes on exactly behind the last row that counts. Used by one thread.
 */
@Component
class WorkingThroughImport {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingThroughImport.class);

    /** A file that lies in the folder of another instance is that one's; nobody touches a file that is lost. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(15);

    /** What fails lets the others pass. */
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(3);

    private final Imports imports;
    private final ImportRows outcome;
    private final Spool spool;
    private final ImportTargets targets;
    private final RejectTexts texts;
    private final TransactionTemplate transaction;
    private final ImportProperties properties;
    private final Clock clock;
    private final Map<UUID, Reading> readings = new HashMap<>();
    private final Map<UUID, Instant> resting = new HashMap<>();

    WorkingThroughImport(
            Imports imports,
            ImportRows outcome,
            Spool spool,
            ImportTargets targets,
            RejectTexts texts,
            TransactionTemplate transaction,
            ImportProperties properties,
            Clock clock) {
        this.imports = imports;
        this.outcome = outcome;
        this.spool = spool;
        this.targets = targets;
        this.texts = texts;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** False when there is nothing to do now: no file, or enough waits already for what comes next. */
    boolean step() {
        var open = imports.findOpen();
        readings.entrySet().removeIf(entry -> {
            var gone = open.stream().noneMatch(one -> one.getId().equals(entry.getKey()));
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        resting.values().removeIf(until -> until.isBefore(clock.instant()));
        var next = open.stream()
                .filter(one -> !resting.containsKey(one.getId()))
                .filter(this::isHere)
                .filter(one -> !targets.of(one.kind()).enoughWaits())
                .findFirst()
                .orElse(null);
        if (next == null) {
            return false;
        }
        try {
            advance(next);
        } catch (IOException e) {
            LOG.error("The file of import {} cannot be read on", next.getId(), e);
            fail(next.getId());
        } catch (RuntimeException e) {
            discard(next.getId());
            resting.put(next.getId(), clock.instant().plus(REST_AFTER_FAILURE));
            throw e;
        }
        return true;
    }

    private boolean isHere(Import open) {
        if (spool.has(open.getId())) {
            return true;
        }
        if (open.touchedAt().isBefore(clock.instant().minus(LOST_AFTER))) {
            LOG.error("The file of import {} is lost", open.getId());
            fail(open.getId());
        }
        return false;
    }

    private void advance(Import open) throws IOException {
        var reading = readings.get(open.getId());
        if (reading == null) {
            reading = new Reading(open);
            readings.put(open.getId(), reading);
            reading.skipTo(open.received());
        }
        var rows = reading.peek(properties.chunk());
        if (!commit(open, reading, rows, reading.atEnd())) {
            discard(open.getId());
            return;
        }
        reading.done(rows.size());
        if (reading.atEnd()) {
            discard(open.getId());
            spool.forget(open.getId());
        }
    }

    /** False when another instance was there in the meantime. */
    private boolean commit(Import open, Reading reading, List<Row> rows, boolean last) {
        try {
            return stored(open, reading, file -> take(file, rows, last));
        } catch (DataIntegrityViolationException oneOfThem) {
            for (int i = 0; i < rows.size(); i++) {
                if (!commitAlone(open, reading, rows.get(i), last && i == rows.size() - 1)) {
                    return false;
                }
                reading.done++;
            }
            reading.done -= rows.size();
            return true;
        }
    }

    /** The second try finds what came in through another door while the first one ran. */
    private boolean commitAlone(Import open, Reading reading, Row row, boolean last) {
        for (int attempt = 1; ; attempt++) {
            try {
                return stored(open, reading, file -> take(file, List.of(row), last));
            } catch (DataIntegrityViolationException failure) {
                if (attempt == 2) {
                    LOG.error("Row at line {} of import {} cannot be stored", row.line(), open.getId(), failure);
                    var rejected = rejected(open, row, Refusal.invalid("import-row-failed", "file", Map.of()));
                    return stored(open, reading, file -> write(file, List.of(), List.of(rejected), row.line(), last));
                }
            }
        }
    }

    private boolean stored(Import open, Reading reading, Consumer<Import> effect) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var file = imports.findForUpdate(open.getId()).filter(Import::isOpen);
            if (file.isEmpty() || file.get().received() != reading.done) {
                return false;
            }
            effect.accept(file.get());
            return true;
        }));
    }

    private void take(Import open, List<Row> rows, boolean last) {
        // What is refused is said to the uploader, whoever else is being served.
        LocaleContextHolder.setLocale(open.language());
        try {
            takeEach(open, rows, last);
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private void takeEach(Import open, List<Row> rows, boolean last) {
        var target = targets.of(open.kind());
        var taken = new ArrayList<Taken>();
        var remarked = new ArrayList<Remarked>();
        var outcomes = target.take(
                rows.stream()
                        .map(row -> new ImportedRow(open.getId(), open.fileName(), open.plan(), row))
                        .toList(),
                open.uploadedBy());
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var made = outcomes.get(i).made();
            if (made != null) {
                taken.add(new Taken(row.line(), made.id()));
                if (made.repeated()) {
                    remarked.add(repeated(open, row));
                }
            } else {
                remarked.add(rejected(
                        open, row, Objects.requireNonNull(outcomes.get(i).refusal())));
            }
        }
        write(open, taken, remarked, rows.isEmpty() ? 0 : rows.getLast().line(), last);
    }

    private void write(Import file, List<Taken> taken, List<Remarked> remarked, long line, boolean last) {
        outcome.add(file.getId(), taken, remarked);
        var repeated = (int)
                remarked.stream().filter(row -> row.remark() == Remark.REPEATED).count();
        file.advance(taken.size(), repeated, remarked.size() - repeated, line, last, clock.instant());
    }

    private void fail(UUID id) {
        transaction.executeWithoutResult(
                status -> imports.findForUpdate(id).ifPresent(file -> file.fail(clock.instant())));
    }

    private Remarked repeated(Import open, Row row) {
        return new Remarked(
                row.line(),
                Remark.REPEATED,
                targets.of(open.kind()).reference(),
                texts.repeated(open.language()),
                row.cells(),
                row.raw());
    }

    private Remarked rejected(Import open, Row row, Refusal refusal) {
        var field = "file".equals(refusal.field()) ? null : refusal.field();
        return new Remarked(
                row.line(),
                Remark.REJECTED,
                field,
                texts.reason(refusal, open.kind(), open.language()),
                row.cells(),
                row.raw());
    }

    private void discard(UUID id) {
        var reading = readings.remove(id);
        if (reading != null) {
            reading.close();
        }
    }

    /** A file that is open, and how many of its rows are done. */
    private final class Reading {

        private final CsvRows rows;
        private final Deque<Row> ahead = new ArrayDeque<>();
        private int done;
        private int peeked;
        private boolean ended;

        Reading(Import open) throws IOException {
            rows = new CsvRows(
                    open.plan().encoding().open(spool.file(open.getId())),
                    open.plan().delimiter());
            rows.next();
        }

        void skipTo(int rowsDone) throws IOException {
            while (done < rowsDone && rows.next() != null) {
                done++;
            }
            if (done < rowsDone) {
                throw new IOException("the file has become shorter");
            }
        }

        /** Looks one row further than asked, so that the end is known with the last row. */
        List<Row> peek(int most) throws IOException {
            while (!ended && ahead.size() <= most) {
                var row = rows.next();
                if (row == null) {
                    ended = true;
                } else {
                    ahead.add(row);
                }
            }
            peeked = Math.min(most, ahead.size());
            return ahead.stream().limit(most).toList();
        }

        boolean atEnd() {
            return ended && ahead.size() == peeked;
        }

        void done(int many) {
            for (int i = 0; i < many; i++) {
                ahead.removeFirst();
            }
            peeked -= many;
            done += many;
        }

        void close() {
            try {
                rows.close();
            } catch (IOException e) {
                LOG.debug("A file that was read did not close", e);
            }
        }
    }
}
