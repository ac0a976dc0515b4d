package dev.baton.integration.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonTest;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@BatonTest
class ImportPacingTests {

    @Autowired
    AcceptingImport accepting;

    @Autowired
    ImportLoop loop;

    @Autowired
    Imports imports;

    @Autowired
    ImportRows outcome;

    @Autowired
    Spool spool;

    @Autowired
    ImportTargets targets;

    @Autowired
    RejectTexts texts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ImportProperties properties;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffOnFile staff;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) throws IOException {
        var folder = Files.createTempDirectory("imports");
        registry.add("baton.imports.folder", folder::toString);
        registry.add("baton.imports.waiting-at-most", () -> 20);
        registry.add("baton.imports.chunk", () -> 10);
    }

    @BeforeEach
    void nothingWaits() {
        jdbc.sql("update lead_import set finished_at = now(), status = 'FAILED' where finished_at is null")
                .update();
        assigned();
    }

    @AfterEach
    void theLoopRunsAgain() {
        if (!loop.isRunning()) {
            loop.start();
        }
    }

    @Test
    void anImportWaitsWhileEnoughLeadsHaveNoOwner() throws Exception {
        var id = upload(100);
        await().atMost(Duration.ofSeconds(20)).until(() -> received(id) == 20);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> received(id) == 20);

        assigned();
        await().atMost(Duration.ofSeconds(20)).until(() -> received(id) == 40);
    }

    @Test
    void whoeverTakesAnImportOverGoesOnBehindTheLastRowThatCounts() throws Exception {
        loop.stop();
        var id = upload(95);
        another().step();
        another().step();
        assertThat(received(id)).isEqualTo(20);
        assigned();

        while (received(id) < 95) {
            another().step();
            assigned();
        }

        everyRowOnce(id, 95);
        assertThat(spool.has(id)).isFalse();
    }

    @Test
    void severalInstancesOnOneFileDoEachRowOnce() throws Exception {
        loop.stop();
        var id = upload(300);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var instances = new ArrayList<Future<?>>();
            for (int i = 0; i < 3; i++) {
                instances.add(threads.submit(() -> {
                    var mine = another();
                    while (open(id)) {
                        assigned();
                        mine.step();
                    }
                    return null;
                }));
            }
            for (var instance : instances) {
                instance.get();
            }
        }
        everyRowOnce(id, 300);
    }

    @Test
    void aSmallImportDoesNotWaitForALargeOne() throws Exception {
        loop.stop();
        var large = upload(500);
        var small = upload(10);
        var mine = another();
        for (int i = 0; i < 4; i++) {
            assigned();
            mine.step();
        }
        assertThat(open(small)).isFalse();
        assertThat(open(large)).isTrue();
    }

    @Test
    void aLostFileIsToldAndNotWaitedForForEver() throws Exception {
        loop.stop();
        var id = upload(30);
        another().step();
        assigned();
        spool.forget(id);
        jdbc.sql("update lead_import set touched_at = now() - interval '16 minutes' where id = ?")
                .param(id)
                .update();

        another().step();

        assertThat(imports.findById(id).orElseThrow())
                .satisfies(progress -> assertThat(progress.status()).isEqualTo(Import.Status.FAILED))
                .satisfies(progress -> assertThat(progress.unreadableFromLine()).isEqualTo(12));
    }

    private WorkingThroughImport another() {
        return new WorkingThroughImport(imports, outcome, spool, targets, texts, transaction, properties, clock);
    }

    private UUID upload(int rows) throws IOException {
        Person person = staff.person(null, Role.MARKETING);
        var csv = new StringBuilder("name,phone\n");
        for (int i = 0; i < rows; i++) {
            csv.append("客户").append(i).append(",139%08d\n".formatted(i));
        }
        return accepting.accept(
                LeadRows.KIND,
                new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
                "many.csv",
                null,
                null,
                null,
                new Caller(person.id(), person.name(), person.roles(), person.region()));
    }

    private void everyRowOnce(UUID id, int rows) {
        var progress = imports.findById(id).orElseThrow();
        assertThat(progress.received()).isEqualTo(rows);
        assertThat(progress.accepted()).isEqualTo(rows);
        assertThat(jdbc.sql("select count(distinct record_id) from import_row where import_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(rows);
        assertThat(jdbc.sql("select count(*) from lead where source_meta ->> 'import' = ?")
                        .param(id.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(rows);
    }

    private boolean open(UUID id) {
        return imports.findById(id).orElseThrow().isOpen();
    }

    private int received(UUID id) {
        return imports.findById(id).orElseThrow().received();
    }

    private void assigned() {
        jdbc.sql("update lead set status = 'ASSIGNED' where status = 'RECEIVED'")
                .update();
    }
}
