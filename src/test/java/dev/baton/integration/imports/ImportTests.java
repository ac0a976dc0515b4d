package dev.baton.integration.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@BatonTest
class ImportTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Spool spool;

    @Autowired
    AbandonedFiles abandoned;

    Person marketing;

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry properties) throws IOException {
        var folder = Files.createTempDirectory("imports");
        properties.add("baton.imports.folder", folder::toString);
        properties.add("baton.imports.waiting-at-most", () -> 1_000_000);
        properties.add("baton.imports.chunk", () -> 7);
    }

    @BeforeEach
    void somebodyUploads() {
        marketing = staff.person(null, Role.MARKETING);
    }

    @Test
    void aFileThatBelongsToNoImportIsRemovedAfterADay() throws Exception {
        var fresh = Ids.next();
        spool.keep(fresh, new ByteArrayInputStream("just now".getBytes(StandardCharsets.UTF_8)));
        var old = Ids.next();
        spool.keep(old, new ByteArrayInputStream("yesterday".getBytes(StandardCharsets.UTF_8)));
        Files.setLastModifiedTime(spool.file(old), FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        abandoned.remove();

        assertThat(spool.has(old)).isFalse();
        assertThat(spool.has(fresh)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "BOM"})
    void aChineseFileBecomesLeadsByItsHeadersAlone(String encoding) throws Exception {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(40);
        var text = Files.readString(Path.of("samples/leads.csv"))
                .replace(",高,,", ",高," + day + " 10:00,")
                .replace("WX-", encoding + "-");
        var bytes =
                switch (encoding) {
                    case "BOM" -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
                    default -> text.getBytes(Charset.forName(encoding));
                };

        var id = finished(upload(bytes, null, null));

        mvc.perform(get("/api/imports/" + id).with(as(marketing)))
                .andExpect(jsonPath("$.status").value("FINISHED"))
                .andExpect(jsonPath("$.received").value(2))
                .andExpect(jsonPath("$.accepted").value(2))
                .andExpect(jsonPath("$.rejected").value(0))
                .andExpect(jsonPath("$.assigned").value(0))
                .andExpect(jsonPath("$.uploadedBy.name").value(marketing.name()));
        var lead = lead(encoding + "-1001");
        assertThat(lead)
                .containsEntry("name", "张晓梅")
                .containsEntry("phone", "+8613812345678")
                .containsEntry("phone_original", "+86 (138) 1234-5678")
                .containsEntry("source", "site-form")
                .containsEntry("intent", "high")
                .containsEntry("region", "east")
                .containsEntry("company", "杭州云杉精密有限公司")
                .containsEntry("email", "zhang@example.com");
        assertThat(((Timestamp) Objects.requireNonNull(lead.get("next_follow_up_at"))).toInstant())
                .isEqualTo(day.atTime(10, 0).toInstant(ZoneOffset.ofHours(8)));
        assertThat(lead.get("utm").toString()).contains("\"source\": \"baidu\"", "\"campaign\": \"spring\"");
        assertThat(lead.get("source_meta").toString()).contains("\"备注\": \"想看演示\"", "\"line\": \"2\"", id);
        assertThat(lead(encoding + "-1002").get("source_meta").toString()).contains("说：\\\"下周再聊\\\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"喆", "𠮷田", "王䶮", "㐂", "李堃", "龑㙓"})
    void aRareNameIsNoReasonToDoubtTheEncoding(String name) throws Exception {
        var phone = "1390001%04d".formatted(Math.floorMod(name.hashCode(), 10_000));
        for (var header : new String[] {"姓名,电话", "name,phone"}) {
            if (header.startsWith("name") && name.codePointCount(0, name.length()) > 1) {
                continue;
            }
            var csv = header + "\n" + name + "," + phone + "\n";
            finished(upload(csv.getBytes(Charset.forName("GB18030")), null, null));
        }

        assertThat(jdbc.sql("select distinct name from lead where phone = ?")
                        .param("+86" + phone)
                        .query(String.class)
                        .list())
                .containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void unicodeTextOfASpreadsheetIsRead(String encoding) throws Exception {
        var phone = encoding.endsWith("LE") ? "13900021001" : "13900021002";
        finished(upload(("\uFEFF姓名\t电话\r\n张三\t" + phone + "\r\n").getBytes(Charset.forName(encoding)), null, null));

        assertThat(jdbc.sql("select name from lead where phone = ?")
                        .param("+86" + phone)
                        .query(String.class)
                        .single())
                .isEqualTo("张三");
    }

    @Test
    void anAmountMeansWhatItsSeparatorsSay() throws Exception {
        var supervisor = staff.supervisor("east");
        var csv = """
                name;customer;customer type;amount;currency;expected close;external id
                甲;甲公司;smb;3,5;EUR;%1$s;figure-1
                乙;乙公司;smb;1.234,50;EUR;%1$s;figure-2
                丙;丙公司;smb;1,23,4;EUR;%1$s;figure-3
                丁;丁公司;smb;€5;CNY;%1$s;figure-4
                """.formatted(LocalDate.now(ZoneOffset.UTC).plusDays(9));
        var id = finished(uploadDeals(bytes(csv), null, supervisor));

        assertThat(deal("figure-1").get("amount").toString()).startsWith("3.5");
        assertThat(deal("figure-2").get("amount").toString()).startsWith("1234.5");
        assertThat(rejects(id, supervisor).lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("4,金额,").contains("小数用点"),
                        line -> assertThat(line).startsWith("5,币种,").contains("€"));
    }

    @Test
    void whatSpreadsheetsDoToTextsIsTakenOffAgain() throws Exception {
        var csv = """
                sep=;
                姓名;手机;公司
                甲;="13900031001";无
                乙;'13900031002;-
                丙;"=""13900031003""\";N/A
                丁;=13900031004;真公司
                戊;1.3900031005E+10;NULL
                """;
        finished(upload(bytes(csv), null, null));

        assertThat(jdbc.sql(
                                "select name || ' ' || coalesce(company, '') from lead where phone like '+8613900031%' order by phone")
                        .query(String.class)
                        .list())
                .containsExactly("甲 ", "乙 ", "丙 ", "丁 真公司", "戊 ");
    }

    @Test
    void ofTwoColumnsOfNumbersEachRowMayFillOne() throws Exception {
        var csv = """
                *姓名（必填）,手机,座机,备注
                甲,13900032001,,x
                乙,-,021-58880002,x
                丙,13900032003,021-58880003,x
                """;
        finished(upload(bytes(csv), null, null));

        assertThat(jdbc.sql(
                                "select phone from lead where name in ('甲','乙','丙') and (phone like '+8613900032%' or phone like '+86215888000%') order by name desc, phone")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("+8613900032001", "+862158880002", "+8613900032003");
        assertThat(jdbc.sql("select source_meta::text from lead where phone = '+8613900032003'")
                        .query(String.class)
                        .single())
                .contains("021-58880003");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "First Name,Last Name,Company / Account,Mobile,Lead Source",
                "Given Name,Surname,Account Name,Mobile Phone Number,Original Source",
                "名,姓,公司名称,联系人.手机,线索来源"
            })
    void headersOfCrmExportsAreKnown(String header) throws Exception {
        var phone = "1390003%04d".formatted(Math.floorMod(header.hashCode(), 10_000));
        finished(upload(bytes(header + "\nAda,Lovelace,Analytical Ltd," + phone + ",website\n"), null, null));

        assertThat(jdbc.sql("select name, company, source from lead where phone = ?")
                        .param("+86" + phone)
                        .query()
                        .singleRow())
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("company", "Analytical Ltd")
                .containsEntry("source", "site-form");
    }

    @Test
    void aWorkbookIsRead() throws Exception {
        var phone = 13_900_041_001L;
        var book = workbook(phone);
        finished(upload(book, null, null));

        assertThat(jdbc.sql("select name, next_follow_up_at::text as at from lead where phone = ?")
                        .param("+86" + phone)
                        .query()
                        .singleRow())
                .containsEntry("name", "张三")
                .hasEntrySatisfying("at", at -> assertThat(at.toString())
                        .startsWith(LocalDate.now(ZoneOffset.UTC).plusDays(20).toString()));
        mvc.perform(multipart("/api/imports")
                        .file(part(book))
                        .param("sheet", "第三张")
                        .with(as(marketing)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("import-sheet-unknown"))
                .andExpect(jsonPath("$.remedy").value(containsString("客户")));
    }

    private static byte[] workbook(long phone) throws IOException {
        try (var book = new org.apache.poi.xssf.usermodel.XSSFWorkbook()) {
            var sheet = book.createSheet("客户");
            var header = sheet.createRow(0);
            header.createCell(0).setCellValue("姓名");
            header.createCell(1).setCellValue("电话");
            header.createCell(2).setCellValue("下次跟进");
            var row = sheet.createRow(2);
            row.createCell(0).setCellValue("张三");
            row.createCell(1).setCellValue(phone);
            var date = row.createCell(2);
            date.setCellValue(LocalDate.now(ZoneOffset.UTC).plusDays(20));
            var style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            date.setCellStyle(style);
            book.createSheet("别的");
            var out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }

    @Test
    void aFileIsLookedAtBeforeItRunsAndTheChoiceIsRemembered() throws Exception {
        var csv = "编号,称呼,联系,说明,电话\n1,甲,13900051001,x,\n2,乙,13900051002,y,\n";
        var before = count();
        var seen = preview(csv)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.remembered").value(false))
                .andExpect(jsonPath("$.format").value("UTF-8"))
                .andExpect(jsonPath("$.numbering[0]").value("编号"))
                .andExpect(jsonPath("$.columns.externalRef").doesNotExist())
                .andExpect(jsonPath("$.columns.name[0]").value("称呼"))
                .andExpect(jsonPath("$.rows.length()").value(2))
                .andExpect(jsonPath("$.rows[0].line").value(2))
                .andExpect(jsonPath("$.rows[0].cells[2]").value("13900051001"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = JsonPath.read(seen, "$.id");
        assertThat(count()).as("nothing is taken in").isEqualTo(before);
        mvc.perform(get("/api/imports").with(as(marketing)))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString(id))));

        start(id, "{\"columns\": {\"name\": [\"称呼\"]}}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("import-field-unmapped"));
        finished(
                start(
                        id,
                        "{\"columns\": {\"name\": [\"称呼\"], \"phone\": [\"电话\", \"联系\"]}, \"defaults\": {\"intent\": \"high\"}}"));
        assertThat(count()).isEqualTo(before + 2);
        start(id, "{\"columns\": {\"name\": [\"称呼\"], \"phone\": [\"联系\"]}}").andExpect(status().isConflict());

        preview("称呼,编号,说明,电话,联系\n丙,3,z,,13900051003\n")
                .andExpect(jsonPath("$.remembered").value(true))
                .andExpect(jsonPath("$.columns.phone[1]").value("联系"))
                .andExpect(jsonPath("$.defaults.intent").value("high"));
    }

    @Test
    void onlyWhoLookedAtAFileStartsIt() throws Exception {
        var seen =
                preview("name,phone\n甲,13900052001\n").andReturn().getResponse().getContentAsString();
        String id = JsonPath.read(seen, "$.id");
        marketing = staff.person(null, Role.MARKETING);

        start(id, "{\"columns\": {\"name\": [\"name\"], \"phone\": [\"phone\"]}}")
                .andExpect(status().isNotFound());
    }

    private int count() {
        return jdbc.sql("select count(*) from lead where phone like '+8613900051%'")
                .query(Integer.class)
                .single();
    }

    private ResultActions preview(String csv) throws Exception {
        return mvc.perform(
                multipart("/api/imports/preview").file(part(bytes(csv))).with(as(marketing)));
    }

    private ResultActions start(String id, String chosen) throws Exception {
        return mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(
                        "/api/imports/" + id + "/start")
                .contentType("application/json")
                .content(chosen)
                .with(as(marketing)));
    }

    @Test
    void everyRowIsEitherALeadOrARejectWithLineFieldAndReason() throws Exception {
        var csv = """
                name,phone,email,memo
                好客户,13900000001,,one
                ,13900000002,,two
                没电话,,,three
                假电话,12345,,four
                "断了,13900000003,,five
                太宽,13900000004,,six,seven
                错邮箱,13900000005,不是邮箱,eight
                😀<b>粗体</b>,13900000006,,nine
                """;
        var id = finished(upload(bytes(csv), null, null));

        mvc.perform(get("/api/imports/" + id).with(as(marketing)))
                .andExpect(jsonPath("$.received").value(8))
                .andExpect(jsonPath("$.accepted").value(2))
                .andExpect(jsonPath("$.rejected").value(6));
        var rejects = rejects(id);
        assertThat(rejects).startsWith("\uFEFFline,field,reason,name,phone,email,memo,raw\r\n");
        assertThat(rejects.lines().skip(1))
                .hasSize(6)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("3,name,").contains("必须填写", "13900000002", "two"),
                        line -> assertThat(line).startsWith("4,phone,").contains("必须填写", "没电话"),
                        line -> assertThat(line).startsWith("5,phone,").contains("不是有效的电话号码", "12345"),
                        line -> assertThat(line).startsWith("6,,").contains("CSV", "断了"),
                        line -> assertThat(line).startsWith("7,,").contains("表头只有 4 个", "seven"),
                        line -> assertThat(line).startsWith("8,email,").contains("邮箱"));
        assertThat(jdbc.sql("select name from lead where phone = '+8613900000006'")
                        .query(String.class)
                        .single())
                .isEqualTo("😀<b>粗体</b>");
    }

    @Test
    void aListOfRejectsCanBeCorrectedAndHandedInAgain() throws Exception {
        var first = finished(upload(bytes("name,phone,x\n张三,12,\n"), null, null));
        var corrected = rejects(first).replace(",12,", ",'+86 13911110001,");

        var second = finished(upload(corrected.getBytes(StandardCharsets.UTF_8), null, null));

        mvc.perform(get("/api/imports/" + second).with(as(marketing)))
                .andExpect(jsonPath("$.accepted").value(1));
        var meta = jdbc.sql("select source_meta::text from lead where phone = '+8613911110001'")
                .query(String.class)
                .single();
        assertThat(meta).doesNotContain("reason");
    }

    @Test
    void aCellThatASpreadsheetWouldRunIsDefusedInTheRejects() throws Exception {
        var csv = "name,phone,=cmd\n=HYPERLINK(1),1,@SUM(1)\n+1,2,-2\n";
        var id = finished(upload(bytes(csv), null, null));

        assertThat(rejects(id))
                .contains("'=cmd", "'=HYPERLINK(1)", "'@SUM(1)", "'+1", "'-2")
                .doesNotContain(",=", ",@", ",+", ",-");
    }

    @Test
    void aMappingNamesColumnsAndDefaultsAndUnknownOriginsStayAsNotes() throws Exception {
        var csv =
                "mql_id,first_contact_date,landing_page_id,origin\nabc1,2018-02-01,lp1,paid search\nabc2,2018-02-02,lp2,\n";
        var mapping = """
                {"name": {"default": "Marketplace lead"}, "phone": {"default": "13900000009"}, "externalRef": "mql_id"}""";

        finished(upload(bytes(csv), mapping, "{\"intent\": \"low\"}"));

        assertThat(lead("abc1"))
                .containsEntry("name", "Marketplace lead")
                .containsEntry("source", "import")
                .containsEntry("intent", "low")
                .hasEntrySatisfying("source_meta", meta -> assertThat(meta.toString())
                        .contains("\"origin\": \"paid search\"", "\"first_contact_date\": \"2018-02-01\"", "lp1"));
    }

    @Test
    void theSameReferenceIsTheSameLead() throws Exception {
        var csv = "name,phone,external id\n甲,13900000010,same-1\n甲,+86 139 0000 0010,same-1\n丙,13900000012,same-2\n";
        finished(upload(bytes(csv), null, null));
        var again = finished(upload(bytes(csv), null, null));

        mvc.perform(get("/api/imports/" + again).with(as(marketing)))
                .andExpect(jsonPath("$.received").value(3))
                .andExpect(jsonPath("$.accepted").value(3))
                .andExpect(jsonPath("$.duplicates").value(3))
                .andExpect(jsonPath("$.rejected").value(0));
        assertThat(jdbc.sql("select count(*) from lead where external_ref like 'same-%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        mvc.perform(get("/api/imports/" + again + "/remarks").with(as(marketing)))
                .andExpect(jsonPath("$.length()").value(3))
                .andExpect(jsonPath("$[0].line").value(2))
                .andExpect(jsonPath("$[0].remark").value("REPEATED"))
                .andExpect(jsonPath("$[0].field").value("externalRef"));
        assertThat(rejects(again).lines().skip(1)).hasSize(3).allSatisfy(line -> assertThat(line)
                .contains("externalRef", "之前已经录入"));
    }

    @Test
    void aReferenceWithAnotherNameOrNumberIsRefusedByName() throws Exception {
        finished(upload(bytes("name,phone,external id\n甲,13900000110,other-1\n"), null, null));
        var csv = """
                name,phone,external id
                甲,13900000110,other-1
                乙,13900000110,other-1
                甲,13900000111,other-1
                丙,13900000112,other-2
                丁,13900000113,other-2
                """;

        var id = finished(upload(bytes(csv), null, null));

        mvc.perform(get("/api/imports/" + id).with(as(marketing)))
                .andExpect(jsonPath("$.accepted").value(2))
                .andExpect(jsonPath("$.duplicates").value(1))
                .andExpect(jsonPath("$.rejected").value(3));
        assertThat(rejects(id).lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("2,externalRef,").contains("之前已经录入"),
                        line -> assertThat(line).startsWith("3,externalRef,").contains("name", "other-1"),
                        line -> assertThat(line).startsWith("4,externalRef,").contains("phone", "other-1"),
                        line -> assertThat(line).startsWith("6,externalRef,").contains("name、phone", "other-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"编号", "序号", "No.", "ID", "线索编号", "external id", "reference"})
    void twoListsThatNumberTheirRowsBringAllTheirPeople(String heading) throws Exception {
        var numbers = "1390%03d".formatted(Math.floorMod(heading.hashCode(), 1_000));
        for (var list = 1; list <= 2; list++) {
            var csv = "%s,姓名,电话\n1,甲,%s%d001\n2,乙,%s%d002\n3,丙,%s%d003\n"
                    .formatted(heading, numbers, list, numbers, list, numbers, list);
            var id = finished(upload(bytes(csv), null, null));

            mvc.perform(get("/api/imports/" + id).with(as(marketing)))
                    .andExpect(jsonPath("$.accepted").value(3))
                    .andExpect(jsonPath("$.duplicates").value(0));
        }
        assertThat(jdbc.sql("select count(*) from lead where phone like ?")
                        .param("+86" + numbers + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void twoListsOfDealsThatNumberTheirRowsBringAllTheirDeals() throws Exception {
        var supervisor = staff.supervisor("east");
        for (var customer : new String[] {"一号公司", "二号公司"}) {
            var csv = "编号,商机名称,客户名称,客户类型,金额,预计成交日期\n1,采购,%s,smb,100,%s\n"
                    .formatted(customer, LocalDate.now(ZoneOffset.UTC).plusDays(9));
            var id = finished(uploadDeals(bytes(csv), null, supervisor));
            mvc.perform(get("/api/imports/" + id).with(as(supervisor)))
                    .andExpect(jsonPath("$.accepted").value(1))
                    .andExpect(jsonPath("$.duplicates").value(0));
        }
    }

    @Test
    void aNumberOfRowsIsAReferenceWhereTheMappingSaysSo() throws Exception {
        var mapping = "{\"name\": \"姓名\", \"phone\": \"电话\", \"externalRef\": \"编号\"}";
        finished(upload(bytes("编号,姓名,电话\n471,甲,13900000120\n"), mapping, null));
        var id = finished(upload(bytes("编号,姓名,电话\n471,乙,13900000121\n"), mapping, null));

        mvc.perform(get("/api/imports/" + id).with(as(marketing)))
                .andExpect(jsonPath("$.rejected").value(1));
    }

    @Test
    void aRowThatComesAgainIsARepeatHoweverOldItsDateIs() throws Exception {
        finished(upload(bytes("name,phone,external id\n甲,13900000130,late-1\n"), null, null));
        var id = finished(
                upload(bytes("name,phone,external id,next follow up\n甲,13900000130,late-1,2001-02-03\n"), null, null));

        mvc.perform(get("/api/imports/" + id).with(as(marketing)))
                .andExpect(jsonPath("$.duplicates").value(1))
                .andExpect(jsonPath("$.rejected").value(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void aFileOfDealsBecomesDealsAtTheFirstStage(String encoding) throws Exception {
        var supervisor = staff.supervisor("east");
        var rep = staff.rep("east");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(60);
        var csv = """
                商机名称,客户名称,客户类型,金额,预计成交日期,折扣,负责人,阶段,商机编号
                年度采购,杭州云杉精密有限公司,大客户,"¥120,000.00",%s,5%%,%s,初步接触,%s-1
                二期扩容,宁波海湾电子有限公司,smb,12万,%s,,%s,,%s-2
                """.formatted(day, rep.login(), encoding, day.toString().replace('-', '/'), rep.name(), encoding);

        var id = finished(uploadDeals(csv.getBytes(Charset.forName(encoding)), null, supervisor));

        mvc.perform(get("/api/imports/" + id).with(as(supervisor)))
                .andExpect(jsonPath("$.kind").value("deals"))
                .andExpect(jsonPath("$.accepted").value(2))
                .andExpect(jsonPath("$.assigned").value(2))
                .andExpect(jsonPath("$.rejected").value(0));
        assertThat(deal(encoding + "-1"))
                .containsEntry("name", "年度采购")
                .containsEntry("customer_type", "enterprise")
                .containsEntry("currency", "CNY")
                .containsEntry("owner_id", rep.id().value())
                .containsEntry("region", "east")
                .containsEntry("stage", null)
                .hasEntrySatisfying(
                        "amount", amount -> assertThat(amount.toString()).startsWith("120000"))
                .hasEntrySatisfying(
                        "discount", share -> assertThat(share.toString()).startsWith("0.05"));
        assertThat(deal(encoding + "-2"))
                .containsEntry("customer_type", "smb")
                .hasEntrySatisfying(
                        "amount", amount -> assertThat(amount.toString()).startsWith("120000"));
        assertThat(jdbc.sql(
                                "select count(*) from outbox_message o join import_row r on o.correlation_key = r.record_id::text where o.name = 'deal.opened' and r.import_id = ?::uuid")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);

        var again = finished(uploadDeals(csv.getBytes(Charset.forName(encoding)), null, supervisor));
        mvc.perform(get("/api/imports/" + again).with(as(supervisor)))
                .andExpect(jsonPath("$.duplicates").value(2))
                .andExpect(jsonPath("$.rejected").value(0));
    }

    @Test
    void everyRowOfDealsIsEitherADealOrARejectWithLineFieldAndReason() throws Exception {
        var supervisor = staff.supervisor("east");
        var elsewhere = staff.rep("west");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(60);
        var csv = """
                name,customer,customer type,amount,expected close,owner,stage,reference
                好商机,甲公司,smb,100,%1$s,,,r-1
                ,乙公司,smb,100,%1$s,,,r-2
                负数,丙公司,smb,-1,%1$s,,,r-3
                不是数,丁公司,smb,很多,%1$s,,,r-4
                太细,戊公司,smb,1.000000000000000000000000000001,%1$s,,,r-5
                过去,己公司,smb,100,2001-02-03,,,r-6
                没日子,庚公司,smb,100,2027-02-31,,,r-7
                没类型,辛公司,martian,100,%1$s,,,r-8
                没人,壬公司,smb,100,%1$s,nobody-there,,r-9
                别区,癸公司,smb,100,%1$s,%2$s,,r-10
                想跳,子公司,smb,100,%1$s,,需求分析,r-11
                想跳远,丑公司,smb,100,%1$s,,签约,r-12
                没这阶段,寅公司,smb,100,%1$s,,outer space,r-13
                """.formatted(day, elsewhere.login());

        var id = finished(uploadDeals(bytes(csv), null, supervisor));

        mvc.perform(get("/api/imports/" + id).with(as(supervisor)))
                .andExpect(jsonPath("$.accepted").value(1))
                .andExpect(jsonPath("$.rejected").value(12));
        assertThat(rejects(id, supervisor).lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("3,商机名称,")
                                .contains("“商机名称”必须填写。")
                                .doesNotContain("name"),
                        line -> assertThat(line).startsWith("4,金额,"),
                        line -> assertThat(line).startsWith("5,金额,").contains("很多"),
                        line -> assertThat(line).startsWith("6,金额,"),
                        line -> assertThat(line).startsWith("7,预计成交日,"),
                        line -> assertThat(line).startsWith("8,预计成交日,"),
                        line -> assertThat(line).startsWith("9,客户类型,").contains("martian"),
                        line -> assertThat(line).startsWith("10,负责人,").contains("nobody-there"),
                        line -> assertThat(line).startsWith("11,,"),
                        line -> assertThat(line)
                                .startsWith("12,,")
                                .contains("有首次沟通记录", "已确认对接人和他的角色", "已了解客户想解决的问题", "理由")
                                .doesNotContain("绿色通道"),
                        line -> assertThat(line).startsWith("13,,").contains("有首次沟通记录", "绿色通道"),
                        line -> assertThat(line).startsWith("14,阶段,").contains("outer space"));
        assertThat(jdbc.sql("select count(*) from deal where external_ref like 'r-%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoImportsDealsIsALeader() throws Exception {
        var csv = bytes("name,customer,amount,expected close\n甲,乙,1,2099-01-01\n");
        mvc.perform(multipart("/api/imports")
                        .file(part(csv))
                        .param("kind", "deals")
                        .with(as(marketing)))
                .andExpect(status().isForbidden());
        mvc.perform(multipart("/api/imports")
                        .file(part(csv))
                        .param("kind", "invoices")
                        .with(as(staff.supervisor("east"))))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("kind"));
        mvc.perform(multipart("/api/imports")
                        .file(part(bytes("name,customer\n甲,乙\n")))
                        .param("kind", "deals")
                        .with(as(staff.supervisor("east"))))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("import-field-unmapped"));
    }

    @Test
    void aLongFileIsWorkedThroughWithNoRowLostOrDoubled() throws Exception {
        var csv = new StringBuilder("姓名;电话;区域;编号\n");
        for (int i = 0; i < 500; i++) {
            csv.append("客户")
                    .append(i)
                    .append(';')
                    .append(i % 10 == 0 ? "nope" : "139%08d".formatted(i))
                    .append(";east;long-")
                    .append(i)
                    .append('\n');
        }
        var id = finished(upload(bytes(csv.toString()), null, null));

        mvc.perform(get("/api/imports/" + id).with(as(marketing)))
                .andExpect(jsonPath("$.received").value(500))
                .andExpect(jsonPath("$.accepted").value(450))
                .andExpect(jsonPath("$.rejected").value(50));
        assertThat(jdbc.sql("select count(*) from lead where external_ref like 'long-%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(450);
        assertThat(jdbc.sql(
                                "select count(*) from outbox_message o join import_row r on o.correlation_key = r.record_id::text where r.import_id = ?::uuid")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(450);
    }

    @Test
    void absurdDatesUnknownRegionsAndEndlessNamesAreRejectedByName() throws Exception {
        var csv = "name,phone,next follow up,region\n"
                + "甲,13900000020,9999-01-01,\n乙,13900000021,1999-01-01,\n丙,13900000022,2027-02-31,\n丁,13900000023,明天,\n"
                + "戊,13900000024,,火星\n" + "名".repeat(10_000) + ",13900000025,,\n";
        var id = finished(upload(bytes(csv), null, null));

        assertThat(rejects(id).lines().skip(1).map(line -> line.split(",", -1)[1]))
                .containsExactly(
                        "nextFollowUpAt", "nextFollowUpAt", "nextFollowUpAt", "nextFollowUpAt", "region", "name");
    }

    @Test
    void reasonsAreInTheLanguageOfTheUploader() throws Exception {
        mvc.perform(put("/api/me/language")
                        .contentType("application/json")
                        .content("{\"language\": \"en\"}")
                        .with(as(marketing)))
                .andExpect(status().isNoContent());
        var id = finished(upload(bytes("name,phone\nAnn,1\n"), null, null));

        assertThat(rejects(id)).contains("phone");
        assertThat(rejects(id)).doesNotContain("电话");
    }

    @Test
    void onlyTheUploaderAndTheirLeadersSeeAnImport() throws Exception {
        marketing = staff.person("east", Role.MARKETING);
        var id = finished(upload(bytes("name,phone\n甲,13900000030\n"), null, null));
        var colleague = staff.person("east", Role.MARKETING);

        for (var path : new String[] {"", "/rejects.csv", "/remarks"}) {
            mvc.perform(get("/api/imports/" + id + path).with(as(colleague))).andExpect(status().isNotFound());
            mvc.perform(get("/api/imports/" + id + path).with(as(staff.supervisor("west"))))
                    .andExpect(status().isNotFound());
            for (var leader : new Person[] {staff.supervisor("east"), staff.director()}) {
                mvc.perform(get("/api/imports/" + id + path).with(as(leader))).andExpect(status().isOk());
            }
            mvc.perform(get("/api/imports/" + id + path).with(as(staff.rep("east"))))
                    .andExpect(status().isForbidden());
        }
        mvc.perform(get("/api/imports").with(as(colleague)))
                .andExpect(jsonPath("$.length()").value(0));
        mvc.perform(get("/api/imports").with(as(marketing)))
                .andExpect(jsonPath("$[0].id").value(id));
        mvc.perform(get("/api/imports").with(as(staff.supervisor("west"))))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString(id))));
        mvc.perform(get("/api/imports").with(as(staff.supervisor("east"))))
                .andExpect(content().string(containsString(id)));
        mvc.perform(multipart("/api/imports").file(part(bytes("a"))).with(as(staff.rep("east"))))
                .andExpect(status().isForbidden());
        mvc.perform(multipart("/api/imports").file(part(bytes("a")))).andExpect(status().is4xxClientError());
    }

    @Test
    void whoTakesRejectedRowsAwayIsKnown() throws Exception {
        var id = finished(upload(bytes("name,phone\n甲,13900000031\n乙,1\n"), null, null));

        rejects(id);

        mvc.perform(get("/api/audit").param("subjectId", id).with(as(staff.director())))
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].action").value("import.rejects-downloaded"))
                .andExpect(jsonPath("$.items[0].by.id").value(marketing.id().toString()))
                .andExpect(jsonPath("$.items[0].after.rows").value(1));
    }

    @Test
    void whatCannotBeReadIsRefusedAtOnceWithTheRemedy() throws Exception {
        refused("", "import-empty");
        refused("\n\n", "import-empty");
        refused("name,phone\n", "import-no-rows");
        refused("name,phone,Name\n甲,1,2\n", "import-header-twice");
        refused("colour,size\nred,1\n", "import-field-unmapped");
        refused("\"name,phone\n甲,1\n", "csv-malformed");
        refused("name," + "x".repeat(100_000) + "\n甲,1\n", "csv-line-too-long");
        refusedBytes("姓名,电话\n甲,1\n".getBytes(StandardCharsets.UTF_16LE), "import-not-csv");
        refusedBytes("Müller,phone\nZoé,1\n".getBytes(StandardCharsets.ISO_8859_1), "encoding-unknown");
        refusedBytes("name,phone\nMüller,1\n".getBytes(StandardCharsets.ISO_8859_1), "encoding-unknown");
        refusedBytes("nom,phone\nZoé Müller à Genève,1\n".getBytes(StandardCharsets.ISO_8859_1), "encoding-unknown");
        refusedBytes("姓名,電話\n陳先生,1\n".getBytes(Charset.forName("Big5")), "encoding-unknown");
        refusedBytes("name,phone\n\u0000\u0001,1\n".getBytes(StandardCharsets.UTF_8), "import-not-csv");
        refusedBytes("%PDF-1.7 name,phone".getBytes(StandardCharsets.UTF_8), "import-not-csv");
        refusedBytes(zip(), "import-not-csv");
        var broken = "姓名,电话\n张三,1\n".getBytes(StandardCharsets.UTF_8);
        broken[1] = 'x';
        refusedBytes(broken, "encoding-unknown");
    }

    @Test
    void aMappingThatMakesNoSenseIsRefused() throws Exception {
        for (var wrong : Map.of(
                        "{\"phone\": \"nowhere\"}", "import-column-unknown",
                        "{\"colour\": \"name\"}", "invalid-enum",
                        "{\"phone\": \"phone\", \"phone\": \"name\"}", "import-mapping-malformed",
                        "[1]", "import-mapping-malformed",
                        "{\"phone\": {}}", "import-mapping-malformed",
                        "{", "import-mapping-malformed")
                .entrySet()) {
            upload(bytes("name,phone\n甲,1\n"), wrong.getKey(), null)
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value(wrong.getValue()));
        }
    }

    @Test
    void anUploadWithoutAFileSaysSo() throws Exception {
        mvc.perform(multipart("/api/imports").param("mapping", "{}").with(as(marketing)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("file"));
    }

    private void refused(String csv, String code) throws Exception {
        refusedBytes(bytes(csv), code);
    }

    private void refusedBytes(byte[] content, String code) throws Exception {
        upload(content, null, null)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(jsonPath("$.remedy").isNotEmpty());
    }

    private ResultActions upload(byte[] content, @Nullable String mapping, @Nullable String defaults) throws Exception {
        var request = multipart("/api/imports").file(part(content));
        if (mapping != null) {
            request.param("mapping", mapping);
        }
        if (defaults != null) {
            request.param("defaults", defaults);
        }
        return mvc.perform(request.with(as(marketing)));
    }

    private String finished(ResultActions upload) throws Exception {
        var answer = upload.andExpect(status().isAccepted())
                .andExpect(header().string("Location", containsString("/api/imports/")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = JsonPath.read(answer, "$.id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select finished_at is not null from lead_import where id = ?::uuid")
                        .param(id)
                        .query(Boolean.class)
                        .single());
        return id;
    }

    private ResultActions uploadDeals(byte[] content, @Nullable String mapping, Person by) throws Exception {
        var request = multipart("/api/imports").file(part(content)).param("kind", "deals");
        if (mapping != null) {
            request.param("mapping", mapping);
        }
        return mvc.perform(request.with(as(by)));
    }

    private String rejects(String id) throws Exception {
        return rejects(id, marketing);
    }

    private String rejects(String id, Person by) throws Exception {
        return mvc.perform(get("/api/imports/" + id + "/rejects.csv").with(as(by)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private Map<String, Object> lead(String reference) {
        return jdbc.sql("select * from lead where external_ref = ?")
                .param(reference)
                .query()
                .singleRow();
    }

    private Map<String, Object> deal(String reference) {
        return jdbc.sql("select * from deal where external_ref = ?")
                .param(reference)
                .query()
                .singleRow();
    }

    private static MockMultipartFile part(byte[] content) {
        return new MockMultipartFile("file", "leads.csv", "text/csv", content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(bytes("name,phone\n甲,1\n"));
        }
        return out.toByteArray();
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor as(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }
}
