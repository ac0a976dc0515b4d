package dev.baton.integration.imports;

import dev.baton.shared.Ids;
import dev.baton.shared.PlainText;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a file in, and refuses at once what could never be worked through. */
@Component
class AcceptingImport {

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

    /** Takes the file and begins: for programs, which know what they send. */
    UUID accept(
            String kind,
            InputStream content,
            @Nullable String fileName,
            @Nullable String sheet,
            @Nullable String mapping,
            @Nullable String defaults,
            Caller by)
            throws IOException {
        var target = target(kind, by);
        var id = kept(content, (named, file) -> {
            var seen = LookingAtFile.look(file, sheet);
            var plan = Mapping.plan(
                    target, seen.encoding(), seen.delimiter(), seen.headers(), seen.cells(), mapping, defaults);
            mustHaveRows(seen);
            var status = Import.Status.QUEUED;
            imports.save(new Import(
                    named, kind, person(by), shortened(fileName), Files.size(file), plan, status, clock.instant()));
        });
        loop.wake();
        return id;
    }

    /**
     * What a file is taken for, before anything of it is taken in.
     *
     * @param remembered whether the columns are those that this person chose for a file with the same headings
     * @param numbering headings whose columns only number the rows
     */
    record Preview(
            UUID id,
            String fileName,
            LookingAtFile.Seen seen,
            ImportPlan plan,
            boolean remembered,
            List<String> numbering) {}

    /** Takes the file and waits until somebody has said how it is meant. */
    Preview preview(String kind, InputStream content, @Nullable String fileName, @Nullable String sheet, Caller by)
            throws IOException {
        var target = target(kind, by);
        var found = new AtomicReference<Preview>();
        kept(content, (named, file) -> {
            var seen = LookingAtFile.look(file, sheet);
            mustHaveRows(seen);
            var guess = Mapping.guess(target, seen.encoding(), seen.delimiter(), seen.headers(), seen.cells());
            var remembered = imports.findRemembered(
                            by.id().value(), kind, Import.headerKey(guess.plan().headers()))
                    .map(earlier -> Mapping.asBefore(guess.plan(), earlier.plan()));
            var plan = remembered.orElse(guess.plan());
            var name = shortened(fileName);
            var status = Import.Status.PREVIEWED;
            imports.save(new Import(named, kind, person(by), name, Files.size(file), plan, status, clock.instant()));
            found.set(new Preview(named, name, seen, plan, remembered.isPresent(), guess.numbering()));
        });
        return Objects.requireNonNull(found.get());
    }

    /** Begins with a file that was looked at. Only whoever uploaded it knows how it is meant. */
    @Transactional
    void start(UUID id, Map<String, List<String>> columns, Map<String, String> defaults, Caller by) {
        var file = imports.findForUpdate(id)
                .filter(one -> one.isOf(by.id()))
                .orElseThrow(() -> Refusal.notFound("import-not-found"));
        file.start(Mapping.chosen(target(file.kind(), by), file.plan(), columns, defaults), clock.instant());
        loop.wake();
    }

    private interface Taking {

        void take(UUID id, Path file) throws IOException;
    }

    private UUID kept(InputStream content, Taking taking) throws IOException {
        var id = Ids.next();
        try {
            spool.keep(id, content);
            taking.take(id, spool.file(id));
            spool.secure(id);
        } catch (Refusal | IOException unusable) {
            spool.forget(id);
            throw unusable;
        }
        return id;
    }

    private ImportTarget target(String kind, Caller by) {
        var target = targets.of(kind);
        if (!target.isOpenTo(by)) {
            throw Refusal.forbidden("not-allowed");
        }
        return target;
    }

    private Person person(Caller by) {
        return staff.find(by.id()).orElseThrow(() -> Refusal.forbidden("not-allowed"));
    }

    private static void mustHaveRows(LookingAtFile.Seen seen) {
        if (seen.rows().isEmpty()) {
            throw Refusal.invalid("import-no-rows", "file", Map.of());
        }
    }

    private static String shortened(@Nullable String fileName) {
        if (fileName == null || fileName.isBlank()) {
            return "import.csv";
        }
        var name =
                PlainText.line(fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1));
        return name.length() <= LONGEST_FILE_NAME ? name : name.substring(0, LONGEST_FILE_NAME);
    }
}
