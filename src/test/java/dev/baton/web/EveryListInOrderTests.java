package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.opportunity.DealFixtures;
import dev.baton.staff.Accounts;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Each list is read with rows that came in another order than they are to be shown in, and of which several are equal
 * but for their id. What a test puts there is taken back, so that no other test stands behind it.
 */
@BatonTest
@Import({LeadFixtures.class, DealFixtures.class})
@DisplayName("The order of a list")
class EveryListInOrderTests {

    /** Longer ago than any other test goes, so that a list that ends somewhere begins with these. */
    private static final Instant LONG_AGO = Instant.parse("2001-03-04T05:06:07Z");

    /** Hours between the rows, in the order in which they are made: neither rising nor falling, and two are equal. */
    private static final List<Integer> HOURS = List.of(3, 1, 4, 1, 5, 0);

    private static final Pattern NEXT_LITERAL = Pattern.compile("\"\\s*\\+\\s*\"");

    /** What is in parentheses belongs to the clause, with one pair more in it; what closes what is around it does not. */
    private static final Pattern ORDER = Pattern.compile(
            "order by (?<by>(?:[^()\"]|\\((?:[^()]|\\([^()]*\\))*\\))*?)(?=\\s(?:limit|for update)\\b|[)\"])(?<rest>.{0,60})",
            Pattern.DOTALL);

    /** A figure of a group, the first of several, and work that is taken by whoever comes. */
    private static final Pattern NO_LIST =
            Pattern.compile("\\)|\\s*limit 1\\b|\\s*limit \\S+ for update", Pattern.DOTALL);

    /** Columns that no two rows of their statement share; the two of windows are looked at above. */
    private static final Pattern ONE_OF_A_KIND = Pattern.compile(
            "(?:\\b(?:id|seq|lead_id|dealId|entry_id|number|position|line|round|code|key|kind|seal|sha256|name|version|element_id|channel"
                    + "|campaign nulls last)|2 desc, 1|%s|%3\\$s)(?: desc)?$");

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    Accounts accounts;

    @Autowired
    LeadFixtures leads;

    @Autowired
    DealFixtures deals;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private Person rep;
    private Person director;
    private Person admin;
    private @Nullable TransactionStatus transaction;

    @BeforeEach
    void begin() {
        rep = staff.rep("east");
        director = staff.director();
        admin = staff.admin();
        transaction = null;
    }

    /** From here on nothing stays. */
    private void forThisTestOnly() {
        transaction = transactions.getTransaction(new DefaultTransactionDefinition());
    }

    @AfterEach
    void takeBack() {
        if (transaction != null) {
            transactions.rollback(transaction);
        }
    }

    @Test
    @DisplayName("of today is that of the deadlines, and by intent where these are the same")
    void today() throws Exception {
        var own = assigned(8);
        forThisTestOnly();
        var intents = List.of("low", "high", "medium", "high");
        var rows = new HashMap<String, String>();
        for (var i = 0; i < own.size(); i++) {
            var deadline = LONG_AGO.plusSeconds(3_600L * (i % 2));
            var intent = intents.get(i % 4);
            update("update lead set next_deadline_at = ?, intent = ? where id = ?", own.get(i), deadline, intent);
            rows.put(
                    own.get(i).toString(),
                    deadline + " " + List.of("high", "medium", "low").indexOf(intent));
        }

        assertThat(shown(rep, "/api/leads/today", "$[*].id", own)).isEqualTo(by(own, rows::get));
    }

    @Test
    @DisplayName("of late follow-ups begins with the longest overdue")
    void overdue() throws Exception {
        var own = assigned(HOURS.size());
        forThisTestOnly();
        var rows = at("update lead set next_follow_up_at = ? where id = ?", own);

        assertThat(shown(rep, "/api/leads/overdue-follow-ups", "$[*].id", own)).isEqualTo(by(own, rows::get));
    }

    @Test
    @DisplayName("of leads begins with the newest")
    void leads() throws Exception {
        var own = assigned(5);

        assertThat(shown(rep, "/api/leads?size=200", "$.items[*].id", own))
                .isEqualTo(by(own, id -> "").reversed());
    }

    @Test
    @DisplayName("of the pool begins with the lead that came last")
    void pool() throws Exception {
        var own = IntStream.range(0, HOURS.size())
                .mapToObj(i -> leads.pooled("east").value())
                .toList();
        forThisTestOnly();
        var rows = new HashMap<String, String>();
        for (var i = 0; i < own.size(); i++) {
            var at = Instant.parse("2199-01-01T00:00:00Z").plusSeconds(3_600L * HOURS.get(i));
            update("update lead set received_at = ? where id = ?", own.get(i), at);
            rows.put(own.get(i).toString(), at.toString());
        }

        assertThat(shown(rep, "/api/leads/pool", "$[*].id", own))
                .isEqualTo(by(own, rows::get).reversed());
    }

    @Test
    @DisplayName("of windows is that of their ends, and of ended ones the last comes first")
    void windows() throws Exception {
        var own = assigned(HOURS.size());
        forThisTestOnly();
        jdbc.sql("delete from response_window where lead_id = any(?)")
                .param(own.toArray(UUID[]::new))
                .update();
        var rows = new HashMap<String, String>();
        for (var i = 0; i < own.size(); i++) {
            var due = LONG_AGO.plusSeconds(3_600L * HOURS.get(i));
            jdbc.sql("""
                            insert into response_window (lead_id, round, owner_id, region, source, started_at, due_at)
                            values (?, 1, ?, 'east', 'phone', ?, ?)""")
                    .params(own.get(i), rep.id().value(), Timestamp.from(LONG_AGO), Timestamp.from(due))
                    .update();
            rows.put(own.get(i).toString(), due.toString());
        }
        assertThat(shown(director, "/api/windows?state=breached", "$.items[*].leadId", own))
                .isEqualTo(by(own, rows::get));

        for (var i = 0; i < own.size(); i++) {
            var ended = Instant.parse("2199-01-01T00:00:00Z").plusSeconds(3_600L * HOURS.get(i));
            update("update response_window set ended_at = ? where lead_id = ?", own.get(i), ended);
            // Later is first, and of equal ones the smaller id.
            rows.put(own.get(i).toString(), String.valueOf(9 - HOURS.get(i)));
        }
        assertThat(shown(director, "/api/windows?state=late", "$.items[*].leadId", own))
                .isEqualTo(by(own, rows::get));
    }

    @Test
    @DisplayName("of waiting leads begins with the nearest promise, and of untouched ones with the longest untouched")
    void waiting() throws Exception {
        var received = IntStream.range(0, HOURS.size())
                .mapToObj(i -> leads.received("east").value())
                .toList();
        var untouched = assigned(HOURS.size());
        forThisTestOnly();
        var promised = at("update lead set answer_by = ? where id = ?", received);
        jdbc.sql("update lead set received_at = ? where id = any(?)")
                .params(Timestamp.from(LONG_AGO), received.toArray(UUID[]::new))
                .update();
        var since = at("update lead set first_assigned_at = ?, first_touch_at = null where id = ?", untouched);

        assertThat(shown(director, "/api/leads/waiting", "$.items[*].leadId", received))
                .isEqualTo(by(received, promised::get));
        assertThat(shown(director, "/api/leads/waiting", "$.items[*].leadId", untouched))
                .isEqualTo(by(untouched, since::get));
    }

    @Test
    @DisplayName("of a column of the board is that in which its deals came into the stage, and so is that of blockers")
    void board() throws Exception {
        var own = IntStream.range(0, HOURS.size())
                .mapToObj(i -> deals.standing(rep, "客户" + i).value())
                .toList();
        forThisTestOnly();
        var entered = at("update deal set entered_at = ? where id = ?", own);
        assertThat(shown(rep, "/api/deals?mine=true", "$.columns[0].deals[*].id", own))
                .isEqualTo(by(own, entered::get));

        var since = at("update deal set substate_since = ?, blocker_wanted = true where id = ?", own.reversed());
        assertThat(shown(rep, "/api/deals/blockers", "$.deals[*].id", own)).isEqualTo(by(own, since::get));
    }

    @Test
    @DisplayName("of tasks is that of their deadlines, and what has none comes last")
    void tasks() throws Exception {
        var lead = assigned(1).getFirst();
        forThisTestOnly();
        var own = new ArrayList<UUID>();
        var rows = new HashMap<String, String>();
        for (var i = 0; i < HOURS.size(); i++) {
            var id = UUID.randomUUID();
            var due = HOURS.get(i) == 0 ? null : LONG_AGO.plusSeconds(3_600L * HOURS.get(i));
            jdbc.sql("""
                            insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                                                   element_instance_key, record_id, assignee, candidate_groups, due_at, state,
                                                   created_at, locked_until)
                            values (?, ?, 'lead-response', 1, 1, 'userTask_contactLead', 1, ?, ?, '{}',
                                    cast(? as timestamptz), 'OPEN', ?, ?)""")
                    .params(
                            id,
                            id.getMostSignificantBits(),
                            lead,
                            rep.id().value(),
                            due == null ? null : due.toString(),
                            Timestamp.from(LONG_AGO.plusSeconds(i / 2)),
                            Timestamp.from(Instant.now()))
                    .update();
            own.add(id);
            rows.put(id.toString(), due == null ? "~" : due.toString());
        }

        assertThat(shown(rep, "/api/tasks", "$[*].id", own)).isEqualTo(by(own, rows::get));
        for (var i = 0; i < own.size(); i++) {
            rows.put(own.get(i).toString(), String.valueOf(i / 2));
        }
        assertThat(shown(rep, "/api/tasks?recordId=" + lead, "$[*].id", own)).isEqualTo(by(own, rows::get));
    }

    @Test
    @DisplayName("of incidents begins with the oldest")
    void incidents() throws Exception {
        var lead = assigned(1).getFirst();
        forThisTestOnly();
        var own = new ArrayList<UUID>();
        var rows = new HashMap<String, String>();
        for (var hours : HOURS) {
            var id = UUID.randomUUID();
            var at = LONG_AGO.plusSeconds(3_600L * hours);
            jdbc.sql("""
                            insert into job_incident (id, job_key, job_type, process_id, element_id, element_instance_key,
                                                      process_instance_key, record_id, reason, raised_at)
                            values (?, ?, 'lead.test', 'lead-response', 'serviceTask_test', 1, 1, ?, '?', ?)""")
                    .params(id, id.getMostSignificantBits(), lead, Timestamp.from(at))
                    .update();
            own.add(id);
            rows.put(id.toString(), at.toString());
        }

        assertThat(shown(admin, "/api/incidents", "$[*].id", own)).isEqualTo(by(own, rows::get));
    }

    @Test
    @DisplayName("of debts begins with the unpaid one that is due first, and of green channels with the newest")
    void debts() throws Exception {
        forThisTestOnly();
        var own = new ArrayList<UUID>();
        var due = new HashMap<String, String>();
        var asked = new HashMap<String, String>();
        for (var i = 0; i < HOURS.size(); i++) {
            var id = UUID.randomUUID();
            var at = LONG_AGO.plusSeconds(3_600L * HOURS.get(i));
            jdbc.sql("""
                            insert into green_channel (id, name, owner_id, region, purpose, steps, reason, evidence, asked_by,
                                                       asked_at, state, decided_by, decided_at)
                            values (?, '?', ?, 'east', 'SKIP_APPROVAL', '{}', '?', '{}', ?, ?, 'GRANTED', ?, ?)""")
                    .params(
                            id,
                            rep.id().value(),
                            rep.id().value(),
                            Timestamp.from(at),
                            director.id().value(),
                            Timestamp.from(at))
                    .update();
            var paid = i < 2;
            jdbc.sql("insert into exception_debt (id, debtor_id, due_at, state, paid_at) values (?, ?, ?, ?, cast(? as"
                            + " timestamptz))")
                    .params(
                            id,
                            rep.id().value(),
                            Timestamp.from(at),
                            paid ? "PAID" : "OPEN",
                            paid ? at.toString() : null)
                    .update();
            own.add(id);
            // Of the paid ones, the last to be paid comes first.
            due.put(id.toString(), paid ? "~" + (9 - HOURS.get(i)) : at.toString());
            asked.put(id.toString(), at.toString());
        }

        assertThat(shown(rep, "/api/debts", "$[*].id", own)).isEqualTo(by(own, due::get));
        assertThat(shown(rep, "/api/green-channels", "$[*].id", own))
                .isEqualTo(by(own, asked::get).reversed());
    }

    @Test
    @DisplayName("is a whole one: nothing in which two rows may be equal decides last")
    void whole() throws IOException {
        var partly = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var order = ORDER.matcher(
                        NEXT_LITERAL.matcher(Files.readString(file)).replaceAll(""));
                while (order.find()) {
                    var by = order.group("by").strip();
                    if (!NO_LIST.matcher(order.group("rest")).lookingAt()
                            && !ONE_OF_A_KIND.matcher(by).find()) {
                        partly.add(file.getFileName() + ": " + by);
                    }
                }
            }
        }

        assertThat(partly).isEmpty();
    }

    private List<UUID> assigned(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> leads.assigned(rep.id(), "east").value())
                .toList();
    }

    /** Gives each row another hour; what it was given by id. */
    private Map<String, String> at(String update, List<UUID> rows) {
        var given = new HashMap<String, String>();
        for (var i = 0; i < rows.size(); i++) {
            var at = LONG_AGO.plusSeconds(3_600L * HOURS.get(i % HOURS.size()));
            update(update, rows.get(i), at);
            given.put(rows.get(i).toString(), at.toString());
        }
        return given;
    }

    private void update(String sql, UUID id, Instant at, Object... more) {
        var params = new ArrayList<Object>();
        params.add(Timestamp.from(at));
        params.addAll(List.of(more));
        params.add(id);
        assertThat(jdbc.sql(sql).params(params).update()).isEqualTo(1);
    }

    /** The ids as the answer has them, without what is of others. */
    private List<String> shown(Person as, String path, String ids, List<UUID> own) throws Exception {
        var answer = mvc.perform(get(path)
                        .with(authentication(
                                new SignedIn(accounts.current(as.id()).orElseThrow()))))
                .andReturn()
                .getResponse();
        var text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isEqualTo(200);
        var known = own.stream().map(UUID::toString).toList();
        return JsonPath.<List<String>>read(text, ids).stream()
                .filter(known::contains)
                .toList();
    }

    /** By what each row has, and of equal ones the smaller id first, as PostgreSQL compares them. */
    private static List<String> by(List<UUID> rows, UnaryOperator<String> what) {
        return rows.stream()
                .map(UUID::toString)
                .sorted(Comparator.<String, String>comparing(what).thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
