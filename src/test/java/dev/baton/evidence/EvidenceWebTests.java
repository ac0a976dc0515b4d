package dev.baton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.evidence.digest.Sha256;
import dev.baton.evidence.inspection.FileType;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What people see of evidence: taking in, refusing, reading, explaining, deleting (SG-03, SG-04). */
@EvidenceTest
class EvidenceWebTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    RecordsOnFile records;

    @Autowired
    VerifyingEvidence verifying;

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
    void nothingIsLeftOfAnyUpload() throws Exception {
        EvidenceTest.CLAMD.is(Clamd.Mood.WORKING);
        try (var files = Files.list(folder.resolve("incoming"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aFileBecomesAPieceWithItsHashItsTypeAndWhatItSays() throws Exception {
        var pdf = Papers.pdf("Contract\nTotal: CNY 120,000.00\nSigned 2026-11-23");

        var id = id(upload("报价单.pdf", pdf)
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", containsString("/api/evidence/")))
                .andExpect(jsonPath("$.fileName").value("报价单.pdf"))
                .andExpect(jsonPath("$.contentType").value("application/pdf"))
                .andExpect(jsonPath("$.size").value(pdf.length))
                .andExpect(jsonPath("$.sha256").value(sha256(pdf)))
                .andExpect(jsonPath("$.reading").value("READ"))
                .andExpect(jsonPath("$.amounts[0]").value("CNY 120000.00"))
                .andExpect(jsonPath("$.dates[0]").value("2026-11-23"))
                .andExpect(jsonPath("$.mismatch").doesNotExist())
                .andExpect(jsonPath("$.intact").value(true))
                .andExpect(jsonPath("$.by.name").value(rep.name())));

        mvc.perform(get("/api/evidence/" + id + "/content").with(as(rep)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/pdf"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andExpect(content().bytes(pdf));
        assertThat(folder.resolve("content")
                        .resolve(sha256(pdf).substring(0, 2))
                        .resolve(sha256(pdf)))
                .hasBinaryContent(pdf);
        assertThat(records.changes(record)).isEqualTo(1);
        assertThat(audited(id)).containsExactly("evidence.added", "evidence.downloaded");
    }

    @Test
    void theSameFileForTheSamePurposeIsTheSamePiece() throws Exception {
        var first = id(upload("a.txt", Papers.text("第一次沟通")).andExpect(status().isCreated()));
        var again = id(upload("b.txt", Papers.text("第一次沟通")).andExpect(status().isOk()));

        assertThat(again).isEqualTo(first);
        mvc.perform(get("/api/evidence")
                        .param("recordKind", RecordsOnFile.KIND)
                        .param("recordId", record.toString())
                        .with(as(rep)))
                .andExpect(jsonPath("$.length()").value(1));
    }

    @Test
    void whatIsOutOfScopeDoesNotExist() throws Exception {
        var id = id(upload("a.txt", Papers.text("内部")).andExpect(status().isCreated()));
        var colleague = staff.rep("east");

        for (var somebody : new Person[] {colleague, staff.supervisor("west")}) {
            mvc.perform(get("/api/evidence/" + id).with(as(somebody))).andExpect(status().isNotFound());
            mvc.perform(get("/api/evidence/" + id + "/content").with(as(somebody)))
                    .andExpect(status().isNotFound());
            mvc.perform(delete("/api/evidence/" + id)
                            .contentType("application/json")
                            .content("{\"reason\":\"x\"}")
                            .with(as(somebody)))
                    .andExpect(status().isNotFound());
            mvc.perform(form("b.txt", Papers.text("b"), "any").with(as(somebody)))
                    .andExpect(status().isNotFound());
        }
        mvc.perform(get("/api/evidence/" + id).with(as(staff.supervisor("east"))))
                .andExpect(status().isOk());
    }

    @Test
    void anotherKindOfRecordOrOfEvidenceIsRefusedByName() throws Exception {
        mvc.perform(form("a.txt", Papers.text("a"), "unheard-of").with(as(rep)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("kind"))
                .andExpect(jsonPath("$.remedy").value(containsString("any")));
        mvc.perform(get("/api/evidence")
                        .param("recordKind", "planet")
                        .param("recordId", record.toString())
                        .with(as(rep)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("recordKind"));
    }

    // What it says

    @Test
    void aContractOverAnotherAmountNeedsAReason() throws Exception {
        expectAmount("contract", "100000.00");
        var docx = Papers.docx("采购合同", "合同总金额：人民币 120,000.00 元（大写：壹拾贰万元整）", "签订日期：2026年11月23日");

        var id = id(upload("合同.docx", docx, "contract")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.mismatch.differences[0].what").value("AMOUNT"))
                .andExpect(jsonPath("$.mismatch.differences[0].expected").value("CNY 100000.00"))
                .andExpect(jsonPath("$.mismatch.differences[0].found[0]").value("CNY 120000.00")));
        explain(id, "  \u0000 ").andExpect(status().isBadRequest());
        explain(id, "含税金额，商机为不含税\n金额")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.mismatchReason").value("含税金额，商机为不含税 金额"))
                .andExpect(jsonPath("$.mismatchReasonBy.name").value(rep.name()));

        assertThat(audited(id)).containsExactly("evidence.added", "evidence.explained");
        assertThat(ledgered(id)).containsExactly("ADDED", "EXPLAINED");
        assertThat(records.changes(record)).isEqualTo(2);
    }

    @Test
    void thePictureOfAContractIsReadToo() throws Exception {
        expectAmount("contract", "100000.00");

        upload("合同.png", Papers.png("合 同 总 金 额 ： ￥120,000.00"), "contract")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.reading").value("READ"))
                .andExpect(jsonPath("$.mismatch.differences[0].found[0]").value("CNY 120000.00"));
        upload("合同2.png", Papers.png("合同总金额：10 万元"), "contract")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.mismatch").doesNotExist());
    }

    @ParameterizedTest
    @CsvSource({"SLOW, GAVE_UP", "BROKEN, GAVE_UP", "'', NO_TEXT"})
    void aPictureThatCannotBeReadIsTakenAndSaysSo(String seen, String reading) throws Exception {
        upload("a.png", Papers.png(seen))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.reading").value(reading));
    }

    @ParameterizedTest
    @CsvSource({"SLOW, GAVE_UP", "'', NO_TEXT"})
    @DisplayName("SG-04: where no machine can read the amount, a person says it, and it is compared like any other")
    void whatNoMachineReadsAPersonSays(String seen, String reading) throws Exception {
        expectAmount("quote", "100000.00");

        var id = id(upload("报价.png", Papers.png(seen), "quote")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.reading").value(reading))
                .andExpect(jsonPath("$.mismatch.differences[0].what").value("AMOUNT"))
                .andExpect(jsonPath("$.mismatch.differences[0].found").isEmpty()));

        state(id, "{}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("amount"));
        state(id, "{\"amount\": 120000, \"currency\": \"CNY\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stated.amount").value("CNY 120000.00"))
                .andExpect(jsonPath("$.stated.by.name").value(rep.name()))
                .andExpect(jsonPath("$.mismatch.differences[0].found[0]").value("CNY 120000.00"));
        state(id, "{\"amount\": 100000, \"currency\": \"CNY\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.mismatch").doesNotExist());

        assertThat(audited(id)).containsExactly("evidence.added", "evidence.stated", "evidence.stated");
        assertThat(ledgered(id)).containsExactly("ADDED", "STATED", "STATED");
        assertThat(records.changes(record)).isEqualTo(3);
        assertThat(verifying.verify().findings())
                .noneMatch(finding -> UUID.fromString(id).equals(finding.piece()));
    }

    @Test
    void whatTheFileSaysNobodySaysInItsPlace() throws Exception {
        expectAmount("quote", "100000.00");
        var read = id(upload("报价.docx", Papers.docx("合同总金额：人民币 120,000.00 元"), "quote"));
        var compared = id(upload("a.png", Papers.png(""), "any"));

        state(read, "{\"amount\": 100000, \"currency\": \"CNY\"}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-was-read"));
        state(compared, "{\"amount\": 100000, \"currency\": \"CNY\"}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-not-compared"));
    }

    @Test
    @DisplayName("SG-04: one file does not prove two kinds of things of one record")
    void oneFileIsNotTwoKindsOfEvidence() throws Exception {
        records.expect(record, "signed-requirements", Expectation.of(FileType.named("pdf")));
        records.expect(record, "budget-mail", Expectation.of(FileType.named("pdf")));
        var pdf = Papers.pdf("one for all");
        var first = id(upload("需求.pdf", pdf, "signed-requirements").andExpect(status().isCreated()));

        upload("预算.pdf", pdf, "budget-mail")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-serves-another"))
                .andExpect(jsonPath("$.detail", containsString("需求.pdf")))
                .andExpect(jsonPath("$.detail", containsString("signed-requirements")));
        records.letServeBoth(record);
        upload("预算.pdf", pdf, "budget-mail").andExpect(status().isCreated());
        remove(first, "传错了").andExpect(status().isNoContent());
        upload("需求.pdf", pdf, "signed-requirements").andExpect(status().isCreated());
    }

    @Test
    void whatAgreesWithTheRecordHasNothingToExplain() throws Exception {
        records.expect(
                record,
                "signed",
                new Expectation(
                        EnumSet.of(FileType.XLSX, FileType.EML),
                        new BigDecimal("100000"),
                        Currency.getInstance("CNY"),
                        Set.of(LocalDate.of(2026, 11, 23))));

        var id = id(upload("报价.xlsx", Papers.xlsx("合计", 100000, "日期", "2026-11-23"), "signed")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.mismatch").doesNotExist())
                .andExpect(jsonPath("$.amounts[0]").value("CNY 100000")));
        upload("预算.eml", Papers.mail("预算确认：10万元，2026年11月23日前有效"), "signed")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.contentType").value("message/rfc822"))
                .andExpect(jsonPath("$.mismatch").doesNotExist());
        explain(id, "没有差异")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-no-mismatch"));
    }

    // What is not taken

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    empty          | a.txt       | evidence-empty
                    renamed        | contract.docx | evidence-name-contradicts
                    program        | a.pdf       | evidence-type-not-allowed
                    page           | a.txt       | evidence-type-not-allowed
                    locked-pdf     | a.pdf       | evidence-encrypted
                    locked-docx    | a.docx      | evidence-encrypted
                    locked-zip     | a.zip       | evidence-encrypted
                    pdf-and-zip    | a.pdf       | evidence-two-in-one
                    pdf-and-page   | a.pdf       | evidence-two-in-one
                    png-and-page   | a.png       | evidence-two-in-one
                    png-and-rar    | a.png       | evidence-two-in-one
                    jpg-and-zip    | a.jpg       | evidence-two-in-one
                    zip-and-pdf    | a.zip       | evidence-two-in-one
                    half-pdf       | a.pdf       | evidence-damaged
                    half-docx      | a.docx      | evidence-damaged
                    bomb           | a.zip       | evidence-too-complex
                    bomb-in-docx   | a.docx      | evidence-too-complex
                    overlapping    | a.zip       | evidence-too-complex
                    nested         | a.zip       | evidence-too-complex
                    virus          | a.txt       | evidence-infected
                    virus-in-zip   | a.zip       | evidence-infected
                    """)
    void aFileThatMayDoHarmOrIsNotWhatItSaysIsRefused(String file, String name, String code) throws Exception {
        upload(name, bad(file))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(jsonPath("$.title").isNotEmpty())
                .andExpect(jsonPath("$.remedy").isNotEmpty())
                .andExpect(jsonPath("$.errors[0].field").value("file"));

        mvc.perform(get("/api/evidence")
                        .param("recordKind", RecordsOnFile.KIND)
                        .param("recordId", record.toString())
                        .with(as(rep)))
                .andExpect(jsonPath("$.length()").value(0));
        assertThat(folder.resolve("content")
                        .resolve(sha256(bad(file)).substring(0, 2))
                        .resolve(sha256(bad(file))))
                .doesNotExist();
    }

    private static byte[] bad(String what) {
        var pdf = Papers.pdf("Contract");
        var png = Papers.png("x");
        var docx = Papers.docx("合同");
        var page = Papers.text("<html><script>alert(1)</script></html>");
        return switch (what) {
            case "empty" -> new byte[0];
            case "renamed" -> pdf;
            case "program" -> Papers.joined(Papers.text("\u007fELF\u0002\u0001\u0001"), new byte[500]);
            case "page" -> page;
            case "locked-pdf" -> Papers.lockedPdf("secret");
            case "locked-docx" -> Papers.lockedDocx();
            case "locked-zip" -> Papers.lockedZip();
            case "pdf-and-zip" -> Papers.joined(pdf, Papers.zip(Papers.text("inside")));
            case "pdf-and-page" -> Papers.joined(pdf, page);
            case "png-and-page" -> Papers.joined(png, page);
            case "png-and-rar" -> Papers.joined(png, "Rar!\u001a\u0007\u0000".getBytes(StandardCharsets.ISO_8859_1));
            case "jpg-and-zip" -> Papers.joined(Papers.jpg(), Papers.zip(Papers.text("inside")));
            case "zip-and-pdf" -> Papers.nestedName("%PDF-1.7 not really");
            case "half-pdf" -> Papers.text("%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
            case "half-docx" -> Arrays.copyOf(docx, docx.length / 2);
            case "bomb" -> Papers.bomb();
            case "bomb-in-docx" -> Papers.docxWith("word/media/a.bin", new byte[20 * 1024 * 1024]);
            case "overlapping" -> Papers.overlapping(20);
            case "nested" -> Papers.nested(5);
            case "virus" -> Papers.text(Clamd.EICAR);
            case "virus-in-zip" -> Papers.joined(Papers.stored(Papers.text(Clamd.EICAR)));
            default -> throw new IllegalArgumentException(what);
        };
    }

    @Test
    void aLockAgainstChangesOnlyIsNoReasonToRefuse() throws Exception {
        upload("e-sign.pdf", Papers.lockedPdf(""))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.amounts[0]").value("CNY 100000.00"));
    }

    @Test
    void onlyTheTypesOfThisKindOfEvidenceAreTaken() throws Exception {
        records.expect(record, "signed-scan", Expectation.of(FileType.named("pdf, image")));

        upload("a.docx", Papers.docx("合同"), "signed-scan")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("evidence-type-not-allowed"))
                .andExpect(jsonPath("$.remedy").isNotEmpty())
                .andExpect(jsonPath("$.detail").value(containsString("pdf")));
        upload("a.jpg", Papers.jpg(), "signed-scan").andExpect(status().isCreated());
    }

    @Test
    void refusalsAreInTheLanguageOfTheRequest() throws Exception {
        mvc.perform(form("a.txt", new byte[0], "any")
                        .header("Accept-Language", "en")
                        .with(as(rep)))
                .andExpect(jsonPath("$.title").value("The file is empty"));
        mvc.perform(form("a.txt", new byte[0], "any").with(as(rep)))
                .andExpect(jsonPath("$.title").value("文件是空的"));
    }

    @Test
    void aFileOverTheLimitIsRefusedAndSoIsOneTooMany() throws Exception {
        var megabyte = 1024 * 1024;
        upload("a.txt", Papers.text("x".repeat(6 * megabyte + 1)))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.code").value("evidence-too-large"))
                .andExpect(jsonPath("$.detail").value(containsString("6 MB")));
        upload("a.txt", Papers.text("a".repeat(6 * megabyte))).andExpect(status().isCreated());
        upload("b.txt", Papers.text("b".repeat(3 * megabyte)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-total-too-large"));
        for (int i = 0; i < 3; i++) {
            upload("c.txt", Papers.text("c" + i)).andExpect(status().isCreated());
        }
        upload("d.txt", Papers.text("d"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-too-many"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ../../etc/passwd.txt              | passwd.txt
                    C:\\Users\\li\\Desktop\\合同.txt        | 合同.txt
                    a\u202Etxt.exe.txt                | atxt.exe.txt
                    a\u0000b\u0007.txt                | ab.txt
                    ..                                | file.txt
                    ...hidden                         | hidden.txt
                    notes                             | notes.txt
                    """)
    void theNameOfAFileIsMadeHarmless(String sent, String kept) throws Exception {
        upload(sent, Papers.text("harmless"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.fileName").value(kept));
    }

    @Test
    void anEndlessNameIsShortenedAndKeepsItsEnding() throws Exception {
        upload("合".repeat(3_000) + ".txt", Papers.text("harmless"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.fileName").value("合".repeat(196) + ".txt"));
    }

    @ParameterizedTest
    @CsvSource({"CLOSING", "LIMITED", "CONFUSED"})
    void aScannerThatDoesNotLookMeansThatNothingIsTaken(Clamd.Mood mood) throws Exception {
        EvidenceTest.CLAMD.is(mood);

        upload("a.txt", Papers.text("clean"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("evidence-scanner-unavailable"));
        mvc.perform(get("/actuator/health"))
                .andExpect(jsonPath("$.components.evidence.details.virusScan.status")
                        .value(mood == Clamd.Mood.CLOSING ? "DOWN" : "UP"));

        EvidenceTest.CLAMD.is(Clamd.Mood.WORKING);
        upload("a.txt", Papers.text("clean")).andExpect(status().isCreated());
        mvc.perform(get("/actuator/health"))
                .andExpect(jsonPath("$.components.evidence.status").value("UP"))
                .andExpect(jsonPath("$.components.evidence.details.virusScan.detail")
                        .value("ClamAV 1.4.0"))
                .andExpect(jsonPath("$.components.evidence.details.textRecognition.status")
                        .value("UP"));
    }

    @Test
    void theScannerIsShownTheWholeFile() throws Exception {
        upload("a.txt", Papers.text("x".repeat(300_000))).andExpect(status().isCreated());

        assertThat(EvidenceTest.CLAMD.scanned()).isEqualTo(300_000);
    }

    // Deleting

    @Test
    void aDeletedPieceStaysVisibleAsDeletedWithTheReason() throws Exception {
        var id = id(upload("a.txt", Papers.text("弄错了")).andExpect(status().isCreated()));

        mvc.perform(delete("/api/evidence/" + id)
                        .contentType("application/json")
                        .content("{}")
                        .with(as(rep)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("reason"));
        remove(id, "传错文件").andExpect(status().isNoContent());
        remove(id, "再删")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-deleted"));

        mvc.perform(get("/api/evidence/" + id).with(as(rep)))
                .andExpect(jsonPath("$.deletedAt").isNotEmpty())
                .andExpect(jsonPath("$.deletedBy.name").value(rep.name()))
                .andExpect(jsonPath("$.deletionReason").value("传错文件"))
                .andExpect(jsonPath("$.intact").value(false));
        mvc.perform(get("/api/evidence/" + id + "/content").with(as(rep))).andExpect(status().isConflict());
        assertThat(audited(id)).containsExactly("evidence.added", "evidence.deleted");
        assertThat(ledgered(id)).containsExactly("ADDED", "DELETED");
        // The same file may come again.
        assertThat(id(upload("a.txt", Papers.text("弄错了")).andExpect(status().isCreated())))
                .isNotEqualTo(id);
    }

    // In parts

    @Test
    void anUploadThatWasCutOffGoesOnWhereItEnded() throws Exception {
        var text = Papers.text("分段上传 ".repeat(100_000));
        var upload = begin("长.txt", text.length);

        part(upload, 0, Arrays.copyOfRange(text, 0, 700_000))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.offset").value(700_000))
                .andExpect(jsonPath("$.pieceId").doesNotExist());
        part(upload, 0, Arrays.copyOfRange(text, 0, 10))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("evidence-upload-offset"));
        mvc.perform(get("/api/evidence/uploads/" + upload).with(as(rep)))
                .andExpect(jsonPath("$.offset").value(700_000));
        String piece = JsonPath.read(
                part(upload, 700_000, Arrays.copyOfRange(text, 700_000, text.length))
                        .andExpect(status().isOk())
                        .andExpect(jsonPath("$.offset").value(text.length))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.pieceId");

        mvc.perform(get("/api/evidence/" + piece).with(as(rep)))
                .andExpect(jsonPath("$.sha256").value(sha256(text)))
                .andExpect(jsonPath("$.fileName").value("长.txt"));
        mvc.perform(get("/api/evidence/uploads/" + upload).with(as(rep))).andExpect(status().isNotFound());
    }

    @Test
    void anUploadInPartsIsNobodyElsesAndRefusedLikeAnyOther() throws Exception {
        var upload = begin("a.pdf", 100);
        part(upload, 0, new byte[101])
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("evidence-upload-too-long"));
        mvc.perform(get("/api/evidence/uploads/" + upload).with(as(staff.supervisor("east"))))
                .andExpect(status().isNotFound());
        part(upload, 0, new byte[100])
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("evidence-type-not-allowed"));
        mvc.perform(get("/api/evidence/uploads/" + upload).with(as(rep))).andExpect(status().isNotFound());

        mvc.perform(beginning("a.pdf", 7 * 1024 * 1024).with(as(rep))).andExpect(status().isContentTooLarge());
        mvc.perform(beginning("a.pdf", 10).with(as(staff.rep("west")))).andExpect(status().isNotFound());
        var abandoned = begin("b.pdf", 10);
        mvc.perform(delete("/api/evidence/uploads/" + abandoned).with(as(rep))).andExpect(status().isNoContent());
    }

    @Test
    void whatIsOnlyAwayForNowLeavesTheUploadWhereItIs() throws Exception {
        var text = Papers.text("等扫描恢复");
        var upload = begin("a.txt", text.length);
        EvidenceTest.CLAMD.is(Clamd.Mood.CLOSING);
        part(upload, 0, text).andExpect(status().isServiceUnavailable());
        EvidenceTest.CLAMD.is(Clamd.Mood.WORKING);

        part(upload, text.length, new byte[0])
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.pieceId").isNotEmpty());
    }

    private String begin(String name, long size) throws Exception {
        return id(mvc.perform(beginning(name, size).with(as(rep))).andExpect(status().isCreated()));
    }

    private MockHttpServletRequestBuilder beginning(String name, long size) {
        return post("/api/evidence/uploads").contentType("application/json").content("""
                        {"recordKind": "%s", "recordId": "%s", "stage": "", "kind": "any", "fileName": "%s", "size": %d}""".formatted(
                        RecordsOnFile.KIND, record, name, size));
    }

    private ResultActions part(String upload, long offset, byte[] bytes) throws Exception {
        return mvc.perform(put("/api/evidence/uploads/" + upload)
                .param("offset", String.valueOf(offset))
                .contentType("application/octet-stream")
                .content(bytes)
                .with(as(rep)));
    }

    private void expectAmount(String kind, String amount) {
        records.expect(
                record,
                kind,
                Expectation.of(FileType.named("pdf, docx, image"))
                        .withAmount(new BigDecimal(amount), Currency.getInstance("CNY")));
    }

    private ResultActions explain(String id, String reason) throws Exception {
        return mvc.perform(put("/api/evidence/" + id + "/mismatch-reason")
                .contentType("application/json")
                .content("{\"reason\": \"" + reason.replace("\u0000", "\\u0000").replace("\n", "\\n") + "\"}")
                .with(as(rep)));
    }

    private ResultActions state(String id, String content) throws Exception {
        return mvc.perform(put("/api/evidence/" + id + "/content")
                .contentType("application/json")
                .content(content)
                .with(as(rep)));
    }

    private ResultActions remove(String id, String reason) throws Exception {
        return mvc.perform(delete("/api/evidence/" + id)
                .contentType("application/json")
                .content("{\"reason\": \"" + reason + "\"}")
                .with(as(rep)));
    }

    private ResultActions upload(String name, byte[] content) throws Exception {
        return upload(name, content, "any");
    }

    private ResultActions upload(String name, byte[] content, String kind) throws Exception {
        return mvc.perform(form(name, content, kind).with(as(rep)));
    }

    private MockMultipartHttpServletRequestBuilder form(String name, byte[] content, String kind) {
        return multipart("/api/evidence")
                .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                .param("recordKind", RecordsOnFile.KIND)
                .param("recordId", record.toString())
                .param("stage", "needs-analysis")
                .param("kind", kind);
    }

    private List<String> audited(String piece) {
        return jdbc.sql("select action from audit_entry where subject_id = ?::uuid order by at, id")
                .param(piece)
                .query(String.class)
                .list();
    }

    private List<String> ledgered(String piece) {
        return jdbc.sql("select kind from evidence_ledger where entry::jsonb ->> 'piece' = ? order by number")
                .param(piece)
                .query(String.class)
                .list();
    }

    private static String id(ResultActions answer) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(), "$.id");
    }

    private static String sha256(byte[] content) {
        try {
            return Sha256.of(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestPostProcessor as(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }
}
