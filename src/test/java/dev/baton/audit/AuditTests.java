package dev.baton.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@BatonTest
class AuditTests {

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditSearch search;

    @Autowired
    StaffOnFile staff;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvc mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void keepsBeforeAndAfterOfEachField() throws Exception {
        var rep = staff.rep("east");
        var deal = Ids.next();
        var before = new HashMap<String, Object>(Map.of("amount", new BigDecimal("100000.00"), "name", "一期"));
        before.put("lostReason", null);
        act(AuditTrail.Entry.by(
                caller(rep),
                "deal",
                deal,
                "deal.changed",
                before,
                Map.of("amount", new BigDecimal("80000.00"), "name", "一期", "lostReason", "价格"),
                "east",
                rep.id()));

        ask(staff.director(), "subjectId", deal.toString())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].subjectKind").value("deal"))
                .andExpect(jsonPath("$.items[0].action").value("deal.changed"))
                .andExpect(jsonPath("$.items[0].by.id").value(rep.id().toString()))
                .andExpect(jsonPath("$.items[0].by.name").value(rep.name()))
                .andExpect(jsonPath("$.items[0].owner.name").value(rep.name()))
                .andExpect(jsonPath("$.items[0].region").value("east"))
                .andExpect(jsonPath("$.items[0].before.amount").value(100000.00))
                .andExpect(jsonPath("$.items[0].after.amount").value(80000.00))
                .andExpect(jsonPath("$.items[0].changes[*].field").value(containsInAnyOrder("amount", "lostReason")));
    }

    @Test
    void keepsWhereARequestCameFrom() throws Exception {
        var rep = staff.rep("north");
        var longest = "Mozilla/5.0 " + "x".repeat(2_000);
        mvc.perform(get("/api/leads/export")
                        .queryParam("status", "ASSIGNED")
                        .with(request -> {
                            request.setRemoteAddr("203.0.113.7");
                            return request;
                        })
                        .header(HttpHeaders.USER_AGENT, longest)
                        .with(as(rep)))
                .andExpect(status().isForbidden());

        ask(staff.director(), "by", rep.id().toString())
                .andExpect(jsonPath("$.items[0].origin.kind").value("request"))
                .andExpect(jsonPath("$.items[0].origin.address").value("203.0.113.7"))
                .andExpect(jsonPath("$.items[0].origin.userAgent").value(longest.substring(0, 400)));
    }

    @Test
    void saysThatAProcessActedWhereNoRequestIsAnswered() throws Exception {
        var deal = Ids.next();
        // The thread of a test is taken for one that answers a request; a worker has its own.
        Thread.ofVirtual()
                .start(() -> act(AuditTrail.Entry.byProcess(
                        "deal", deal, "deal.frozen", Map.of(), Map.of("frozen", true), "east", null)))
                .join();

        ask(staff.admin(), "subjectId", deal.toString())
                .andExpect(jsonPath("$.items[0].origin.kind").value("process"))
                .andExpect(jsonPath("$.items[0].origin.address").doesNotExist())
                .andExpect(jsonPath("$.items[0].by.id").doesNotExist())
                .andExpect(jsonPath("$.items[0].by.name").value("流程"));
        mvc.perform(get("/api/audit")
                        .param("subjectId", deal.toString())
                        .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                        .with(as(staff.admin())))
                .andExpect(jsonPath("$.items[0].by.name").value("Process"));
    }

    @Test
    void writesAnEntryWithTheActOrNotAtAll() {
        var deal = Ids.next();
        var entry = AuditTrail.Entry.byProcess("deal", deal, "deal.won", Map.of(), Map.of(), "east", null);

        assertThatThrownBy(() -> trail.record(entry)).isInstanceOf(IllegalTransactionStateException.class);
        transaction.executeWithoutResult(status -> {
            trail.record(entry);
            status.setRollbackOnly();
        });

        assertThat(of(deal)).isEmpty();
    }

    @Test
    void takesTextThatPostgresHasNoPlaceFor() {
        var file = Ids.next();
        act(AuditTrail.Entry.byProcess(
                "evidence",
                file,
                "evidence.added",
                Map.of(),
                Map.of("a\u0000b", "x\u0000\u0000y", "path", "c:\\u0000", "emoji", "\uD83D\uDE00"),
                null,
                null));

        assertThat(of(file)).singleElement().satisfies(line -> assertThat(line.after())
                .isEqualTo(Map.of("a\uFFFDb", "x\uFFFD\uFFFDy", "path", "c:\\u0000", "emoji", "\uD83D\uDE00")));
    }

    @Test
    void showsSupervisorsWhatHappenedInTheirRegionAndWithTheirPeople() {
        var rep = staff.rep("south");
        var stranger = staff.rep("west");
        var here = entry("south", null);
        var elsewhere = entry("west", stranger.id());
        var ours = entry("west", rep.id());
        var nowhere = entry(null, null);
        List.of(here, elsewhere, ours, nowhere).forEach(this::act);
        var all = Set.of(here.subjectId(), elsewhere.subjectId(), ours.subjectId(), nowhere.subjectId());

        assertThat(seen(staff.supervisor("south"), all)).containsOnly(here.subjectId(), ours.subjectId());
        assertThat(seen(staff.supervisor("west"), all)).containsOnly(elsewhere.subjectId(), ours.subjectId());
        assertThat(seen(staff.person(null, Role.SUPERVISOR), all)).isEmpty();
        assertThat(seen(staff.director(), all)).isEqualTo(all);
        assertThat(seen(staff.admin(), all)).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SUPERVISOR", "DIRECTOR", "ADMIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void isNoBusinessOfAnybodyElse(Role role) throws Exception {
        ask(staff.person("east", role)).andExpect(status().isForbidden());
    }

    @Test
    void findsBySubjectActionPersonAndTime() throws Exception {
        var rep = staff.rep("east");
        var one = Ids.next();
        var other = Ids.next();
        var start = Instant.now().minusSeconds(1);
        act(AuditTrail.Entry.by(caller(rep), "deal", one, "deal.changed", Map.of(), Map.of(), "east", null));
        act(AuditTrail.Entry.by(caller(rep), "contract", one, "contract.changed", Map.of(), Map.of(), "east", null));
        act(AuditTrail.Entry.by(caller(rep), "deal", other, "deal.lost", Map.of(), Map.of(), "east", null));
        var director = staff.director();
        var by = rep.id().toString();

        ask(director, "by", by).andExpect(jsonPath("$.total").value(3));
        ask(director, "by", by, "subjectKind", "deal")
                .andExpect(jsonPath("$.total").value(2));
        ask(director, "by", by, "subjectId", one.toString())
                .andExpect(jsonPath("$.total").value(2));
        ask(director, "by", by, "action", "deal.lost")
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].subjectId").value(other.toString()));
        ask(
                        director,
                        "by",
                        by,
                        "from",
                        start.toString(),
                        "to",
                        start.plusSeconds(3_600).toString())
                .andExpect(jsonPath("$.total").value(3));
        ask(director, "by", by, "to", start.toString())
                .andExpect(jsonPath("$.total").value(0));
        ask(director, "by", by, "from", "2026-03-01T10:00:00+08:00", "to", "2026-03-01T02:00:00Z")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("urn:baton:problem:ends-before-start"));
        ask(director, "from", "yesterday").andExpect(status().isBadRequest());
        ask(director, "subjectId", "7").andExpect(status().isBadRequest());
    }

    @Test
    void givesAllOfItPageByPageNewestFirst() {
        var deal = Ids.next();
        IntStream.range(0, 25)
                .forEach(number -> act(AuditTrail.Entry.byProcess(
                        "deal", deal, "deal.changed", Map.of(), Map.of("number", number), null, null)));
        var everything = caller(staff.director());
        var query = new AuditSearch.Query("deal", deal, null, null, null, null);

        var numbers = IntStream.range(0, 4)
                .mapToObj(page -> search.search(everything, query, page, 10))
                .peek(page -> assertThat(page.total()).isEqualTo(25))
                .flatMap(page -> page.items().stream())
                .map(line -> (Integer) line.after().get("number"))
                .toList();

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, 25)
                        .map(number -> 24 - number)
                        .boxed()
                        .toList());
        assertThat(search.search(everything, query, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .items())
                .isEmpty();
        assertThat(search.search(everything, query, -1, -1).items()).hasSize(1);
    }

    /** AC-06. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void keepsTheExportOfLeadsClosedAndKnowsWhoAskedForIt(Role role) throws Exception {
        var person = staff.person(role == Role.REP || role == Role.SUPERVISOR ? "north" : null, role);

        mvc.perform(get("/api/leads/export").queryParam("q", "北京").with(as(person)))
                .andExpect(status().isForbidden())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:baton:problem:export-closed"));

        ask(staff.director(), "by", person.id().toString())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].action").value("lead.export-refused"))
                .andExpect(jsonPath("$.items[0].actionName").value("导出线索列表（已拒绝）"))
                .andExpect(jsonPath("$.items[0].subjectKindName").value("线索"))
                .andExpect(jsonPath("$.items[0].after.query").exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void hasNoVerbThatWouldChangeIt(String method) throws Exception {
        var deal = Ids.next();
        act(AuditTrail.Entry.byProcess("deal", deal, "deal.won", Map.of(), Map.of(), null, null));
        var entry = of(deal).getFirst().id();
        var admin = staff.person(null, Role.values());

        for (var path : List.of("/api/audit", "/api/audit/" + entry, "/api/audit?subjectId=" + deal)) {
            mvc.perform(request(HttpMethod.valueOf(method), path)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"action\": \"nothing\"}")
                            .with(as(admin)))
                    .andExpect(status().isForbidden());
        }

        assertThat(of(deal)).singleElement().satisfies(line -> assertThat(line.action())
                .isEqualTo("deal.won"));
    }

    @Test
    void isReachedByReadingOnly() {
        var verbs = mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getPatternValues().stream().anyMatch(path -> path.startsWith("/api/audit")))
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream())
                .toList();

        assertThat(verbs).containsOnly(RequestMethod.GET);
    }

    private void act(AuditTrail.Entry entry) {
        transaction.executeWithoutResult(status -> trail.record(entry));
    }

    private static AuditTrail.Entry entry(@Nullable String region, @Nullable PersonId owner) {
        return AuditTrail.Entry.byProcess("deal", Ids.next(), "deal.changed", Map.of(), Map.of(), region, owner);
    }

    private List<AuditSearch.Line> of(UUID subject) {
        return search.search(
                        caller(staff.director()), new AuditSearch.Query(null, subject, null, null, null, null), 0, 200)
                .items();
    }

    private Set<@Nullable UUID> seen(Person reader, Set<@Nullable UUID> subjects) {
        var seen = new HashSet<@Nullable UUID>();
        for (var subject : subjects) {
            search.search(caller(reader), new AuditSearch.Query(null, subject, null, null, null, null), 0, 10)
                    .items()
                    .forEach(line -> seen.add(line.subjectId()));
        }
        return seen;
    }

    private ResultActions ask(Person reader, String... params) throws Exception {
        MockHttpServletRequestBuilder asked = get("/api/audit").with(as(reader));
        for (var index = 0; index < params.length; index += 2) {
            asked.param(params[index], params[index + 1]);
        }
        return mvc.perform(asked);
    }

    private static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }

    private static RequestPostProcessor as(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }
}
