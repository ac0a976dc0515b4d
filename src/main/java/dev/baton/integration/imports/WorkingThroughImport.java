package dev.baton.integration.imports;

import dev.baton.integration.imports.CsvRows.Row;
import dev.baton.integration.imports.Imports.Open;
import dev.baton.integration.imports.Imports.Rejected;
import dev.baton.integration.imports.Imports.Taken;
import dev.baton.shared.Refusal;
import dev.baton.web.ProblemTexts;
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
    private final Spool spool;
    private final ImportTargets targets;
    private final ProblemTexts texts;
    private final TransactionTemplate transaction;
    private final ImportProperties properties;
    private final Clock clock;
    private final Map<UUID, Reading> readings = new HashMap<>();
    private final Map<UUID, Instant> resting = new HashMap<>();

    WorkingThroughImport(
            Imports imports,
            Spool spool,
            ImportTargets targets,
            ProblemTexts texts,
            TransactionTemplate transaction,
            ImportProperties properties,
            Clock clock) {
        this.imports = imports;
        this.spool = spool;
        this.targets = targets;
        this.texts = texts;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** False when there is nothing to do now: no file, or enough waits already for what comes next. */
    boolean step() {
        var open = imports.open();
        readings.entrySet().removeIf(entry -> {
            var gone = open.stream().noneMatch(one -> one.id().equals(entry.getKey()));
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        resting.values().removeIf(until -> until.isBefore(clock.instant()));
        var next = open.stream()
                .filter(one -> !resting.containsKey(one.id()))
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
            LOG.error("The file of import {} cannot be read on", next.id(), e);
            imports.fail(next.id(), clock.instant());
        } catch (RuntimeException e) {
            discard(next.id());
            resting.put(next.id(), clock.instant().plus(REST_AFTER_FAILURE));
            throw e;
        }
        return true;
    }

    private boolean isHere(Open open) {
        if (spool.has(open.id())) {
            return true;
        }
        if (open.touchedAt().isBefore(clock.instant().minus(LOST_AFTER))) {
            LOG.error("The file of import {} is lost", open.id());
            imports.fail(open.id(), clock.instant());
        }
        return false;
    }

    private void advance(Open open) throws IOException {
        var reading = readings.get(open.id());
        if (reading == null) {
            reading = new Reading(open);
            readings.put(open.id(), reading);
            reading.skipTo(open.received());
        }
        var rows = reading.peek(properties.chunk());
        if (!commit(open, reading, rows, reading.atEnd())) {
            discard(open.id());
            return;
        }
        reading.done(rows.size());
        if (reading.atEnd()) {
            discard(open.id());
            spool.forget(open.id());
        }
    }

    /** False when another instance was there in the meantime. */
    private boolean commit(Open open, Reading reading, List<Row> rows, boolean last) {
        try {
            return stored(open, reading, () -> take(open, rows, last));
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
    private boolean commitAlone(Open open, Reading reading, Row row, boolean last) {
        for (int attempt = 1; ; attempt++) {
            try {
                return stored(open, reading, () -> take(open, List.of(row), last));
            } catch (DataIntegrityViolationException failure) {
                if (attempt == 2) {
                    LOG.error("Row at line {} of import {} cannot be stored", row.line(), open.id(), failure);
                    var rejected = rejected(open, row, Refusal.invalid("import-row-failed", "file", Map.of()));
                    return stored(
                            open,
                            reading,
                            () -> imports.record(
                                    open.id(), List.of(), List.of(rejected), row.line(), last, clock.instant()));
                }
            }
        }
    }

    private boolean stored(Open open, Reading reading, Runnable effect) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var done = imports.lock(open.id());
            if (done.isEmpty() || done.get() != reading.done) {
                return false;
            }
            effect.run();
            return true;
        }));
    }

    private void take(Open open, List<Row> rows, boolean last) {
        // What is refused is said to the uploader, whoever else is being served.
        LocaleContextHolder.setLocale(open.language());
        try {
            takeEach(open, rows, last);
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private void takeEach(Open open, List<Row> rows, boolean last) {
        var target = targets.of(open.kind());
        var taken = new ArrayList<Taken>();
        var rejected = new ArrayList<Rejected>();
        var outcomes = target.take(
                rows.stream()
                        .map(row -> new ImportedRow(open.id(), open.fileName(), open.plan(), row))
                        .toList(),
                open.by());
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var made = outcomes.get(i).made();
            if (made != null) {
                taken.add(new Taken(row.line(), made.id(), made.repeated()));
            } else {
                rejected.add(rejected(
                        open, row, Objects.requireNonNull(outcomes.get(i).refusal())));
            }
        }
        var line = rows.isEmpty() ? 0 : rows.getLast().line();
        imports.record(open.id(), taken, rejected, line, last, clock.instant());
    }

    private Rejected rejected(Open open, Row row, Refusal refusal) {
        var values = new HashMap<>(refusal.values());
        values.putIfAbsent("field", String.valueOf(refusal.field()));
        var reason = texts.find(refusal.code(), "detail", values, open.language())
                .or(() -> texts.find(refusal.code(), "title", values, open.language()))
                .orElse(refusal.code());
        var remedy = texts.find(refusal.code(), "remedy", values, open.language());
        var field = "file".equals(refusal.field()) ? null : refusal.field();
        return new Rejected(
                row.line(), field, remedy.map(text -> reason + " " + text).orElse(reason), row.cells(), row.raw());
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

        Reading(Open open) throws IOException {
            rows = new CsvRows(
                    open.plan().encoding().open(spool.file(open.id())),
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
