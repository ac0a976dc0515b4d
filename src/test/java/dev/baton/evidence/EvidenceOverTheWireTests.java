package dev.baton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import com.sun.management.ThreadMXBean;
import dev.baton.RealServer;
import dev.baton.evidence.TakingInFile.Purpose;
import dev.baton.evidence.digest.Sha256;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files over a real line to the real container: too large, cut off, big, and with nowhere to go (SG-03). */
@RealServer
class EvidenceOverTheWireTests {

    private static final int MEGABYTE = 1024 * 1024;

    /** What a film begins with that a phone made; what follows is as good as random. */
    private static final byte[] FILM = "\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2".getBytes(StandardCharsets.ISO_8859_1);

    @LocalServerPort
    int port;

    @Autowired
    StaffOnFile staff;

    @Autowired
    RecordsOnFile records;

    @Autowired
    TakingInFile taking;

    @Autowired
    JdbcClient jdbc;

    @Value("${baton.evidence.folder}")
    Path folder;

    Person rep;
    UUID record;

    @BeforeEach
    void aRecordOfSomebody() {
        rep = staff.rep("east");
        record = records.of(rep);
    }

    @AfterEach
    void nothingIsLeftOfAnyUpload() {
        await().untilAsserted(() -> assertThat(arriving()).isEmpty());
    }

    /** Without an announced length the container counts, and hears the rest out as far as it does everywhere. */
    @ParameterizedTest
    @CsvSource({"true, 120", "false, 70"})
    @DisplayName("SG-03: somebody who sends a form over the limit is told so and not cut off")
    void aFormOverTheLimitIsAnsweredAndNotCutOff(boolean announced, long megabytes) throws IOException {
        var answer = form("film.mp4", film(megabytes * MEGABYTE), announced);

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "payload-too-large");
        assertThat(pieces()).isZero();
    }

    @Test
    @DisplayName("SG-03: what the form has around a file of the full size does not count")
    void aFileOfExactlyTheLimitIsTakenAndOneByteMoreIsNot() throws IOException {
        assertThat(form("film.mp4", film(50L * MEGABYTE + 1), true))
                .startsWith("HTTP/1.1 413")
                .contains("evidence-too-large", "50 MB");
        assertThat(form("film.mp4", film(50L * MEGABYTE), true)).startsWith("HTTP/1.1 201");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartOverTheLimitIsAnsweredAndNotCutOff(boolean announced) throws IOException {
        var upload = begin(45L * MEGABYTE);

        assertThat(part(upload, 0, film(45L * MEGABYTE), announced))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "8 MB");
        abandon(upload);
    }

    @Test
    void anImportOverTheLimitIsAnsweredAndNotCutOff() throws IOException {
        var answer = new Wire("POST /api/imports", staff.admin())
                .announcing("multipart/form-data; boundary=x", 100L * MEGABYTE)
                .send(film(100L * MEGABYTE))
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 413").contains("payload-too-large", "64 MB");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SG-03: a form that breaks off half-way leaves nothing, and the next try is as good as the first")
    void aFormThatBreaksOffLeavesNothing(boolean reset) throws IOException {
        var sending = openForm("film.mp4", 20L * MEGABYTE).send(film(10L * MEGABYTE));
        await().until(() -> arriving().stream().anyMatch(file -> size(file) > 5L * MEGABYTE));

        sending.hangUp(reset);

        await().untilAsserted(() -> assertThat(arriving()).isEmpty());
        assertThat(pieces()).isZero();
        assertThat(kept()).isZero();
        assertThat(form("film.mp4", film(20L * MEGABYTE), true)).startsWith("HTTP/1.1 201");
        assertThat(pieces()).isEqualTo(1);
    }

    @Test
    @DisplayName("SG-03: a part that breaks off stays as far as it came, and the file goes on from there")
    void aPartThatBreaksOffGoesOnFromWhereItCame() throws IOException {
        var all = 9L * MEGABYTE;
        var upload = begin(all);
        var sending = openPart(upload, 0, 8L * MEGABYTE).send(partOf(all, 0, 3L * MEGABYTE));
        await().until(() -> arriving().stream().anyMatch(file -> size(file) > 2L * MEGABYTE));

        sending.hangUp(true);

        // Until the server has noticed, the upload is busy with what still might come.
        await().until(() -> part(upload, offset(upload), nothing(), true).startsWith("HTTP/1.1 200"));
        var offset = offset(upload);
        assertThat(offset).isBetween(2L * MEGABYTE, 3L * MEGABYTE);
        assertThat(pieces()).isZero();
        assertThat(part(upload, offset, partOf(all, offset, offset + 8L * MEGABYTE), true))
                .startsWith("HTTP/1.1 200");
        var reached = offset + 8L * MEGABYTE;
        if (reached < all) {
            assertThat(part(upload, reached, partOf(all, reached, all), true)).startsWith("HTTP/1.1 200");
        }
        assertThat(jdbc.sql("select sha256 from evidence_piece where record_id = ?")
                        .param(record)
                        .query(String.class)
                        .single())
                .isEqualTo(Sha256.of(film(all)));
    }

    /** What is held is asked for when all but the end has arrived and the collector has been round. */
    @Test
    @DisplayName("SG-03: fifty megabytes come in without being held in memory")
    void fiftyMegabytesAreNotHeldWhileTheyArrive() throws IOException {
        var size = 50L * MEGABYTE;
        assertThat(form("warm.mp4", film(MEGABYTE), true)).startsWith("HTTP/1.1 201");
        var before = held();
        var sending = openForm("film.mp4", size).send(partOf(size, 0, size - MEGABYTE));
        await().until(() -> arriving().stream().anyMatch(file -> size(file) > size - 2L * MEGABYTE));

        assertThat(held() - before).isLessThan(10L * MEGABYTE);

        assertThat(sending.send(partOf(size, size - MEGABYTE, size))
                        .send(tail())
                        .answer())
                .startsWith("HTTP/1.1 201");
    }

    /** All of it is done by the thread that asks, so what that thread asked memory for is all there was. */
    @Test
    @DisplayName("SG-03: fifty megabytes are looked at and kept without being held in memory")
    void fiftyMegabytesAreNotHeldWhileTheyAreTaken() throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var purpose = new Purpose(RecordsOnFile.KIND, record, "", "any");
        var caller = new Caller(rep.id(), rep.name(), rep.roles(), rep.region());
        taking.take(purpose, "warm.mp4", film(MEGABYTE), caller);
        var before = threads.getCurrentThreadAllocatedBytes();

        taking.take(purpose, "film.mp4", film(50L * MEGABYTE), caller);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isBetween(1L, 10L * MEGABYTE);
    }

    @Test
    @DisplayName("SG-03: with nowhere to put files, a form is refused for now and nothing is half done")
    void aFormWithNowhereToGoIsRefusedForNow() throws IOException {
        var incoming = folder.resolve("incoming");
        Files.createDirectories(incoming);
        Files.delete(incoming);
        Files.writeString(incoming, "no folder");
        try {
            assertThat(form("film.mp4", film(MEGABYTE), true))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After", "evidence-store-unavailable");
            assertThat(new Wire("GET /actuator/health", rep)
                            .announcing("text/plain", 0)
                            .answer())
                    .containsPattern(
                            "\"evidence\":\\{\"details\":\\{(\"\\w+\":\\{[^}]*},?)*},\"status\":\"DEGRADED\"}");
        } finally {
            Files.delete(incoming);
            Files.createDirectories(incoming);
        }
        assertThat(pieces()).isZero();
        assertThat(kept()).isZero();
        assertThat(form("film.mp4", film(MEGABYTE), true)).startsWith("HTTP/1.1 201");
    }

    private String form(String name, InputStream content, boolean announced) throws IOException {
        var head = head(name);
        var wire = announced
                ? new Wire("POST /api/evidence", rep)
                        .announcing(
                                "multipart/form-data; boundary=x", head.length + content.available() + tail().length)
                : new Wire("POST /api/evidence", rep).inChunks("multipart/form-data; boundary=x");
        return wire.send(head).send(content).send(tail()).end().answer();
    }

    private Wire openForm(String name, long size) throws IOException {
        var head = head(name);
        return new Wire("POST /api/evidence", rep)
                .announcing("multipart/form-data; boundary=x", head.length + size + tail().length)
                .send(head);
    }

    private byte[] head(String name) {
        return """
                --x
                Content-Disposition: form-data; name="recordKind"

                %s
                --x
                Content-Disposition: form-data; name="recordId"

                %s
                --x
                Content-Disposition: form-data; name="stage"


                --x
                Content-Disposition: form-data; name="kind"

                any
                --x
                Content-Disposition: form-data; name="file"; filename="%s"

                """.formatted(RecordsOnFile.KIND, record, name)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tail() {
        return "\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8);
    }

    private String begin(long size) throws IOException {
        var body = """
                {"recordKind": "%s", "recordId": "%s", "stage": "", "kind": "any", "fileName": "film.mp4", "size": %d}""".formatted(RecordsOnFile.KIND, record, size).getBytes(StandardCharsets.UTF_8);
        var answer = new Wire("POST /api/evidence/uploads", rep)
                .announcing("application/json", body.length)
                .send(body)
                .answer();
        assertThat(answer).startsWith("HTTP/1.1 201");
        return JsonPath.read(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1), "$.id");
    }

    private String part(String upload, long offset, InputStream content, boolean announced) throws IOException {
        var wire = new Wire("PUT /api/evidence/uploads/%s?offset=%d".formatted(upload, offset), rep);
        wire = announced
                ? wire.announcing("application/octet-stream", content.available())
                : wire.inChunks("application/octet-stream");
        return wire.send(content).end().answer();
    }

    private Wire openPart(String upload, long offset, long size) throws IOException {
        return new Wire("PUT /api/evidence/uploads/%s?offset=%d".formatted(upload, offset), rep)
                .announcing("application/octet-stream", size);
    }

    private long offset(String upload) throws IOException {
        var answer = new Wire("GET /api/evidence/uploads/" + upload, rep)
                .announcing("text/plain", 0)
                .answer();
        return JsonPath.<Number>read(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1), "$.offset")
                .longValue();
    }

    private void abandon(String upload) throws IOException {
        assertThat(new Wire("DELETE /api/evidence/uploads/" + upload, rep)
                        .announcing("text/plain", 0)
                        .answer())
                .startsWith("HTTP/1.1 204");
    }

    private long pieces() {
        return jdbc.sql("select count(*) from evidence_piece where record_id = ?")
                .param(record)
                .query(Long.class)
                .single();
    }

    /** Contents that only this test can have brought: those of no other record. */
    private long kept() throws IOException {
        var content = folder.resolve("content");
        if (!Files.isDirectory(content)) {
            return 0;
        }
        try (var files = Files.walk(content)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !jdbc.sql("select exists (select 1 from evidence_piece where sha256 = ?)")
                            .param(file.getFileName().toString())
                            .query(Boolean.class)
                            .single())
                    .count();
        }
    }

    private List<Path> arriving() throws IOException {
        var incoming = folder.resolve("incoming");
        if (!Files.isDirectory(incoming)) {
            return List.of();
        }
        try (var files = Files.list(incoming)) {
            return files.toList();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static InputStream nothing() {
        return InputStream.nullInputStream();
    }

    /** A film of this size; the same for the same size. */
    private static InputStream film(long size) {
        return new Film(size);
    }

    private static InputStream partOf(long size, long from, long to) {
        return new Film(size, from, Math.min(to, size));
    }

    /** Made while it is read, so that a test holds no more of it than the server should. */
    private static final class Film extends InputStream {

        private final long seed;
        private final long to;
        private long at;

        Film(long size) {
            this(size, 0, size);
        }

        Film(long seed, long from, long to) {
            this.seed = seed;
            this.at = from;
            this.to = to;
        }

        @Override
        public int read() {
            return at < to ? at(at++) : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (at >= to) {
                return -1;
            }
            var count = (int) Math.min(length, to - at);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = (byte) at(at++);
            }
            return count;
        }

        @Override
        public int available() {
            return Math.toIntExact(to - at);
        }

        private int at(long position) {
            if (position < FILM.length) {
                return FILM[(int) position];
            }
            var mixed = (position + seed) * 0x9E3779B97F4A7C15L;
            return (int) (mixed >>> 56);
        }
    }

    /** One request, byte for byte. */
    private final class Wire {

        private final Socket socket;
        private final OutputStream out;
        private final String request;
        private final Person by;
        private boolean chunked;

        Wire(String request, Person by) throws IOException {
            this.request = request;
            this.by = by;
            this.socket = new Socket("localhost", port);
            this.socket.setSoTimeout(60_000);
            this.out = socket.getOutputStream();
        }

        Wire announcing(String type, long length) throws IOException {
            return begin("Content-Type: " + type + "\r\nContent-Length: " + length);
        }

        Wire inChunks(String type) throws IOException {
            begin("Content-Type: " + type + "\r\nTransfer-Encoding: chunked");
            chunked = true;
            return this;
        }

        private Wire begin(String headers) throws IOException {
            var credentials = Base64.getEncoder()
                    .encodeToString((by.login() + ":" + StaffOnFile.PASSWORD).getBytes(StandardCharsets.UTF_8));
            out.write("%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic %s\r\n%s\r\n\r\n"
                    .formatted(request, credentials, headers)
                    .getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        Wire send(byte[] bytes) throws IOException {
            chunk(bytes, bytes.length);
            return this;
        }

        Wire send(InputStream content) throws IOException {
            var buffer = new byte[64 * 1024];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                chunk(buffer, read);
            }
            return this;
        }

        private void chunk(byte[] bytes, int length) throws IOException {
            if (chunked && length > 0) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(bytes, 0, length);
            if (chunked && length > 0) {
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }

        Wire end() throws IOException {
            if (chunked) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return this;
        }

        /** Everything that is said until the server closes. */
        String answer() throws IOException {
            try (socket) {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        void hangUp(boolean reset) throws IOException {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        }
    }
}
