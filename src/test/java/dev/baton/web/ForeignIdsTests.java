package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.evidence.Papers;
import dev.baton.lead.LeadFixtures;
import dev.baton.opportunity.DealFixtures;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.ObjectMapper;

/**
 * Whether a record of somebody else exists cannot be learned from any operation of the API's document that takes an id, in
 * no role: status and code are those for an id that nobody ever gave.
 */
@BatonTest
@Import({DealFixtures.class, LeadFixtures.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignIdsTests {

    /** One operation with the ids that it takes; each is tried alone, the others made up. */
    private record Operation(HttpMethod method, String path, Map<String, Boolean> ids, Map<String, Object> body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private record Answer(int status, @Nullable String code) {}

    /** Ids that are no records of anybody's: who asks is a supervisor at least, and may know them. */
    private static final Set<String> NOBODYS = Set.of("/api/audit subjectId", "/api/audit by");

    /** What a role sees whosever it is. */
    private static final Set<String> SEEN = Set.of(
            "/api/assignments/{id}/replay " + Role.PROCESS_OWNER,
            // Imports have no region of their own yet: every supervisor sees them all.
            "/api/imports/{id} " + Role.SUPERVISOR,
            "/api/imports/{id}/rejects.csv " + Role.SUPERVISOR);

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DealFixtures deals;

    @Autowired
    LeadFixtures leads;

    @Autowired
    JdbcClient jdbc;

    private Person owner;
    private final Map<String, UUID> records = new LinkedHashMap<>();
    private final List<Person> strangers = new ArrayList<>();

    @BeforeAll
    void recordsOfSomebody() throws Exception {
        owner = staff.rep("east");
        var supervisor = staff.supervisor("east");
        var deal = deals.standing(owner, "华北化工").value();
        var lead = leads.assigned(owner.id(), "east").value();
        records.put("deal", deal);
        records.put("lead", lead);
        records.put(
                "evidence",
                id(mvc.perform(multipart("/api/evidence")
                        .file(new MockMultipartFile("file", "a.txt", "text/plain", Papers.text("沟通记录")))
                        .param("recordKind", "deal")
                        .param("recordId", deal.toString())
                        .param("stage", "first-contact")
                        .param("kind", "first-communication")
                        .with(httpBasic(owner.login(), StaffOnFile.PASSWORD)))));
        records.put("upload", id(sent(owner, HttpMethod.POST, "/api/evidence/uploads", """
                {"recordKind": "deal", "recordId": "%s", "stage": "first-contact", "kind": "first-communication",
                 "fileName": "b.txt", "size": 10}""".formatted(deal))));
        records.put("contract", id(sent(owner, HttpMethod.POST, "/api/contracts", """
                {"dealId": "%s", "title": "合同", "type": "standard", "amount": 120000, "currency": "CNY"}""".formatted(deal))));
        records.put(
                "import",
                id(mvc.perform(multipart("/api/imports")
                        .file(new MockMultipartFile(
                                "file",
                                "leads.csv",
                                "text/csv",
                                "姓名,电话\n王芳,13812345678\n".getBytes(StandardCharsets.UTF_8)))
                        .param("kind", "leads")
                        .with(httpBasic(supervisor.login(), StaffOnFile.PASSWORD)))));
        records.put("customer", id(sent(owner, HttpMethod.POST, "/api/customers", """
                {"type": "person", "name": "林晓", "phone": "13712345678"}""")));
        records.put("otherCustomer", id(sent(owner, HttpMethod.POST, "/api/customers", """
                {"type": "person", "name": "林晚", "phone": "13712345679"}""")));
        records.put("token", id(sent(owner, HttpMethod.POST, "/api/me/tokens", """
                {"label": "x", "scope": "READ", "password": "%s"}""".formatted(StaffOnFile.PASSWORD))));
        records.put("person", owner.id().value());
        insert("task", """
                insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                    element_instance_key, record_id, assignee, candidate_groups, state, created_at, locked_until)
                values (:id, :number, 'lead-response', 1, 1, 'userTask_contactLead', 1, :lead, :owner, '{}', 'OPEN', now(), now())""");
        insert("notification", """
                insert into in_app_notice (id, person_id, title, text, path, created_at)
                values (:id, :owner, 'x', 'x', '/', now())""");
        insert("signIn", """
                insert into sign_in (id, person_id, started_at, last_seen_at, address)
                values (:id, :owner, now(), now(), '10.0.0.1')""");
        insert("assignment", """
                insert into assignment_decision (id, lead_id, round, kind, decided_at, prepared_at, owner_id, route,
                    process_instance_key, process_definition_key, process_version, inputs)
                values (:id, :lead, 0, 'RULE', now(), now(), :owner, 'east', 1, 1, 1, '{}')""");
        insert("approval", """
                insert into approval (id, process_instance_key, kind, deal_id, deal_name, title, owner_id, region, requested_by,
                    amount, currency, discount, outcome, opened_at, notices, table_version, legal_round)
                values (:id, :number, 'CONTRACT', :deal, 'x', 'x', :owner, 'east', :owner, 1000, 'CNY', 0, 'OPEN', now(), '{}',
                    1, 1)""");
        insert("question", """
                insert into approval_question (id, approval_id, asked_by, asked_to, text, asked_at, due_at)
                values (:id, :approval, :owner, :owner, 'x', now(), now())""");
        insert("greenChannel", """
                insert into green_channel (id, deal_id, name, owner_id, region, purpose, steps, reason, evidence, asked_by, asked_at,
                    state)
                values (:id, :deal, 'x', :owner, 'east', 'STAGE_JUMP', '{}', 'x', '{}', :owner, now(), 'USED')""");
        records.put("debt", records.get("greenChannel"));
        insert("merge", """
                insert into customer_merge (id, survivor_id, loser_ids, state, facts_before, facts_after, survivor_updated_at,
                    moved_leads, evidence, conflicts, by_id, at, version)
                values (:id, :customer, '{}', 'MERGED', '{"type": "PERSON", "name": "林晓"}',
                    '{"type": "PERSON", "name": "林晓"}', now(), '{}', '[]', '[]', :owner, now(), 0)""");
        insert("duplicate", """
                insert into duplicate_proposal (id, one_id, other_id, outcome, score, parts, reasons, policy, state, proposed_at)
                values (:id, :customer, :otherCustomer, 'REVIEW', 0.9, '{}', '{}', 1, 'OPEN', now())""");
        jdbc.sql("insert into exception_debt (id, debtor_id, due_at) values (:id, :owner, now())")
                .param("id", records.get("debt"))
                .param("owner", owner.id().value())
                .update();

        strangers.add(staff.rep("east"));
        strangers.add(staff.rep("west"));
        strangers.add(staff.supervisor("west"));
        for (var role : Role.values()) {
            if (!Set.of(Role.REP, Role.SUPERVISOR, Role.DIRECTOR, Role.ADMIN).contains(role)) {
                strangers.add(staff.person(null, role));
            }
        }
    }

    @Test
    @DisplayName("AC-02: no operation with an id tells a record of somebody else from one that does not exist")
    void noOperationTellsAnothersRecordFromNone() throws Exception {
        var told = new ArrayList<String>();
        var tried = 0;
        for (var operation : operations()) {
            for (var id : operation.ids().keySet()) {
                if (NOBODYS.contains(operation.path() + " " + id)) {
                    continue;
                }
                for (var stranger : strangers) {
                    if (stranger.roles().stream().anyMatch(role -> SEEN.contains(operation.path() + " " + role))) {
                        continue;
                    }
                    var real = answered(operation, id, recordFor(operation, id), stranger);
                    var none = answered(operation, id, Ids.next(), stranger);
                    if (!real.equals(none)) {
                        told.add("%s, %s as %s: %s and %s".formatted(operation, id, stranger.roles(), real, none));
                    }
                    tried++;
                }
            }
        }
        assertThat(told).isEmpty();
        assertThat(tried).isGreaterThan(400);
    }

    /** Which record an id names: said here for each, so that a new operation is not passed over. */
    private UUID recordFor(Operation operation, String id) {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("questionId", "question");
        kinds.put("dealId", "deal");
        kinds.put("leadId", "lead");
        kinds.put("recordId", operation.path().startsWith("/api/tasks") ? "lead" : "deal");
        kinds.put("after", "task");
        kinds.put("token", "token");
        kinds.put("signIn", "signIn");
        var kind = kinds.get(id);
        if (kind == null) {
            var places = new TreeMap<String, String>();
            places.put("/api/approvals/", "approval");
            places.put("/api/assignments/", "assignment");
            places.put("/api/contracts/", "contract");
            places.put("/api/customers/", "customer");
            places.put("/api/deals/", "deal");
            places.put("/api/duplicates/", "duplicate");
            places.put("/api/merges/", "merge");
            places.put("/api/debts/", "debt");
            places.put("/api/evidence/", "evidence");
            places.put("/api/evidence/uploads/", "upload");
            places.put("/api/green-channels/", "greenChannel");
            places.put("/api/imports/", "import");
            places.put("/api/leads/", "lead");
            places.put("/api/notifications/", "notification");
            places.put("/api/people/", "person");
            places.put("/api/security-events", "person");
            places.put("/api/tasks/", "task");
            // Nobody but keepers of the processes reaches them, and those see all.
            places.put("/api/incidents/", "lead");
            places.put("/api/stuck-deals/repairs/", "deal");
            kind = places.descendingMap().entrySet().stream()
                    .filter(place -> operation.path().startsWith(place.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        assertThat(kind).as("whose record is %s of %s?", id, operation).isNotNull();
        return records.get(kind);
    }

    /** Those of the document that take an id, in their path, their query or their body. */
    private List<Operation> operations() throws Exception {
        var document = mvc.perform(get("/v3/api-docs").with(httpBasic(owner.login(), StaffOnFile.PASSWORD)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var schemas = JsonPath.<Map<String, Map<String, Object>>>read(document, "$.components.schemas");
        var all = new ArrayList<Operation>();
        JsonPath.<Map<String, Map<String, Map<String, Object>>>>read(document, "$.paths")
                .forEach((path, methods) -> methods.forEach((method, said) -> {
                    var ids = new LinkedHashMap<String, Boolean>();
                    for (var parameter : list(said.get("parameters"))) {
                        if ("uuid".equals(map(parameter.get("schema")).get("format"))) {
                            ids.put(String.valueOf(parameter.get("name")), "query".equals(parameter.get("in")));
                        }
                    }
                    var content = map(map(said.get("requestBody")).get("content"));
                    var body = map(map(content.get("application/json")).get("schema"));
                    if (!ids.isEmpty() && path.startsWith("/api/")) {
                        all.add(new Operation(
                                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path, ids, filled(body, schemas)));
                    }
                }));
        assertThat(all).hasSizeGreaterThan(40);
        return all;
    }

    private Answer answered(Operation operation, String tried, UUID with, Person by) throws Exception {
        var path = operation.path();
        var query = new LinkedHashMap<String, String>();
        for (var id : operation.ids().entrySet()) {
            var value = String.valueOf(id.getKey().equals(tried) ? with : beside(operation, id.getKey(), tried, with));
            if (id.getValue()) {
                if (id.getKey().equals(tried) || operation.path().equals("/api/evidence")) {
                    query.put(id.getKey(), value);
                }
            } else {
                path = path.replace("{" + id.getKey() + "}", value);
            }
        }
        path = path.replaceAll("\\{[^}]+}", "some");
        var request = request(operation.method(), path)
                .with(httpBasic(by.login(), StaffOnFile.PASSWORD))
                .contentType(MediaType.APPLICATION_JSON);
        query.forEach(request::param);
        if (operation.path().equals("/api/evidence")) {
            request.param("recordKind", "deal").param("stage", "first-contact").param("kind", "first-communication");
        }
        if (!HttpMethod.GET.equals(operation.method())) {
            request.content(JSON.writeValueAsString(operation.body()));
        }
        var response = mvc.perform(request).andReturn().getResponse();
        var said = response.getContentAsString(StandardCharsets.UTF_8);
        return new Answer(
                response.getStatus(),
                response.getStatus() >= 400 && said.startsWith("{") ? JsonPath.read(said, "$.code") : null);
    }

    /** The other ids of an address belong to the same record, where it is the real one. */
    private UUID beside(Operation operation, String id, String tried, UUID with) {
        return records.containsValue(with) && !id.equals(tried) ? recordFor(operation, id) : Ids.next();
    }

    /** Something that passes for every field, so that the answer is about the record and not about the body. */
    private static Map<String, Object> filled(Map<String, Object> schema, Map<String, Map<String, Object>> schemas) {
        var body = new LinkedHashMap<String, Object>();
        map(resolved(schema, schemas).get("properties"))
                .forEach((name, property) -> body.put(name, example(name, map(property), schemas)));
        return body;
    }

    private static Object example(String name, Map<String, Object> property, Map<String, Map<String, Object>> schemas) {
        var known = Map.<String, Object>of(
                "substate", "material-sent",
                "type", "standard",
                "currency", "CNY",
                "vote", "approve",
                "outcome", "follow-up",
                "from", "2099-01-01",
                "to", "2099-01-02",
                "password", StaffOnFile.PASSWORD,
                "newPassword", "an entirely new one",
                "syncedAt", "2026-01-01T00:00:00Z");
        var schema = resolved(property, schemas);
        var choice = list(schema.get("oneOf"));
        if (!choice.isEmpty()) {
            schema = resolved(choice.getFirst(), schemas);
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.getFirst();
        }
        if ("uuid".equals(schema.get("format"))) {
            return Ids.next().toString();
        }
        if (known.containsKey(name)) {
            return known.get(name);
        }
        var type = schema.get("type") instanceof List<?> types ? types.getFirst() : schema.get("type");
        return switch (String.valueOf(type)) {
            case "integer", "number" -> 1;
            case "boolean" -> true;
            case "array" -> List.of();
            case "object" -> filled(schema, schemas);
            default -> "date-time".equals(schema.get("format")) ? "2099-01-01T00:00:00Z" : "给个理由";
        };
    }

    private static Map<String, Object> resolved(Map<String, Object> schema, Map<String, Map<String, Object>> schemas) {
        return schema.get("$ref") instanceof String ref
                ? schemas.getOrDefault(ref.substring(ref.lastIndexOf('/') + 1), Map.of())
                : schema;
    }

    private void insert(String kind, String sql) {
        var id = Ids.next();
        var values = new LinkedHashMap<String, Object>();
        values.put("id", id);
        values.put("number", ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE));
        values.put("owner", owner.id().value());
        values.put("lead", records.get("lead"));
        values.put("deal", records.get("deal"));
        values.put("approval", records.getOrDefault("approval", id));
        values.put("customer", records.get("customer"));
        values.put("otherCustomer", records.get("otherCustomer"));
        jdbc.sql(sql).params(values).update();
        records.put(kind, id);
    }

    private ResultActions sent(Person by, HttpMethod method, String path, String body) throws Exception {
        return mvc.perform(request(method, path)
                .with(httpBasic(by.login(), StaffOnFile.PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static UUID id(ResultActions answer) throws Exception {
        var said = answer.andExpect(status().is2xxSuccessful())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return UUID.fromString(JsonPath.read(said, "$.id"));
    }

    @SuppressWarnings("unchecked") // JSON as the library gives it
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> known ? (Map<String, Object>) known : Map.of();
    }

    @SuppressWarnings("unchecked") // JSON as the library gives it
    private static List<Map<String, Object>> list(@Nullable Object value) {
        return value instanceof List<?> known ? (List<Map<String, Object>>) known : List.of();
    }
}
