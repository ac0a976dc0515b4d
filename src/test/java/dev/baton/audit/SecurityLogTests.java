package dev.baton.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

@BatonTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("What concerns safety leaves a trail (AC-08)")
class SecurityLogTests {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    AuditSearch search;

    @Autowired
    StaffOnFile staff;

    @Autowired
    WatchingSecurity watching;

    @Autowired
    MeterRegistry meters;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ObjectMapper json;

    @Test
    void anActLeavesItsEntryOnlyWhereItHappened() {
        var person = staff.rep("east");
        transaction.executeWithoutResult(status -> {
            events.publishEvent(SecurityEvent.by(person.id().value(), Kind.PASSWORD_CHANGED, Map.of()));
            status.setRollbackOnly();
        });
        assertThat(linesBy(person)).isEmpty();

        transaction.executeWithoutResult(
                status -> events.publishEvent(SecurityEvent.by(person.id().value(), Kind.PASSWORD_CHANGED, Map.of())));
        assertThat(linesBy(person)).extracting(AuditSearch.Line::action).containsExactly("security.password-changed");
    }

    @Test
    void aRefusalLeavesItsEntryThoughNothingHappened() {
        var person = staff.rep("east");
        transaction.executeWithoutResult(status -> {
            events.publishEvent(
                    SecurityEvent.by(person.id().value(), Kind.ACCESS_REFUSED, Map.of("code", "not-allowed")));
            status.setRollbackOnly();
        });
        assertThat(linesBy(person)).singleElement().satisfies(line -> assertThat(line.after())
                .isEqualTo(Map.of("code", "not-allowed")));
    }

    @Test
    void eachEventIsOneLineOfJson(CapturedOutput output) throws Exception {
        var person = staff.rep("east");
        events.publishEvent(SecurityEvent.by(
                person.id().value(), Kind.ACCESS_REFUSED, Map.of("path", "/api/x\r\n{\"kind\":\"signed-in\"}")));

        var lines = output.getAll()
                .lines()
                .filter(line -> line.contains("baton.security")
                        && line.contains(person.id().toString()))
                .toList();
        assertThat(lines).hasSize(1);
        var line = json.readTree(lines.getFirst().substring(lines.getFirst().indexOf('{')));
        assertThat(line.path("kind").asString()).isEqualTo("access-refused");
        assertThat(line.path("name").asString()).isEqualTo(person.name());
        assertThat(Instant.parse(line.path("at").asString())).isNotNull();
        assertThat(line.path("details").path("path").asString()).contains("signed-in");
    }

    @Test
    void aPasswordTypedAsANameIsNotKept(CapturedOutput output) {
        events.publishEvent(
                SecurityEvent.unproved("Tr0ub4dor-secret", Kind.SIGN_IN_FAILED, Map.of("reason", "unknown")));

        assertThat(output.getAll()).contains("Tr…").doesNotContain("Tr0ub4dor");
        assertThat(all()).noneMatch(line -> line.byName().contains("Tr0ub4dor"));
    }

    @Test
    void administratorsFindEntriesByPersonKindAddressAndTimeAndNobodyElseDoes() throws Exception {
        var person = staff.rep("east");
        var admin = staff.admin();
        act(SecurityEvent.by(
                admin.id().value(), Kind.PASSWORD_RESET, person.id().value(), Map.of()));
        act(SecurityEvent.by(person.id().value(), Kind.PASSWORD_CHANGED, Map.of()));

        ask(admin, "person", person.id().toString())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.items[0].kind").value("password-changed"))
                .andExpect(jsonPath("$.items[0].kindName").value("修改密码"))
                .andExpect(jsonPath("$.items[1].kind").value("password-reset"))
                .andExpect(jsonPath("$.items[1].subjectName").value(person.name()));
        ask(admin, "person", person.id().toString(), "kind", "password-reset")
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].name").value(admin.name()));
        ask(admin, "person", person.id().toString(), "size", "1", "page", "1")
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].kind").value("password-reset"));
        ask(admin, "person", person.id().toString(), "to", "2020-01-01T00:00:00Z")
                .andExpect(jsonPath("$.total").value(0));
        ask(admin, "kind", "no-such")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("kind"));
        for (var other : List.of(staff.director(), staff.supervisor("east"), person)) {
            ask(other, "person", person.id().toString()).andExpect(status().isForbidden());
        }
        mvc.perform(get("/api/audit").param("subjectKind", "security").with(as(staff.director())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(0));
    }

    @Test
    void aPatternIsToldToTheAdministratorsOnce() {
        var admin = staff.admin();
        var person = staff.director();
        var counter = meters.counter("baton.security.alarms", "rule", "exports");
        for (int i = 0; i < 9; i++) {
            act(SecurityEvent.by(person.id().value(), Kind.EXPORTED, Map.of("what", "stuck-deals")));
        }
        watching.watch();
        assertThat(alarmsAbout(person.id().toString())).isEmpty();

        act(SecurityEvent.by(person.id().value(), Kind.EXPORTED, Map.of("what", "stuck-deals")));
        var before = counter.count();
        watching.watch();
        watching.watch();

        assertThat(alarmsAbout(person.id().toString())).hasSize(1);
        assertThat(counter.count()).isEqualTo(before + 1);
        assertThat(jdbc.sql("""
                                select count(*) from notification_delivery
                                where event like 'security-alarm:exports:' || ? || ':%' and person_id = ? and channel = 'IN_APP'""")
                        .params(person.id().toString(), admin.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anEntryForSeveralCountsAsSeveral() {
        var person = staff.rep("west");
        act(SecurityEvent.by(person.id().value(), Kind.NUMBER_READ, Map.of("count", 499, "leads", List.of())));
        watching.watch();
        assertThat(alarmsAbout(person.id().toString())).isEmpty();

        act(SecurityEvent.by(person.id().value(), Kind.NUMBER_READ, Map.of()));
        watching.watch();
        assertThat(alarmsAbout(person.id().toString())).hasSize(1);
    }

    @Test
    void namesThatNobodyHasAreNotTakenForOneAccount() {
        for (int i = 0; i < 12; i++) {
            events.publishEvent(SecurityEvent.unproved("zz" + i + Ids.next(), Kind.SIGN_IN_FAILED, Map.of()));
        }
        watching.watch();
        assertThat(alarmsAbout("zz…")).isEmpty();
    }

    private List<AuditSearch.Line> alarmsAbout(String of) {
        return search(new AuditSearch.Query("security", null, "security.alarm", null, null, null)).stream()
                .filter(line -> of.equals(line.after().get("of")))
                .toList();
    }

    private void act(SecurityEvent event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    private ResultActions ask(Person by, String... parameters) throws Exception {
        var request = get("/api/security-events").with(as(by));
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return mvc.perform(request);
    }

    private static RequestPostProcessor as(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }

    private List<AuditSearch.Line> all() {
        return search(new AuditSearch.Query("security", null, null, null, null, null));
    }

    private List<AuditSearch.Line> linesBy(Person person) {
        return search(new AuditSearch.Query("security", null, null, person.id().value(), null, null));
    }

    private List<AuditSearch.Line> search(AuditSearch.Query query) {
        var admin = staff.admin();
        return search.search(new Caller(admin.id(), admin.name(), admin.roles(), admin.region()), query, 0, 200)
                .items();
    }
}
