package dev.baton.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
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
