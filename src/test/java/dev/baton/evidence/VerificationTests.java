package dev.baton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonDatabase;
import dev.baton.evidence.Verification.Finding;
import dev.baton.evidence.Verification.Kind;
import dev.baton.evidence.inspection.Reading;
import dev.baton.evidence.storage.ContentStore;
import dev.baton.evidence.storage.StorageSetup;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever is changed behind the back of the application is found and named (B6-14). */
class VerificationTests {

    private static final PersonId SOMEBODY = new PersonId(Ids.next());

    static String url;

    @TempDir
    Path folder;

    AnnotationConfigApplicationContext storage;
    JdbcClient owner;
    TransactionTemplate transaction;
    Pieces pieces;
    LedgerHead head;
    ChainedLedger ledger;
    VerifyingEvidence verifying;
    Contents contents;
    UUID record;

    @BeforeAll
    static void aDatabase() {
        url = BatonDatabase.Shared.newDatabase();
        Flyway.configure().dataSource(source()).load().migrate();
    }

    private static DriverManagerDataSource source() {
        return new DriverManagerDataSource(url, "postgres", "postgres");
    }

    @BeforeEach
    void anEmptyLedger() {
        storage = new AnnotationConfigApplicationContext();
        TestPropertyValues.of("baton.evidence.folder=" + folder).applyTo(storage);
        storage.register(StorageSetup.class);
        storage.refresh();
        owner = JdbcClient.create(source());
        owner.sql("truncate evidence_ledger, evidence_piece").update();
        var transactions = new JdbcTransactionManager(source());
        owner = JdbcClient.create(transactions.getDataSource());
        transaction = new TransactionTemplate(transactions);
        var store = storage.getBean(ContentStore.class);
        contents = new Contents(store);
        pieces = new Pieces(owner);
        head = new LedgerHead(store, owner);
        ledger = new ChainedLedger(owner, pieces, contents, head, Clock.systemUTC());
        verifying = new VerifyingEvidence(owner, pieces, contents, store, transactions);
        record = Ids.next();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void whatNobodyTouchedIsIntact() throws Exception {
        var one = added("a.pdf");
        var two = added("b.pdf");
        accept("needs-analysis", one, two);

        var result = verifying.verify();

        assertThat(result.findings()).isEmpty();
        assertThat(result.intact()).isTrue();
        assertThat(result.entries()).isEqualTo(3);
        assertThat(result.pieces()).isEqualTo(2);
        assertThat(result.files()).isEqualTo(2);
    }

    @Test
    void theHashOfAnEntryIsOfTheOneBeforeAndOfItsOwnText() throws Exception {
        added("a.pdf");
        added("b.pdf");

        var rows = owner.sql("select entry, previous, hash from evidence_ledger order by number")
                .query()
                .listOfRows();

        assertThat(rows.getFirst().get("previous")).isEqualTo("0".repeat(64));
        assertThat(rows.get(1).get("previous")).isEqualTo(rows.getFirst().get("hash"));
        assertThat(Sha256.of(rows.get(1).get("previous") + "\n" + rows.get(1).get("entry")))
                .isEqualTo(rows.get(1).get("hash"));
    }

    @Test
    void anEntryThatWasChangedIsNamed() throws Exception {
        var one = added("a.pdf");
        accept("needs-analysis", one);
        added("b.pdf");
        tamper("update evidence_ledger set entry = replace(entry, 'needs-analysis', 'signing') where number = 2");

        assertThat(found()).containsExactly("ENTRY_CHANGED 2");
    }

    @Test
    void anEntryWhoseHashWasMadeToFitBreaksTheChainAfterIt() throws Exception {
        var one = added("a.pdf");
        accept("needs-analysis", one);
        added("b.pdf");
        rewrite(2, "needs-analysis", "signing");

        assertThat(found()).containsExactly("CHAIN_BROKEN 3");
    }

    @Test
    void aLedgerThatWasWrittenAnewFromThereOnDiffersFromItsHead() throws Exception {
        var one = added("a.pdf");
        accept("needs-analysis", one);
        added("b.pdf");
        head.write();
        rewrite(2, "needs-analysis", "signing");
        rewrite(3, "b.pdf", "b.pdf");

        assertThat(found()).containsExactly("HEAD_DIFFERS 3");
    }

    @Test
    void anEntryThatWasTakenAwayIsMissing() throws Exception {
        var one = added("a.pdf");
        accept("needs-analysis", one);
        added("b.pdf");
        tamper("delete from evidence_ledger where number = 2");

        assertThat(found()).containsExactlyInAnyOrder("ENTRY_MISSING 2", "CHAIN_BROKEN 3");
    }

    @Test
    void anEndThatWasCutOffIsMissedByTheHead() throws Exception {
        var one = added("a.pdf");
        accept("needs-analysis", one);
        head.write();
        tamper("delete from evidence_ledger where number = 2");

        assertThat(found()).containsExactly("HEAD_DIFFERS 2");

        // And the next entry does not cover it up.
        added("b.pdf");
        added("c.pdf");
        head.write();
        assertThat(found()).containsExactly("HEAD_DIFFERS 2");
    }

    @Test
    void anEntryThatIsFiledElsewhereIsNamed() throws Exception {
        added("a.pdf");
        tamper("update evidence_ledger set record_id = gen_random_uuid() where number = 1");

        assertThat(found()).containsExactly("ENTRY_CHANGED 1");
    }

    @Test
    void aTextThatIsNoEntryIsNamed() throws Exception {
        added("a.pdf");
        tamper("update evidence_ledger set entry = 'x' where number = 1");

        assertThat(found()).containsExactlyInAnyOrder("ENTRY_CHANGED 1", "PIECE_UNKNOWN");
    }

    @Test
    void aPieceThatWasChangedIsNamedWithWhatWasChanged() throws Exception {
        var piece = added("a.pdf", anotherAmount());
        for (var change : List.of(
                "file_name = 'other.pdf'",
                "record_id = gen_random_uuid()",
                "stage = 'signing'",
                "at = at + interval '1 day'",
                "by_id = gen_random_uuid()",
                "mismatch = null",
                "found = '{\"amounts\": [], \"dates\": []}'",
                "mismatch_reason = 'it is right'",
                "deleted_at = now()")) {
            owner.sql("create table as_it_was as select * from evidence_piece").update();
            owner.sql("update evidence_piece set " + change).update();
            var findings = verifying.verify().findings();
            assertThat(findings).as(change).extracting(Finding::kind).containsExactly(Kind.PIECE_CHANGED);
            assertThat(findings.getFirst().piece()).isEqualTo(piece.id());
            assertThat(findings.getFirst().entry()).isEqualTo(1);
            assertThat(findings.getFirst().values().get("fields").toString()).isNotBlank();
            owner.sql("truncate evidence_piece").update();
            owner.sql("insert into evidence_piece select * from as_it_was").update();
            owner.sql("drop table as_it_was").update();
        }
    }

    @Test
    void aPieceThatIsGoneAndOneThatWasNeverTakenInAreNamed() throws Exception {
        var gone = added("a.pdf");
        added("b.pdf");
        tamper(
                "insert into evidence_piece select gen_random_uuid(), record_kind, record_id, 'smuggled', kind, file_name,"
                        + " content_type, bytes, sha256, by_id, at, reading, found from evidence_piece where file_name = 'b.pdf'");
        tamper("delete from evidence_piece where id = '" + gone.id() + "'");

        assertThat(found()).containsExactlyInAnyOrder("PIECE_MISSING 1", "PIECE_UNKNOWN");
    }

    @Test
    void aFileThatWasChangedIsNamedAlsoWhenItsTimeWasSetBack() throws Exception {
        var piece = added("a.pdf");
        assertThat(contents.state(piece.sha256())).isEqualTo(Contents.State.AS_IT_WAS);
        var file = folder.resolve("content")
                .resolve(piece.sha256().substring(0, 2))
                .resolve(piece.sha256());
        var time = Files.getLastModifiedTime(file);
        var bytes = Files.readAllBytes(file);
        bytes[0]++;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);

        assertThat(contents.state(piece.sha256())).isEqualTo(Contents.State.CHANGED);
        assertThat(found()).containsExactly("FILE_CHANGED");
    }

    @Test
    void aFileThatIsGoneIsNamed() throws Exception {
        var piece = added("a.pdf");
        Files.delete(folder.resolve("content")
                .resolve(piece.sha256().substring(0, 2))
                .resolve(piece.sha256()));

        assertThat(contents.state(piece.sha256())).isEqualTo(Contents.State.MISSING);
        assertThat(found()).containsExactly("FILE_MISSING");
    }

    @Test
    void aPieceThatAGateReliedOnAndThatWasDeletedLaterIsNamedForGood() throws Exception {
        var piece = added("a.pdf");
        var other = added("b.pdf");
        accept("needs-analysis", piece);
        for (var deleted : List.of(piece, other)) {
            transaction.executeWithoutResult(status -> {
                pieces.delete(deleted.id(), "wrong file", SOMEBODY, now());
                ledger.deleted(deleted, "wrong file", SOMEBODY, now());
            });
        }

        var findings = verifying.verify().findings();

        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.RELIED_ON_DELETED);
        assertThat(findings.getFirst().piece()).isEqualTo(piece.id());
        assertThat(findings.getFirst().entry()).isEqualTo(3);
        assertThat(findings.getFirst().values()).containsEntry("gate", "needs-analysis");
    }

    @Test
    void aGateCannotAcceptWhatIsBrokenUnexplainedDeletedOrOfAnotherRecord() throws Exception {
        var unexplained = added("a.pdf", anotherAmount());
        var broken = added("b.pdf");
        Files.delete(folder.resolve("content")
                .resolve(broken.sha256().substring(0, 2))
                .resolve(broken.sha256()));
        var deleted = added("c.pdf");
        transaction.executeWithoutResult(status -> pieces.delete(deleted.id(), "x", SOMEBODY, now()));
        record = Ids.next();
        var good = added("d.pdf");

        refused(unexplained, "evidence-not-found");
        record = unexplained.recordId();
        refused(unexplained, "evidence-unexplained");
        refused(broken, "evidence-broken");
        refused(deleted, "evidence-broken");
        refused(good, "evidence-not-found");

        transaction.executeWithoutResult(status -> pieces.explain(unexplained.id(), "含税", SOMEBODY, now()));
        assertThat(accept("signing", unexplained).number()).isEqualTo(5);
    }

    @Test
    void whatWasAcceptedIsTold() throws Exception {
        var piece = added("a.pdf");
        var accepted = accept("needs-analysis", piece);

        var told = ledger.acceptances("trial", record);

        assertThat(told).containsExactly(accepted);
        assertThat(told.getFirst().acceptance().facts().get("condition")).isEqualTo("met");
        assertThat(told.getFirst().acceptance().tableVersion()).isEqualTo("stage-policy:3");
        assertThat(told.getFirst().acceptance().by()).isEqualTo(SOMEBODY);
    }

    @Test
    void theChainHasNoForkHoweverManyWriteAtOnce() throws Exception {
        var piece = added("a.pdf");
        try (var together = Executors.newFixedThreadPool(16)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 160; i++) {
                var gate = "gate-" + i;
                var undone = i % 10 == 0;
                all.add(together.submit(() -> transaction.executeWithoutResult(status -> {
                    ledger.accept(acceptance(gate, piece));
                    if (undone) {
                        status.setRollbackOnly();
                    }
                })));
            }
            for (var one : all) {
                one.get();
            }
        }

        var result = verifying.verify();

        assertThat(result.findings()).isEmpty();
        assertThat(result.entries()).isEqualTo(1 + 144);
        assertThat(ledger.acceptances("trial", record)).hasSize(144);
    }

    @Test
    void theApplicationsUserCanAddToTheLedgerAndNotChangeIt() {
        owner.sql("""
                        do $$ begin
                          if not exists (select from pg_roles where rolname = 'ledger_writer') then
                            create role ledger_writer;
                          end if;
                        end $$""").update();
        owner.sql("select let_application_work('ledger_writer')")
                .query((row, number) -> number)
                .list();

        for (var right : List.of("select", "insert", "update", "delete", "truncate")) {
            assertThat(owner.sql("select has_table_privilege('ledger_writer', 'evidence_ledger', ?)")
                            .param(right)
                            .query(Boolean.class)
                            .single())
                    .as(right)
                    .isEqualTo(right.equals("select") || right.equals("insert"));
        }
    }

    // The command

    @Test
    void theCommandSaysWhatItFindsAndEndsWithOne() throws Exception {
        var piece = added("合同.pdf");
        var words = new ByteArrayOutputStream();

        assertThat(command(words)).isZero();
        assertThat(words.toString(StandardCharsets.UTF_8)).contains("1 entries, 1 pieces, 1 files: intact");

        Files.delete(folder.resolve("content")
                .resolve(piece.sha256().substring(0, 2))
                .resolve(piece.sha256()));
        words.reset();
        assertThat(command(words)).isEqualTo(1);
        assertThat(words.toString(StandardCharsets.UTF_8))
                .contains("1 findings", "FILE_MISSING: ", "合同.pdf", piece.id().toString(), piece.sha256());
    }

    @Test
    void theCommandEndsWithTwoWhereItCannotLook() {
        var words = new ByteArrayOutputStream();
        var out = new PrintStream(words, true, StandardCharsets.UTF_8);

        var code = VerifyEvidenceCommand.run(
                new String[] {
                    "--verify-evidence",
                    "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nothing",
                    "--spring.datasource.hikari.connection-timeout=300"
                },
                out);

        assertThat(code).isEqualTo(2);
        assertThat(words.toString(StandardCharsets.UTF_8)).contains("could not be verified");
    }

    private int command(ByteArrayOutputStream words) {
        return VerifyEvidenceCommand.run(
                new String[] {
                    "--verify-evidence",
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres",
                    "--baton.evidence.folder=" + folder
                },
                new PrintStream(words, true, StandardCharsets.UTF_8));
    }

    @Test
    void everyFindingHasItsWordsInBothLanguages() {
        var texts = new FindingTexts(texts());
        for (var kind : Kind.values()) {
            var finding =
                    new Finding(kind, 7L, UUID.randomUUID(), "trial", record, Map.of("fileName", "a.pdf", "to", 9L));
            for (var language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                assertThat(texts.of(finding, language)).isNotBlank().doesNotContain("{");
            }
        }
    }

    @Test
    void thePageForWhoeverRunsItHasEveryFindingInItsOwnWords() throws Exception {
        var page = Files.readString(Path.of("docs/evidence.md"));
        var piece = UUID.fromString("01938a6e-2b7c-7c11-8a44-5f0e6c1d9b21");
        var hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        var texts = new FindingTexts(texts());

        for (var finding : List.of(
                new Finding(Kind.ENTRY_CHANGED, 17L, null, "deal", record, Map.of()),
                new Finding(
                        Kind.FILE_MISSING, null, piece, "deal", record, Map.of("fileName", "合同.pdf", "sha256", hash)),
                new Finding(
                        Kind.RELIED_ON_DELETED,
                        64L,
                        piece,
                        "deal",
                        record,
                        Map.of("fileName", "合同.pdf", "gate", "contract-approval")))) {
            assertThat(page.lines()).contains(finding.kind() + ": " + texts.of(finding, Locale.ENGLISH));
        }
        for (var kind : Kind.values()) {
            assertThat(page).contains("`" + kind + "`");
        }
    }

    private static ResourceBundleMessageSource texts() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("texts");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    private static Mismatch anotherAmount() {
        return new Mismatch(
                List.of(new Mismatch.Difference(Mismatch.What.AMOUNT, "CNY 100000.00", List.of("CNY 120000.00"))));
    }

    private Piece added(String name) throws IOException {
        return added(name, null);
    }

    private Piece added(String name, @Nullable Mismatch mismatch) throws IOException {
        var content = Papers.text(name + UUID.randomUUID());
        var sha256 = Sha256.of(new ByteArrayInputStream(content));
        var file = Files.write(Files.createTempFile(folder, "handed", "in"), content);
        contents.keep(file, sha256);
        var piece = new Piece(
                Ids.next(),
                "trial",
                record,
                "needs-analysis",
                "contract",
                name,
                "application/pdf",
                content.length,
                sha256,
                SOMEBODY,
                now(),
                null,
                Reading.READ,
                mismatch,
                null);
        var found = new Found(
                List.of(new Found.Sum(new BigDecimal("120000.00"), "CNY", false, true)),
                List.of(LocalDate.of(2026, 11, 23)));
        transaction.executeWithoutResult(status -> {
            pieces.add(piece, found);
            ledger.added(piece, found);
        });
        return piece;
    }

    private Ledger.Entry accept(String gate, Piece... relied) {
        return Objects.requireNonNull(transaction.execute(status -> ledger.accept(acceptance(gate, relied))));
    }

    private Acceptance acceptance(String gate, Piece... relied) {
        return new Acceptance(
                "trial",
                record,
                gate,
                Arrays.stream(relied).map(Piece::id).toList(),
                Map.of("condition", "met"),
                "stage-policy:3",
                SOMEBODY);
    }

    private void refused(Piece piece, String code) {
        assertThatThrownBy(() -> accept("signing", piece))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void tamper(String statement) {
        owner.sql(statement).update();
    }

    /** Changes the text of an entry, and everything about it that can be computed from it. */
    private void rewrite(long number, String part, String by) {
        var entry = owner.sql("select entry from evidence_ledger where number = ?")
                .param(number)
                .query(String.class)
                .single()
                .replace(part, by);
        var previous = owner.sql("select hash from evidence_ledger where number = ?")
                .param(number - 1)
                .query(String.class)
                .single();
        owner.sql("update evidence_ledger set entry = ?, previous = ?, hash = ? where number = ?")
                .params(entry, previous, ChainedLedger.hash(previous, entry), number)
                .update();
    }

    private List<String> found() {
        return verifying.verify().findings().stream()
                .map(finding -> finding.kind() + (finding.entry() == null ? "" : " " + finding.entry()))
                .toList();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
