package dev.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
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
import dev.baton.Trials;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.lead.NewLead;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Customers that are one are made one, and taken apart again (B6-07, DQ-11, DQ-12, DQ-13). */
@BatonTest
@Import(LeadFixtures.class)
class CustomerMergeTests {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

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

    @BeforeEach
    void people() {
        director = staff.director();
        rep = staff.rep("south");
    }

    private static String phone() {
        return "1357%07d".formatted(NUMBERS.incrementAndGet());
    }

    /** A brand of two characters that no other customer of this class has. */
    private static String brand() {
        var number = NUMBERS.incrementAndGet();
        return Character.toString(0x6000 + number / 500) + Character.toString(0x7000 + number % 500);
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

    /** A customer of its own, with one lead. */
    private UUID customer(String name, @Nullable String company, String phone, String source) {
        return customerOf(lead(name, company, phone, source, null));
    }

    private ResultActions ask(Person person, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(
                request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)).contentType(MediaType.APPLICATION_JSON));
    }

    private ResultActions merge(Person by, UUID survivor, UUID... losers) throws Exception {
        return ask(
                by,
                post("/api/customers/" + survivor + "/merge")
                        .content("{\"loserIds\":["
                                + Arrays.stream(losers)
                                        .map(loser -> "\"" + loser + "\"")
                                        .collect(Collectors.joining(","))
                                + "]}"));
    }

    private UUID merged(Person by, UUID survivor, UUID... losers) throws Exception {
        var answer = merge(by, survivor, losers)
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        return UUID.fromString(JsonPath.read(answer, "$.id"));
    }

    private ResultActions undo(Person by, UUID merge) throws Exception {
        return ask(by, post("/api/merges/" + merge + "/undo"));
    }

    private ResultActions shown(UUID customer) throws Exception {
        return ask(director, get("/api/customers/" + customer)).andExpect(status().isOk());
    }

    /** Everything that the tables say of these customers, but for the counters by which transactions notice each other. */
    private List<String> dump(Collection<UUID> customers) {
        var rows = new ArrayList<String>();
        var ids = customers.toArray(UUID[]::new);
        rows.addAll(jdbc.sql("select (to_jsonb(c) - 'version')::text from customer c where id = any (?) order by id")
                .param(ids)
                .query(String.class)
                .list());
        rows.addAll(jdbc.sql(
                        "select to_jsonb(l)::text from customer_lead l where origin_customer_id = any (?) order by lead_id")
                .param(ids)
                .query(String.class)
                .list());
        return rows;
    }

    @Test
    @DisplayName("Three customers become one with all leads, names and contacts; the old addresses lead to it")
    void oneOfThree() throws Exception {
        var brand = brand();
        var phone = phone();
        var owner = staff.rep("south");
        var lead = lead("张伟", "无锡" + brand + "电子有限公司", phone, "douyin", null);
        fixtures.handedOver(lead, owner.id());
        var survivor = customerOf(lead);
        var second = customer("李芳", "无锡" + brand + "电子", phone(), "site-form");
        var third = customer("王强", null, phone(), "exhibition");
        assertThat(List.of(survivor, second, third)).doesNotHaveDuplicates();

        var merge = merged(director, survivor, second, third);

        for (var id : List.of(survivor, second, third)) {
            shown(id)
                    .andExpect(jsonPath("$.id").value(survivor.toString()))
                    .andExpect(jsonPath("$.name").value("无锡" + brand + "电子有限公司"))
                    .andExpect(jsonPath("$.aliases", contains("无锡" + brand + "电子")))
                    .andExpect(jsonPath("$.leads", hasSize(3)))
                    .andExpect(jsonPath("$.sources").value(3))
                    .andExpect(jsonPath("$.contacts[*].name", containsInAnyOrder("张伟", "李芳", "王强")));
        }
        ask(director, get("/api/search").param("q", brand + "电子"))
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].id").value(survivor.toString()))
                .andExpect(jsonPath("$.items[0].records").value(3));
        ask(director, get("/api/merges/" + merge))
                .andExpect(jsonPath("$.state").value("MERGED"))
                .andExpect(jsonPath("$.survivor.id").value(survivor.toString()))
                .andExpect(jsonPath("$.losers[*].id", containsInAnyOrder(second.toString(), third.toString())))
                .andExpect(jsonPath("$.by").value(director.name()))
                .andExpect(jsonPath("$.conflicts[0].field").value("name"))
                .andExpect(jsonPath("$.conflicts[0].stands").value("无锡" + brand + "电子有限公司"))
                .andExpect(jsonPath("$.conflicts[0].other").value("无锡" + brand + "电子"));
        assertThat(jdbc.sql("select action || ' ' || (before ->> 'name') from audit_entry where subject_id = ?")
                        .param(survivor)
                        .query(String.class)
                        .list())
                .containsExactly("customer.merged 无锡" + brand + "电子, 王强");
        assertThat(jdbc.sql("select distinct event from notification_delivery where person_id = ? and event like ?")
                        .param(1, owner.id().value())
                        .param(2, "customer:" + survivor + ":merged:%")
                        .query(String.class)
                        .list())
                .containsExactly("customer:" + survivor + ":merged:" + merge);
    }

    @Test
    @DisplayName("A lead that comes in afterwards by the number of one that was merged belongs to the one that stands")
    void later() throws Exception {
        var phone = phone();
        var survivor = customer("张伟", null, phone(), "douyin");
        var other = customer("张伟", null, phone, "douyin");
        merged(director, survivor, other);
        assertThat(customer("张伟", null, phone, "exhibition")).isEqualTo(survivor);
        shown(survivor).andExpect(jsonPath("$.leads", hasSize(3)));
    }

    @Test
    @DisplayName(
            "Undone with nothing changed in between, every row is what it was, and the two are never proposed again")
    void roundTrip() throws Exception {
        var brand = brand();
        var shared = phone();
        var survivor = customer("张伟", "无锡" + brand + "电子有限公司", shared, "douyin");
        var other = customer("李芳", "无锡" + brand + "电子有限公司", shared, "site-form");
        assertThat(other).isNotEqualTo(survivor);
        var before = dump(List.of(survivor, other));

        var merge = merged(director, survivor, other);
        undo(director, merge).andExpect(status().isAccepted());

        assertThat(dump(List.of(survivor, other))).isEqualTo(before);
        ask(director, get("/api/merges/" + merge))
                .andExpect(jsonPath("$.state").value("UNDONE"))
                .andExpect(jsonPath("$.undoneBy").value(director.name()))
                .andExpect(jsonPath("$.conflicts", empty()));
        shown(survivor).andExpect(jsonPath("$.suspects[*].id", not(hasItem(other.toString()))));
        merge(director, survivor, other)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("customers-told-apart"))
                .andExpect(jsonPath("$.detail", containsString("无锡" + brand + "电子有限公司")));
        undo(director, merge)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("merge-undone"));
    }

    @Test
    @DisplayName("What was changed or came in between stays with the one that stood, and is listed")
    void editedBetween() throws Exception {
        var brand = brand();
        var phone = phone();
        var survivor = customer("张伟", "无锡" + brand + "电子有限公司", phone(), "douyin");
        var other = customer("李芳", "无锡" + brand + "电子", phone, "site-form");
        var merge = merged(director, survivor, other);
        var page = shown(survivor).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        var contact = JsonPath.<List<String>>read(page, "$.contacts[?(@.name == '李芳')].id")
                .getFirst();
        ask(
                        director,
                        put("/api/customers/" + survivor)
                                .content(("{\"address\":\"苏州市工业园区 1 号\",\"contacts\":[{\"id\":\"" + contact
                                                + "\",\"name\":\"李芳芳\"}]}")
                                        .getBytes(StandardCharsets.UTF_8)))
                .andExpect(status().isOk());
        assertThat(customer("李芳芳", "无锡" + brand + "电子", phone, "exhibition")).isEqualTo(survivor);

        undo(director, merge).andExpect(status().isAccepted());

        ask(director, get("/api/merges/" + merge))
                .andExpect(jsonPath("$.conflicts[*].field", contains("address", "contact", "lead")))
                .andExpect(jsonPath("$.conflicts[0].stands").value("苏州市工业园区 1 号"))
                .andExpect(jsonPath("$.conflicts[1].stands", containsString("李芳芳")))
                .andExpect(jsonPath("$.conflicts[1].other", containsString("李芳")))
                .andExpect(jsonPath("$.conflicts[2].stands").value("李芳芳"));
        shown(survivor)
                .andExpect(jsonPath("$.address").value("苏州市工业园区 1 号"))
                .andExpect(jsonPath("$.leads", hasSize(2)))
                .andExpect(jsonPath("$.aliases", empty()));
        shown(other)
                .andExpect(jsonPath("$.id").value(other.toString()))
                .andExpect(jsonPath("$.leads", hasSize(1)))
                .andExpect(jsonPath("$.contacts[*].name", contains("李芳")));
    }

    @Test
    @DisplayName("A merge on which a later one stands is undone after that one only")
    void order() throws Exception {
        var a = customer("张伟", null, phone(), "douyin");
        var b = customer("李芳", null, phone(), "douyin");
        var c = customer("王强", null, phone(), "douyin");
        var before = dump(List.of(a, b, c));
        var first = merged(director, b, a);
        var second = merged(director, c, b);
        shown(a).andExpect(jsonPath("$.id").value(c.toString())).andExpect(jsonPath("$.leads", hasSize(3)));
        undo(director, first)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("merge-superseded"))
                .andExpect(jsonPath("$.existingId").value(second.toString()));
        undo(director, second).andExpect(status().isAccepted());
        shown(a).andExpect(jsonPath("$.id").value(b.toString()));
        undo(director, first).andExpect(status().isAccepted());
        assertThat(dump(List.of(a, b, c))).isEqualTo(before);
    }

    @Test
    @DisplayName("With itself, of one that is merged, with nobody and with somebody unknown: each refused by name")
    void refused() throws Exception {
        var a = customer("张伟", null, phone(), "douyin");
        var b = customer("李芳", null, phone(), "douyin");
        var c = customer("王强", null, phone(), "douyin");
        merge(director, a, a)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("merge-with-itself"))
                .andExpect(jsonPath("$.errors[0].field").value("loserIds"));
        merge(director, a)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("loserIds"));
        merge(director, a, Ids.next())
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("customer-not-found"));
        merged(director, a, b);
        for (var answer : List.of(merge(director, c, b), merge(director, b, a), merge(director, b, c))) {
            answer.andExpect(status().isConflict())
                    .andExpect(jsonPath("$.code").value("customer-merged"))
                    .andExpect(jsonPath("$.existingId").value(a.toString()));
        }
    }

    @Test
    @DisplayName("Both ways at once: one succeeds, the other hears that it is merged")
    void atOnce() throws Exception {
        var a = customer("张伟", null, phone(), "douyin");
        var b = customer("李芳", null, phone(), "douyin");
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(List.<Callable<Integer>>of(
                    () -> merge(director, a, b).andReturn().getResponse().getStatus(),
                    () -> merge(director, b, a).andReturn().getResponse().getStatus()));
            assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                    .containsExactlyInAnyOrder(202, 409);
        }
    }

    @Test
    @DisplayName(
            "Firms with different credit codes are never one; a code that only one has moves with it and comes back")
    void codes() throws Exception {
        var code = CreditCodes.next();
        var first = entered(code);
        var second = entered(CreditCodes.next());
        merge(director, first, second)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("customers-have-different-codes"));
        var bare = customer("张伟", null, phone(), "douyin");
        var merge = merged(director, bare, first);
        shown(bare).andExpect(jsonPath("$.uscc").value(code));
        undo(director, merge).andExpect(status().isAccepted());
        shown(bare).andExpect(jsonPath("$.uscc").value((Object) null));
        shown(first).andExpect(jsonPath("$.uscc").value(code));
    }

    private UUID entered(String code) throws Exception {
        var answer = ask(
                        director,
                        post("/api/customers")
                                .content(("{\"type\":\"organisation\",\"name\":\"无锡" + brand() + "电子有限公司\",\"uscc\":\""
                                                + code + "\"}")
                                        .getBytes(StandardCharsets.UTF_8)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        return UUID.fromString(JsonPath.read(answer, "$.id"));
    }

    @Test
    @DisplayName(
            "A rep merges what is all but certain and undoes it; the rest is for a supervisor, and a stranger knows of nothing")
    void rights() throws Exception {
        var phone = phone();
        var company = "无锡" + brand() + "电子有限公司";
        var a = customerOf(lead("张伟", company, phone, "douyin", rep));
        var b = customerOf(lead("李芳", company, phone, "site-form", rep));
        var unlike = customerOf(lead("王强", null, phone(), "site-form", rep));
        merge(rep, a, unlike)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("merge-needs-supervisor"));
        var merge = merged(rep, a, b);
        var stranger = staff.rep("west");
        merge(stranger, a, unlike)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("customer-not-found"));
        undo(stranger, merge)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("merge-not-found"));
        ask(stranger, get("/api/merges/" + merge)).andExpect(status().isNotFound());
        ask(rep, get("/api/customers/" + a + "/merges"))
                .andExpect(jsonPath("$[0].id").value(merge.toString()))
                .andExpect(jsonPath("$[0].mayUndo").value(true));
        undo(rep, merge).andExpect(status().isAccepted());
        var supervisor = staff.supervisor("south");
        merged(supervisor, a, unlike);
    }

    /** The pair of the board, as the supervisor sees it. */
    private Map<String, Object> pair(Person by, UUID one, UUID other) throws Exception {
        var board = ask(by, get("/api/duplicates"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var ids = new TreeSet<>(List.of(one.toString(), other.toString()));
        return JsonPath.<List<Map<String, Object>>>read(board, "$.pairs").stream()
                .filter(pair -> ids.equals(new TreeSet<>(
                        List.of(JsonPath.<String>read(pair, "$.one.id"), JsonPath.<String>read(pair, "$.other.id")))))
                .findFirst()
                .orElse(Map.of());
    }

    private ResultActions decide(Person by, Object pair, String decision) throws Exception {
        return ask(by, post("/api/duplicates/" + pair + "/decision").content("{\"decision\":\"" + decision + "\"}"));
    }

    @Test
    @DisplayName(
            "The board shows a pair side by side with its parts; not the same is never asked again, and a supervisor may lift it")
    void board() throws Exception {
        var supervisor = staff.supervisor("south");
        var phone = phone();
        var company = "无锡" + brand() + "电子有限公司";
        var a = customer("张伟", company, phone, "douyin");
        var b = customer("李芳", company, phone, "site-form");
        var pair = pair(supervisor, a, b);
        assertThat(pair).containsEntry("outcome", "ONE_CLICK");
        assertThat(JsonPath.<Map<String, Double>>read(pair, "$.parts")).containsEntry("phone", 1.0);
        assertThat(JsonPath.<List<String>>read(pair, "$.one.contacts[*].name")).containsAnyOf("张伟", "李芳");

        ask(rep, get("/api/duplicates")).andExpect(status().isForbidden());
        decide(rep, pair.get("id"), "SAME").andExpect(status().isForbidden());
        var stranger = staff.supervisor("west");
        assertThat(pair(stranger, a, b)).isEmpty();
        decide(stranger, pair.get("id"), "SAME")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("duplicate-not-found"));
        decide(supervisor, pair.get("id"), "PERHAPS")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("decision"));

        decide(supervisor, pair.get("id"), "NOT_SAME").andExpect(status().isNoContent());
        assertThat(pair(supervisor, a, b)).isEmpty();
        lead("李芳", company, phone, "exhibition", null);
        assertThat(pair(supervisor, a, b)).isEmpty();
        merge(director, a, b).andExpect(jsonPath("$.code").value("customers-told-apart"));

        decide(supervisor, pair.get("id"), "SAME").andExpect(status().isNoContent());
        shown(a).andExpect(jsonPath("$.leads", hasSize(3)));
        assertThat(jdbc.sql("select action from audit_entry where subject_id in (?, ?) order by at")
                        .param(1, a)
                        .param(2, b)
                        .query(String.class)
                        .list())
                .containsExactly("customer.compared", "customer.merged");
        decide(supervisor, pair.get("id"), "SAME")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("customer-merged"));
    }

    @Test
    @DisplayName("A pair of which one has become part of a third is shown with that one")
    void boardFollows() throws Exception {
        var supervisor = staff.supervisor("south");
        var phone = phone();
        var company = "无锡" + brand() + "电子有限公司";
        var a = customer("张伟", company, phone, "douyin");
        var b = customer("李芳", company, phone, "site-form");
        var third = customer("王强", null, phone(), "douyin");
        merged(director, third, b);
        assertThat(pair(supervisor, a, third)).isNotEmpty();
        shown(third).andExpect(jsonPath("$.suspects[*].id", hasItem(a.toString())));
        merged(director, a, third);
        assertThat(pair(supervisor, a, third)).isEmpty();
        shown(a).andExpect(jsonPath("$.suspects[*].id", not(hasItem(a.toString()))));
    }

    @Test
    @DisplayName("Whatever was merged in whatever order, undone backwards every row is what it was")
    void anyHistory() {
        Trials.run(12, random -> {
            var phones = List.of(phone(), phone());
            var company = "无锡" + brand() + "电子有限公司";
            var all = IntStream.range(0, 5)
                    .mapToObj(at -> customer(
                            "客户" + (char) ('甲' + at * 7) + at,
                            random.nextBoolean() ? company : null,
                            random.nextInt(3) == 0 ? phones.get(random.nextInt(2)) : phone(),
                            "douyin"))
                    .distinct()
                    .toList();
            var before = dump(all);
            var standing = new ArrayList<>(all);
            var done = new ArrayDeque<UUID>();
            while (standing.size() > 1 && (done.isEmpty() || random.nextInt(4) > 0)) {
                var survivor = standing.get(random.nextInt(standing.size()));
                var loser = standing.get(random.nextInt(standing.size()));
                if (!survivor.equals(loser)) {
                    done.push(merged(director, survivor, loser));
                    standing.remove(loser);
                }
            }
            while (!done.isEmpty()) {
                undo(director, done.pop()).andExpect(status().isAccepted());
            }
            assertThat(dump(all)).isEqualTo(before);
        });
    }
}
