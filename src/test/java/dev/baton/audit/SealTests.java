package dev.baton.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonDatabase;
import dev.baton.shared.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is changed in the trail behind the back of the application, even by the owner of its tables, is found (AC-04). */
class SealTests {

    static String url;

    JdbcClient owner;
    TransactionTemplate transaction;
    AuditSeals seals;
    VerifyingAudit verifying;

    @BeforeAll
    static void aDatabase() {
        url = BatonDatabase.Shared.newDatabase();
        Flyway.configure().dataSource(source()).load().migrate();
    }

    private static DriverManagerDataSource source() {
        return new DriverManagerDataSource(url, "postgres", "postgres");
    }

    @BeforeEach
    void anEmptyTrail() {
        var transactions = new JdbcTransactionManager(source());
        owner = JdbcClient.create(transactions.getDataSource());
        owner.sql("truncate audit_entry, audit_seal, audit_sealed").update();
        transaction = new TransactionTemplate(transactions);
        seals = new AuditSeals(owner);
        verifying = new VerifyingAudit(seals, transactions);
    }

    @Test
    @DisplayName("AC-04: a trail that nobody touched is intact, in however many sessions and time zones it is read")
    void whatNobodyTouchedIsIntact() {
        entry(Instant.now());
        entry(Instant.now());
        seal();
        entry(Instant.now());
        seal();
        seal();

        owner.sql("alter database " + url.substring(url.lastIndexOf('/') + 1) + " set timezone to 'America/Lima'")
                .update();
        var result = verifying.verify();

        assertThat(result.findings()).isEmpty();
        assertThat(result.seals()).isEqualTo(2);
        assertThat(result.entries()).isEqualTo(3);
        assertThat(result.head()).isEqualTo(seals.last().hash());
    }

    @Test
    @DisplayName("AC-04: an entry that was changed, taken away or put in later is named")
    void entriesAreNamed() {
        var changed = entry(Instant.now());
        var gone = entry(Instant.now());
        entry(Instant.now());
        seal();
        owner.sql("update audit_entry set after = '{\"amount\": 1}' where id = ?")
                .param(changed)
                .update();
        owner.sql("delete from audit_entry where id = ?").param(gone).update();
        var late = entry(Instant.now().minus(Duration.ofHours(3)));
        seal();

        assertThat(verifying.verify().findings())
                .containsExactlyInAnyOrder(
                        new VerifyingAudit.Finding(VerifyingAudit.Kind.ENTRY_CHANGED, 1L, changed),
                        new VerifyingAudit.Finding(VerifyingAudit.Kind.ENTRY_MISSING, 1L, gone),
                        new VerifyingAudit.Finding(VerifyingAudit.Kind.ENTRY_UNSEALED, null, late));
    }

    @Test
    @DisplayName("AC-04: a seal that was changed, replaced or taken away is named")
    void sealsAreNamed() {
        for (int i = 0; i < 5; i++) {
            entry(Instant.now());
            seal();
        }
        owner.sql("update audit_seal set digest = ? where number = 2")
                .param("f".repeat(64))
                .update();
        owner.sql("update audit_seal set hash = ? where number = 3")
                .param("e".repeat(64))
                .update();
        owner.sql("delete from audit_seal where number = 5").update();

        assertThat(verifying.verify().findings())
                .extracting(finding -> finding.kind() + " " + finding.seal())
                .containsExactly("SEAL_CHANGED 2", "SEAL_CHANGED 3", "CHAIN_BROKEN 4", "SEAL_MISSING 5");
    }

    @Test
    @DisplayName("AC-04: an entry that was changed together with its digest gives its seal away")
    void anEntryThatWasChangedTogetherWithItsDigest() {
        var changed = entry(Instant.now());
        seal();
        owner.sql("update audit_entry set by_name = 'somebody else' where id = ?")
                .param(changed)
                .update();
        var now = seals.entriesOf(1).getFirst().now();
        owner.sql("update audit_sealed set digest = ? where entry_id = ?")
                .params(now, changed)
                .update();

        assertThat(verifying.verify().findings())
                .containsExactly(new VerifyingAudit.Finding(VerifyingAudit.Kind.SEAL_CHANGED, 1L, null));
    }

    @Test
    @DisplayName("AC-04: an entry whose transaction took its time gets the next seal")
    void anEntryWhoseTransactionTookItsTime() {
        entry(Instant.now());
        var slow = new UUID[1];
        transaction.executeWithoutResult(status -> {
            slow[0] = entry(Instant.now().minus(Duration.ofMinutes(20)));
            try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
                get(other.submit(this::seal));
            }
        });
        assertThat(seals.entriesOf(1)).hasSize(1);

        seal();

        assertThat(seals.entriesOf(2)).extracting(AuditSeals.Sealed::entryId).containsExactly(slow[0]);
        assertThat(verifying.verify().findings()).isEmpty();
    }

    @Test
    @DisplayName("AC-04: a trail from before there were seals is sealed in portions, and two instances make one chain")
    void aLongTrailIsSealedByTwoAtOnce() {
        var start = Timestamp.from(Instant.now().minus(Duration.ofDays(300)));
        owner.sql("""
                        insert into audit_entry (id, at, subject_kind, action, by_name, origin, before, after)
                        select gen_random_uuid(), ?::timestamptz + n * interval '1 minute', 'deal', 'deal.changed', 'x',
                               'process', '{}', '{}'
                        from generate_series(1, 12000) n""").param(start).update();

        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 2)
                    .mapToObj(i -> together.submit(this::seal))
                    .toList()
                    .forEach(SealTests::get);
        }
        seal();

        var result = verifying.verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.entries()).isEqualTo(12_000);
        assertThat(result.seals()).isEqualTo(3);
    }

    @Test
    void theApplicationCanAddToTheSealsAndNotChangeThem() {
        assertThat(owner.sql("select name from append_only_table order by name")
                        .query(String.class)
                        .list())
                .contains("audit_entry", "audit_seal", "audit_sealed");
    }

    private void seal() {
        new SealingAudit(seals, transaction, Clock.fixed(Instant.now(), ZoneOffset.UTC)).seal();
    }

    private UUID entry(Instant at) {
        var id = Ids.next();
        owner.sql("""
                        insert into audit_entry (id, at, subject_kind, subject_id, action, by_name, origin, before, after)
                        values (?, ?, 'deal', ?, 'deal.changed', '林晓', 'request', '{}', '{"amount": 120000.00}')""").params(id, Timestamp.from(at), Ids.next()).update();
        return id;
    }

    private static void get(Future<?> future) {
        try {
            future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
