package dev.baton.evidence;

import dev.baton.evidence.TakingInFile.Purpose;
import dev.baton.evidence.TakingInFile.Taken;
import dev.baton.evidence.inspection.FileName;
import dev.baton.evidence.storage.Incoming;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Receives a file in parts, over lines that break: what has arrived stays, also when the server is killed, and whoever
 * began goes on from there. The length of what has arrived is the only memory of it. With the last byte the file is
 * taken in like any other.
 */
@Component
public class ReceivingParts {

    private static final int BUFFER = 64 * 1024;

    /** @param taken once all has arrived */
    public record Progress(
            UUID id,
            long offset,
            long size,
            long maxPart,
            @Nullable Taken taken) {}

    private record Upload(UUID id, Purpose purpose, String fileName, long size, PersonId by) {}

    private final TakingInFile taking;
    private final EvidenceProperties properties;
    private final Incoming incoming;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReceivingParts(
            TakingInFile taking, EvidenceProperties properties, Incoming incoming, JdbcClient jdbc, Clock clock) {
        this.taking = taking;
        this.properties = properties;
        this.incoming = incoming;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Progress begin(Purpose purpose, @Nullable String fileName, long size, Caller by) {
        taking.expectation(purpose, by);
        taking.mustFit(purpose.recordKind(), purpose.recordId(), size);
        var id = Ids.next();
        var now = Timestamp.from(clock.instant());
        Contents.onDisk(() -> Files.createFile(incoming.file(id)));
        jdbc.sql("""
                        insert into evidence_upload
                            (id, record_kind, record_id, stage, kind, file_name, bytes, by_id, begun_at, touched_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        purpose.recordKind(),
                        purpose.recordId(),
                        purpose.stage(),
                        purpose.kind(),
                        FileName.of(fileName).value(),
                        size,
                        by.id().value(),
                        now,
                        now)
                .update();
        return new Progress(id, 0, size, properties.maxPart().toBytes(), null);
    }

    public Progress progress(UUID id, Caller by) {
        var upload = find(id, by);
        return progress(upload, Contents.onDisk(() -> Files.size(file(upload))), null);
    }

    /** Goes on at {@code offset}, which must be where the file ends so far; an empty part only asks to finish. */
    public Progress append(UUID id, long offset, InputStream part, Caller by) throws IOException {
        var upload = find(id, by);
        var line = new UploadStream(part);
        return Contents.onDisk(line, () -> append(upload, offset, line, by));
    }

    @SuppressWarnings("try") // the lock is held, not used
    private Progress append(Upload upload, long offset, InputStream part, Caller by) throws IOException {
        var file = file(upload);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var alone = lock(channel)) {
            if (channel.size() != offset) {
                throw Refusal.conflict("evidence-upload-offset", Map.of("offset", channel.size()));
            }
            receive(upload, channel, part);
            channel.force(true);
            jdbc.sql("update evidence_upload set touched_at = ? where id = ?")
                    .params(Timestamp.from(clock.instant()), upload.id())
                    .update();
            return channel.size() < upload.size()
                    ? progress(upload, channel.size(), null)
                    : progress(upload, upload.size(), finish(upload, file, by));
        }
    }

    public void abandon(UUID id, Caller by) {
        var upload = find(id, by);
        Contents.onDisk(() -> {
            forget(upload);
            return upload;
        });
    }

    private void receive(Upload upload, FileChannel channel, InputStream part) throws IOException {
        var buffer = new byte[BUFFER];
        var start = channel.size();
        channel.position(start);
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            if (channel.position() + read > upload.size()) {
                channel.truncate(start);
                throw Refusal.invalid("evidence-upload-too-long", "file", Map.of("size", upload.size()));
            }
            var bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private Taken finish(Upload upload, Path file, Caller by) throws IOException {
        try {
            var taken = taking.take(upload.purpose(), upload.fileName(), file, by);
            forget(upload);
            return taken;
        } catch (Refusal refused) {
            // What is only away for now leaves the file where it is: an empty part asks once more.
            if (refused.kind() != Refusal.Kind.UNAVAILABLE) {
                forget(upload);
            }
            throw refused;
        }
    }

    private void forget(Upload upload) throws IOException {
        jdbc.sql("delete from evidence_upload where id = ?").param(upload.id()).update();
        incoming.forget(incoming.file(upload.id()));
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            throw busy();
        }
        throw busy();
    }

    private static Refusal busy() {
        return Refusal.conflict("evidence-upload-busy", Map.of());
    }

    private Upload find(UUID id, Caller by) {
        return jdbc.sql("select * from evidence_upload where id = ? and by_id = ?")
                .params(id, by.id().value())
                .query(ReceivingParts::upload)
                .optional()
                .orElseThrow(ReceivingParts::notFound);
    }

    private Path file(Upload upload) throws IOException {
        var file = incoming.file(upload.id());
        if (!Files.exists(file)) {
            throw notFound();
        }
        return file;
    }

    private static Refusal notFound() {
        return Refusal.notFound("evidence-upload-not-found");
    }

    private Progress progress(Upload upload, long offset, @Nullable Taken taken) {
        return new Progress(
                upload.id(), offset, upload.size(), properties.maxPart().toBytes(), taken);
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(
                row.getObject("id", UUID.class),
                new Purpose(
                        row.getString("record_kind"),
                        row.getObject("record_id", UUID.class),
                        row.getString("stage"),
                        row.getString("kind")),
                row.getString("file_name"),
                row.getLong("bytes"),
                new PersonId(row.getObject("by_id", UUID.class)));
    }
}
