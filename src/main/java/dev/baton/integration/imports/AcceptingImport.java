package dev.baton.integration.imports;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Staff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a file in, and refuses at once what could never be worked through. */
@Component
class AcceptingImport {

    private static final String DELIMITERS = ",;\t";
    /** Rows that are looked at before anybody is told how the file is understood. */
    private static final int LOOKED_AT = 20;

    private static final int LONGEST_FILE_NAME = 200;

    private final Spool spool;
    private final Imports imports;
    private final ImportLoop loop;
    private final ImportTargets targets;
    private final Staff staff;
    private final Clock clock;

    AcceptingImport(Spool spool, Imports imports, ImportLoop loop, ImportTargets targets, Staff staff, Clock clock) {
        this.spool = spool;
        this.imports = imports;
        this.loop = loop;
        this.targets = targets;
        this.staff = staff;
        this.clock = clock;
    }

    UUID accept(
            String kind,
            InputStream content,
            @Nullable String fileName,
            @Nullable String mapping,
            @Nullable String defaults,
            Caller by)
            throws IOException {
        var target = targets.of(kind);
        if (!target.isOpenTo(by)) {
            throw Refusal.forbidden("not-allowed");
        }
        var id = Ids.next();
        try {
            spool.keep(id, content);
            var file = spool.file(id);
            imports.save(new Import(
                    id,
                    target.kind(),
                    staff.find(by.id()).orElseThrow(() -> Refusal.forbidden("not-allowed")),
                    shortened(fileName),
                    Files.size(file),
                    plan(target, file, mapping, defaults),
                    clock.instant()));
        } catch (Refusal | IOException unusable) {
            spool.forget(id);
            throw unusable;
        }
        loop.wake();
        return id;
    }

    private ImportPlan plan(ImportTarget target, Path file, @Nullable String mapping, @Nullable String defaults)
            throws IOException {
        if (Files.size(file) == 0) {
            throw Refusal.invalid("import-empty", "file", Map.of());
        }
        var encoding = TextEncoding.of(file);
        var delimiter = delimiter(file, encoding);
        try (var rows = new CsvRows(encoding.open(file), delimiter)) {
            var header = rows.next();
            if (header == null) {
                throw Refusal.invalid("import-empty", "file", Map.of());
            }
            if (header.broken() != null) {
                throw Refusal.invalid(header.broken(), "file", Map.of("line", header.line(), "max", Lines.LONGEST));
            }
            var first = new ArrayList<List<String>>();
            for (var row = rows.next(); row != null && first.size() < LOOKED_AT; row = rows.next()) {
                first.add(row.cells());
            }
            var plan = Mapping.plan(target, encoding, delimiter, header.cells(), first, mapping, defaults);
            if (first.isEmpty()) {
                throw Refusal.invalid("import-no-rows", "file", Map.of());
            }
            return plan;
        }
    }

    /** The one of which the first line has most, outside quotes. */
    private static char delimiter(Path file, TextEncoding encoding) throws IOException {
        try (var reader = encoding.open(file)) {
            var lines = new Lines(reader);
            var first = lines.next();
            while (first != null && first.text().isBlank()) {
                first = lines.next();
            }
            var counts = new int[DELIMITERS.length()];
            var quoted = false;
            for (var c : first == null ? new char[0] : first.text().toCharArray()) {
                quoted ^= c == '"';
                var known = quoted ? -1 : DELIMITERS.indexOf(c);
                if (known >= 0) {
                    counts[known]++;
                }
            }
            var best = 0;
            for (int i = 1; i < counts.length; i++) {
                best = counts[i] > counts[best] ? i : best;
            }
            return DELIMITERS.charAt(best);
        }
    }

    private static String shortened(@Nullable String fileName) {
        if (fileName == null || fileName.isBlank()) {
            return "import.csv";
        }
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cc}", "");
        return name.length() <= LONGEST_FILE_NAME ? name : name.substring(0, LONGEST_FILE_NAME);
    }
}
