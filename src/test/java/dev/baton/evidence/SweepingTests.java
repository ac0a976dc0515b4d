package dev.baton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonDatabase;
import dev.baton.evidence.inspection.Reading;
import dev.baton.evidence.storage.ContentStore;
import dev.baton.evidence.storage.Incoming;
import dev.baton.evidence.storage.StorageSetup;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What nobody refers to goes after its time, and nothing else ever (SG-03, B6-14). */
class SweepingTests {

    private static final Duration KEEP_REMAINDERS = Duration.ofHours(24);
    private static final Duration KEEP_DELETED = Duration.ofDays(30);
    private static final EvidenceProperties PROPERTIES = new EvidenceProperties(
            DataSize.ofMegabytes(50),
            200,
            DataSize.ofGigabytes(2),
            DataSize.ofMegabytes(8),
            KEEP_REMAINDERS,
            KEEP_DELETED);

    static String url;

    @TempDir
    Path folder;

    AnnotationConfigApplicationContext storage;
    ContentStore store;
    Incoming incoming;
    JdbcClient jdbc;
    TransactionTemplate transaction;
    Pieces pieces;

    @BeforeAll
    static void aDatabase() {
        url = BatonDatabase.Shared.newDatabase();
        Flyway.configure().dataSource(source()).load().migrate();
    }

    private static DriverManagerDataSource source() {
        return new DriverManagerDataSource(url, "postgres", "postgres");
    }

    @BeforeEach
    void anEmptyStore() {
        storage = new AnnotationConfigApplicationContext();
        TestPropertyValues.of("baton.evidence.folder=" + folder).applyTo(storage);
        storage.register(StorageSetup.class);
        storage.refresh();
        store = storage.getBean(ContentStore.class);
        incoming = storage.getBean(Incoming.class);
        var transactions = new JdbcTransactionManager(source());
        jdbc = JdbcClient.create(transactions.getDataSource());
        transaction = new TransactionTemplate(transactions);
        pieces = new Pieces(jdbc);
        jdbc.sql("truncate evidence_piece, evidence_upload").update();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    @DisplayName("SG-03: content that no piece refers to goes when its time is over, and not before")
    void contentWithoutAPieceGoesAfterItsTime() throws Exception {
        var orphan = kept("orphan");

        sweep(KEEP_REMAINDERS.minusMinutes(1));
        assertThat(store.find(orphan)).isPresent();

        sweep(KEEP_REMAINDERS.plusMinutes(1));
        assertThat(store.find(orphan)).isEmpty();
    }

    @Test
    @DisplayName("SG-03: content that a piece refers to never goes")
    void contentOfAPieceNeverGoes() throws Exception {
        var content = kept("contract");
        add(content);
        var twice = kept("twice");
        add(twice);
        delete(add(twice));

        sweep(Duration.ofDays(3650));

        assertThat(store.find(content)).isPresent();
        assertThat(store.find(twice)).isPresent();
    }

    @Test
    void contentOfADeletedPieceGoesWhenNobodyCanWantItBack() throws Exception {
        var content = kept("wrong file");
        delete(add(content));

        sweep(KEEP_DELETED.minusMinutes(1));
        assertThat(store.find(content)).isPresent();

        sweep(KEEP_DELETED.plusMinutes(1));
        assertThat(store.find(content)).isEmpty();
    }

    @Test
    @DisplayName("SG-03: content that is handed in anew counts as new, however long its remainder had been there")
    void contentThatIsHandedInAnewIsNew() throws Exception {
        var content = kept("tried once, days ago");
        age(content, Duration.ofDays(9));

        kept("tried once, days ago");
        sweep(Duration.ZERO);

        assertThat(store.find(content)).isPresent();
    }

    @Test
    @DisplayName("SG-03: a piece that is just being written down keeps its content from the sweep")
    void aPieceThatIsJustBeingWrittenDownKeepsItsContent() throws Exception {
        var content = kept("kept, and written down much later");
        age(content, Duration.ofDays(9));
        var writing = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            var upload = together.submit(() -> transaction.execute(status -> {
                pieces.keepContents();
                var id = add(content);
                writing.countDown();
                awaitQuietly(written);
                return id;
            }));
            writing.await();
            var sweep = CompletableFuture.runAsync(() -> sweep(Duration.ZERO), together);
            // It has seen no piece, and now waits for those who may be about to write one.
            await().until(() -> waitingForContents() == 1);
            written.countDown();
            upload.get();
            sweep.get();
        }

        assertThat(store.find(content)).isPresent();
    }

    @Test
    @DisplayName("SG-03: two instances that sweep at once while files come in take away what is to go and nothing else")
    void twoInstancesSweepAtOnce() throws Exception {
        var orphans = new ArrayList<String>();
        var referred = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            orphans.add(kept("orphan " + i));
            var content = kept("referred " + i);
            add(content);
            referred.add(content);
            age(orphans.getLast(), Duration.ofDays(2));
            age(content, Duration.ofDays(2));
        }
        var coming = new ArrayList<Future<String>>();
        var start = new CountDownLatch(1);
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            var sweeps = List.of(
                    CompletableFuture.runAsync(() -> sweepAfter(start), together),
                    CompletableFuture.runAsync(() -> sweepAfter(start), together));
            for (int i = 0; i < 20; i++) {
                var name = "coming in " + i;
                coming.add(together.submit(() -> {
                    awaitQuietly(start);
                    var content = kept(name);
                    transaction.executeWithoutResult(status -> {
                        pieces.keepContents();
                        add(content);
                    });
                    return content;
                }));
            }
            start.countDown();
            for (var sweep : sweeps) {
                sweep.get();
            }
            for (var one : coming) {
                referred.add(one.get());
            }
        }

        for (var orphan : orphans) {
            assertThat(store.find(orphan)).isEmpty();
        }
        for (var content : referred) {
            assertThat(store.find(content)).isPresent();
        }
    }

    @Test
    @DisplayName("SG-03: an upload that nobody goes on with is forgotten, one that is under way is not")
    void anUploadThatNobodyGoesOnWithIsForgotten() throws Exception {
        var left = upload(Instant.now().minus(KEEP_REMAINDERS).minusSeconds(60));
        var underWay = upload(Instant.now());

        sweep(Duration.ZERO);

        assertThat(uploads()).containsExactly(underWay);
        assertThat(incoming.file(left)).doesNotExist();
        assertThat(incoming.file(underWay)).exists();
    }

    private void sweepAfter(CountDownLatch start) {
        awaitQuietly(start);
        sweep(Duration.ZERO);
    }

    private void sweep(Duration later) {
        new Sweeping(
                        store,
                        incoming,
                        pieces,
                        jdbc,
                        PROPERTIES,
                        transaction,
                        Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC))
                .sweep();
    }

    private String kept(String text) throws IOException {
        var content = Papers.text(text);
        var sha256 = Sha256.of(new ByteArrayInputStream(content));
        var file = Files.write(incoming.file(UUID.randomUUID()), content);
        store.keep(file, sha256);
        Files.delete(file);
        return sha256;
    }

    private void age(String sha256, Duration by) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256),
                FileTime.from(Instant.now().minus(by)));
    }

    private UUID add(String sha256) {
        var piece = new Piece(
                Ids.next(),
                "trial",
                Ids.next(),
                "needs-analysis",
                "contract",
                "a.pdf",
                "application/pdf",
                100,
                sha256,
                new PersonId(Ids.next()),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                null,
                Reading.READ,
                null,
                null);
        pieces.add(piece, Found.NOTHING);
        return piece.id();
    }

    private void delete(UUID piece) {
        pieces.delete(piece, "wrong", new PersonId(Ids.next()), Instant.now());
    }

    private UUID upload(Instant touched) throws IOException {
        var id = Ids.next();
        var file = Files.write(incoming.file(id), Papers.text("half of it"));
        Files.setLastModifiedTime(file, FileTime.from(touched));
        jdbc.sql("""
                        insert into evidence_upload
                            (id, record_kind, record_id, stage, kind, file_name, bytes, by_id, begun_at, touched_at)
                        values (?, 'trial', ?, '', 'any', 'a.pdf', 100, ?, ?, ?)""")
                .params(id, Ids.next(), Ids.next(), Timestamp.from(touched), Timestamp.from(touched))
                .update();
        return id;
    }

    private List<UUID> uploads() {
        return jdbc.sql("select id from evidence_upload").query(UUID.class).list();
    }

    private long waitingForContents() {
        return jdbc.sql("""
                        select count(*) from pg_locks l join pg_database d on d.oid = l.database
                        where d.datname = current_database() and l.locktype = 'advisory' and not l.granted""").query(Long.class).single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
