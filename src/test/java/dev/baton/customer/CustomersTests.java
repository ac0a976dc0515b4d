package dev.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.lead.NewLead;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** One customer, known once: from the arrival of a lead on (DQ-01, DQ-05, DQ-14, DQ-17, DQ-19, DH-01, LI-12). */
@BatonTest
@Import(LeadFixtures.class)
class CustomersTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    LeadFixtures fixtures;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    private Person director;
    private Person rep;
    private String brand;

    @BeforeEach
    void people() {
        director = staff.director();
        rep = staff.rep("south");
        brand = brand();
    }

    /** A brand that no other test has: two of 8,000 characters whose sound does not matter. */
    private static String brand() {
        var random = ThreadLocalRandom.current();
        return Character.toString(random.nextInt(0x4E00, 0x9000)) + Character.toString(random.nextInt(0x4E00, 0x9000));
    }

    private static String phone() {
        return "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private LeadId lead(String name, @Nullable String company, String phone, String source, @Nullable Person by) {
        var lead = new NewLead(
                name,
                phone,
                source,
                "medium",
                Instant.now().plus(1, ChronoUnit.DAYS),
                company,
                null,
                "south",
                null,
                null,
                null,
                Map.of(),
                Map.of());
        return fixtures.received(lead, by == null ? null : by.id());
    }

    private UUID customerOf(LeadId lead) {
        return jdbc.sql("select customer_id from customer_lead where lead_id = ?")
                .param(lead.value())
                .query(UUID.class)
                .single();
    }

    private ResultActions ask(Person person, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(
                request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON));
    }

    private ResultActions search(Person person, String q) throws Exception {
        return ask(person, get("/api/search").param("q", q)).andExpect(status().isOk());
    }

    @Test
    @DisplayName("The same number, company and contact by three doors is one customer with three sources")
    void oneCustomer() throws Exception {
        var phone = phone();
        var company = "苏州" + brand + "精密有限公司";
        var first = lead("张伟", company, phone, "douyin", null);
        var second = lead("张伟先生", "苏州" + brand + "精密", "+86 " + phone, "site-form", null);
        var third = lead("張偉", null, phone, "exhibition", null);
        var customer = customerOf(first);
        assertThat(List.of(customerOf(second), customerOf(third))).containsOnly(customer);
        ask(director, get("/api/customers/" + customer))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value(company))
                .andExpect(jsonPath("$.type").value("ORGANISATION"))
                .andExpect(jsonPath("$.sources").value(3))
                .andExpect(jsonPath("$.leads", hasSize(3)))
                .andExpect(jsonPath("$.aliases", contains("苏州" + brand + "精密")));
    }

    @Test
    @DisplayName("Fifty leads of the same customer at once are one customer with fifty leads")
    void fiftyAtOnce() throws Exception {
        var phone = phone();
        var company = "苏州" + brand + "精密有限公司";
        try (var threads = Executors.newFixedThreadPool(16)) {
            var leads = threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<LeadId>>mapToObj(at -> () -> lead("张伟", company, phone, "douyin", null))
                    .toList());
            var customers = new java.util.HashSet<UUID>();
            for (var lead : leads) {
                customers.add(customerOf(lead.get()));
            }
            assertThat(customers).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "Namesakes, a family's number, a branch and another place are customers of their own; who may be meant is proposed")
    void others() {
        var family = phone();
        var husband = customerOf(lead("王伟", null, family, "douyin", null));
        var wife = customerOf(lead("王芳", null, family, "douyin", null));
        var namesake = customerOf(lead("王伟", null, phone(), "douyin", null));
        assertThat(List.of(husband, wife, namesake)).doesNotHaveDuplicates();
        var firm = customerOf(lead("李芳", "苏州" + brand + "精密有限公司", phone(), "douyin", null));
        var branch = customerOf(lead("李芳", "苏州" + brand + "精密有限公司上海分公司", phone(), "douyin", null));
        var elsewhere = customerOf(lead("李芳", "无锡" + brand + "精密有限公司", phone(), "douyin", null));
        assertThat(List.of(firm, branch, elsewhere)).doesNotHaveDuplicates();
        assertThat(proposed(husband)).containsExactly(wife);
        assertThat(proposed(firm)).isEmpty();
    }

    private List<UUID> proposed(UUID customer) {
        return jdbc.sql("""
                        select case when one_id = :id then other_id else one_id end from duplicate_proposal
                        where one_id = :id or other_id = :id""").param("id", customer).query(UUID.class).list();
    }

    @Test
    @DisplayName("A number that more customers share than the table allows proves nothing any more")
    void switchboard() {
        var phone = phone();
        for (var at = 0; at < 12; at++) {
            lead("采购" + (char) ('甲' + at) + at, brand() + "贸易有限公司", phone, "douyin", null);
        }
        var one = customerOf(lead("张伟", null, phone, "douyin", null));
        var same = customerOf(lead("张伟", null, phone, "douyin", null));
        assertThat(same).isNotEqualTo(one);
    }

    @Test
    @DisplayName("A search finds a customer by its parts, its sound, a number, a contact and a former name")
    void search() throws Exception {
        var phone = phone();
        var customer = customerOf(
                lead("曾国藩", "苏州" + brand + "精密有限公司（原苏州扬" + brand.charAt(0) + "机械有限公司）", phone, "douyin", null));
        for (var q : List.of(
                "苏州" + brand.charAt(0),
                brand,
                brand + "精密",
                "苏州 " + brand + " 精密 ",
                "蘇州" + brand,
                "扬" + brand.charAt(0),
                phone.substring(7),
                phone.substring(3),
                phone,
                "曾国藩")) {
            search(director, q).andExpect(jsonPath("$.items[*].id", hasItem(customer.toString())));
        }
    }

    @ParameterizedTest
    @CsvSource({"szjm", "szyfjm", "suzhouyunfan", "yunfanjing", "yfjm", "SZYF", "Yun Fan"})
    @DisplayName("Pinyin, whole or its initials, finds a customer")
    void pinyin(String q) throws Exception {
        var customer = customerOf(lead("张伟", "苏州云帆精密有限公司", "13911112222", "douyin", null));
        search(director, q).andExpect(jsonPath("$.items[*].id", hasItem(customer.toString())));
    }

    @ParameterizedTest
    @CsvSource({"重庆长兴机械有限公司, chongqing", "重庆长兴机械有限公司, cqcx", "厦门单氏电子有限公司, xiamen", "曾国藩, zengguofan"})
    @DisplayName("A character with several readings is found by each of them")
    void readings(String name, String q) throws Exception {
        var isPerson = name.length() < 4;
        var customer = customerOf(lead(isPerson ? name : "张伟", isPerson ? null : name, phone(), "douyin", null));
        search(director, q).andExpect(jsonPath("$.items[*].id", hasItem(customer.toString())));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "'%'", "'()'", "😀", "''':*'", "'\\'", "有限公司有限公司有限公司有限公司有限公司有限公司"})
    @DisplayName("Whatever is typed into the search is answered")
    void anything(String q) throws Exception {
        search(director, q).andExpect(jsonPath("$.items").isArray());
    }

    @Test
    @DisplayName("A rep finds and counts only what they may see; a customer of others is none for them")
    void scope() throws Exception {
        var phone = phone();
        var company = "苏州" + brand + "精密有限公司";
        var own = lead("张伟", company, phone, "douyin", rep);
        lead("张伟", company, phone, "site-form", null);
        lead("张伟", company, phone, "exhibition", null);
        var customer = customerOf(own).toString();
        search(rep, brand).andExpect(jsonPath("$.items[0].records").value(1));
        search(director, brand).andExpect(jsonPath("$.items[0].records").value(3));
        ask(rep, get("/api/customers/" + customer))
                .andExpect(jsonPath("$.leads", hasSize(1)))
                .andExpect(jsonPath("$.sources").value(1));
        var stranger = staff.rep("west");
        search(stranger, brand).andExpect(jsonPath("$.items", empty()));
        ask(stranger, get("/api/customers/" + customer))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("customer-not-found"));
        ask(stranger, put("/api/customers/" + customer).content("{\"name\":\"别的\"}"))
                .andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("Whoever works on a lead reads who asked before, by which door, and who looks after it")
    void knownCustomer() throws Exception {
        var phone = phone();
        var owner = staff.rep("west");
        var earlier = lead("张伟", null, phone, "douyin", null);
        fixtures.handedOver(earlier, owner.id());
        var later = lead("张伟", null, phone, "exhibition", rep);
        ask(rep, get("/api/customers/of-lead/" + later))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.earlier", hasSize(1)))
                .andExpect(jsonPath("$.earlier[0].source").value("douyin"))
                .andExpect(jsonPath("$.earlier[0].owner").value(owner.name()))
                .andExpect(jsonPath("$.earlier[0].leadId").value((Object) null));
        ask(rep, get("/api/customers/of-lead/" + earlier)).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName(
            "While a lead is typed the customer that exists is shown; to whom it is hidden it says only who looks after it")
    void candidates() throws Exception {
        var phone = phone();
        var company = "苏州" + brand + "精密有限公司";
        var lead = lead("张伟", company, phone, "douyin", rep);
        fixtures.handedOver(lead, rep.id());
        ask(rep, get("/api/customers/candidates").param("phone", phone).param("name", "张伟"))
                .andExpect(jsonPath("$[0].customerId").value(customerOf(lead).toString()))
                .andExpect(jsonPath("$[0].name").value(company))
                .andExpect(jsonPath("$[0].class").value("SAME"))
                .andExpect(jsonPath("$[0].score").value(0.99))
                .andExpect(jsonPath("$[0].parts.phone").value(1.0));
        ask(
                        staff.rep("west"),
                        get("/api/customers/candidates").param("phone", phone).param("name", "张伟"))
                .andExpect(jsonPath("$[0].name").value((Object) null))
                .andExpect(jsonPath("$[0].owner").value(rep.name()))
                .andExpect(jsonPath("$[0].records").value(0));
        ask(staff.rep("west"), get("/api/customers/candidates").param("company", company))
                .andExpect(jsonPath("$", empty()));
        ask(rep, get("/api/customers/candidates").param("company", company))
                .andExpect(jsonPath("$[0].class").value("REVIEW"));
        ask(rep, get("/api/customers/candidates").param("company", company + "上海分公司"))
                .andExpect(jsonPath("$[0].class").value("RELATED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'organisation','name':'苏州云帆精密有限公司'} | missing-credit-code | uscc",
                "{'type':'organisation','name':'苏州云帆精密有限公司','uscc':''} | missing-credit-code | uscc",
                "{'type':'organisation','name':'苏州云帆精密有限公司','uscc':'91350100M000100Y42'} | credit-code-needs-proof | uscc",
                "{'type':'organisation','name':'苏州云帆精密有限公司','uscc':'000000190001010084'} | credit-code-wrong | uscc",
                "{'type':'organisation','name':'苏州云帆精密有限公司','uscc':'91350100MOOO1OOY43'} | credit-code-misread | uscc",
                "{'type':'organisation','name':'苏州云帆精密有限公司','uscc':'1234'} | credit-code-length | uscc",
                "{'type':'organisation','name':'有限公司','uscc':'91350100M000100Y43'} | name-says-nothing | name",
                "{'type':'organisation','uscc':'91350100M000100Y43'} | missing-field | name",
                "{'type':'person','name':'张伟'} | missing-field | phone",
                "{'type':'person','name':'张伟','phone':'123'} | invalid-phone | phone",
                "{'type':'robot','name':'张伟'} | invalid-enum | type"
            })
    @DisplayName("A customer that cannot be entered is refused with the field and the remedy")
    void refused(String body, String code, String field) throws Exception {
        ask(rep, post("/api/customers").content(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.remedy", not(containsString("{"))));
    }

    @Test
    @DisplayName("The same code in small letters and full width at once: one customer, and the others are told which")
    void sameCode() throws Exception {
        var code = CreditCodes.next();
        var spellings = List.of(code, code.toLowerCase(java.util.Locale.ROOT), " " + code + " ", wide(code));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(spellings.stream()
                    .<Callable<org.springframework.mock.web.MockHttpServletResponse>>map(spelling -> () -> ask(
                                    rep,
                                    post("/api/customers")
                                            .content(("{\"type\":\"organisation\",\"name\":\"苏州" + brand()
                                                            + "有限公司\",\"uscc\":\"" + spelling + "\"}")
                                                    .getBytes(StandardCharsets.UTF_8)))
                            .andReturn()
                            .getResponse())
                    .toList());
            var id = "";
            var existing = new java.util.HashSet<String>();
            for (var answer : answers) {
                var response = answer.get();
                assertThat(response.getStatus()).isIn(201, 409);
                if (response.getStatus() == 201) {
                    assertThat(id).isEmpty();
                    id = JsonPath.read(response.getContentAsString(StandardCharsets.UTF_8), "$.id");
                } else {
                    existing.add(JsonPath.read(response.getContentAsString(StandardCharsets.UTF_8), "$.existingId"));
                }
            }
            assertThat(existing).containsExactly(id);
            search(rep, code.substring(0, 17))
                    .andExpect(jsonPath("$.items[0].id").value(id));
        }
    }

    private static String wide(String text) {
        var wide = new StringBuilder();
        text.chars().forEach(sign -> wide.append((char) (sign + 0xFEE0)));
        return wide.toString();
    }

    @Test
    @DisplayName("A rep corrects a number and a name: the old ones stay readable and findable, and it is audited")
    void corrected() throws Exception {
        var phone = phone();
        var lead = lead("张伟", "苏州" + brand + "精密有限公司", phone, "douyin", rep);
        var customer = customerOf(lead);
        var shown = ask(rep, get("/api/customers/" + customer))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var contact = JsonPath.<String>read(shown, "$.contacts[0].id");
        var right = phone();
        ask(
                        rep,
                        put("/api/customers/" + customer)
                                .content(("{\"name\":\"苏州" + brand + "机械有限公司\",\"contacts\":[{\"id\":\"" + contact
                                                + "\",\"phone\":\"" + right + "\"}]}")
                                        .getBytes(StandardCharsets.UTF_8)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("苏州" + brand + "机械有限公司"))
                .andExpect(jsonPath("$.contacts[0].phone").value(right))
                .andExpect(jsonPath("$.timeline[*].before", hasItem("+86" + phone)))
                .andExpect(jsonPath("$.timeline[*].by", hasItem(rep.name())));
        search(rep, brand + "精密").andExpect(jsonPath("$.items[0].id").value(customer.toString()));
        search(rep, right.substring(3)).andExpect(jsonPath("$.items[0].id").value(customer.toString()));
        assertThat(jdbc.sql("select action from audit_entry where subject_id = ?")
                        .param(customer)
                        .query(String.class)
                        .list())
                .containsExactly("customer.corrected");
        ask(rep, put("/api/customers/" + customer).content("{\"contacts\":[{\"id\":\"" + UUID.randomUUID() + "\"}]}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("unknown-contact"));
        ask(rep, put("/api/customers/" + customer).content("{\"name\":\" \"}")).andExpect(status().isBadRequest());
    }
}
