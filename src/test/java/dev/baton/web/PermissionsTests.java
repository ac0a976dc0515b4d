package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.baton.BatonTest;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Role by action (AC-01). The table here is written down on its own and not read from the code. */
@BatonTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTests {

    private static final String COLUMNS =
            "REP SUPERVISOR DIRECTOR PROCESS_OWNER FINANCE LEGAL CUSTOMER_SUCCESS MARKETING ADMIN INTAKE";

    /** x: may ask; . : refused. The columns are those of {@link #COLUMNS}. */
    private static final String MATRIX = """
            GET    /api/me                         x x x x x x x x x x
            PUT    /api/me/language                x x x x x x x x x .
            GET    /api/me/tokens                  x x x x x x x x x .
            POST   /api/me/tokens                  x x x x x x x x x .
            DELETE /api/me/tokens/ID               x x x x x x x x x .
            GET    /api/me/sign-ins                x x x x x x x x x .
            DELETE /api/me/sign-ins/ID             x x x x x x x x x .
            PUT    /api/me/password                x x x x x x x x x .
            GET    /api/reference                  x x x x x x x x x x
            GET    /api/response-timetable         x x x x x x x x x .
            POST   /api/leads                      x x x . . . . x x x
            GET    /api/leads                      x x x . . . . x x x
            GET    /api/leads/today                x x x . . . . . x .
            GET    /api/leads/pool                 x x x . . . . . x .
            GET    /api/leads/waiting              . x x . . . . . x .
            GET    /api/leads/overdue-follow-ups   x x x . . . . x x x
            GET    /api/leads/utm-report           . x x . . . . x x .
            GET    /api/leads/form                 x x x . . . . x x x
            GET    /api/leads/export               . . . . . . . . . .
            GET    /api/leads/ID                   x x x . . . . x x x
            GET    /api/leads/ID/timeline          x x x . . . . x x x
            GET    /api/leads/ID/operate           x x x . . . . x x x
            GET    /api/leads/ID/assignments       x x x . . . . x x x
            POST   /api/leads/ID/touches           x x x . . . . . x .
            POST   /api/leads/ID/contacts          x x x . . . . . x .
            PUT    /api/leads/ID/reminders         x x x . . . . . x .
            POST   /api/leads/ID/transfer          . x x . . . . . x .
            POST   /api/leads/ID/takeover          . x x . . . . . x .
            POST   /api/leads/ID/collaboration     x x x . . . . . x .
            POST   /api/leads/ID/return-to-pool    x x x . . . . . x .
            GET    /api/search                    x x x . . . . x x .
            GET    /api/customers/candidates      x x x . . . . x x .
            GET    /api/customers/ID              x x x . . . . x x .
            GET    /api/customers/of-lead/ID      x x x . . . . x x .
            POST   /api/customers                 x x x . . . . . x .
            PUT    /api/customers/ID              x x x . . . . . x .
            POST   /api/customers/ID/merge        x x x . . . . . x .
            GET    /api/customers/ID/merges       x x x . . . . x x .
            GET    /api/merges/ID                 x x x . . . . . x .
            POST   /api/merges/ID/undo            x x x . . . . . x .
            GET    /api/duplicates                . x x . . . . . x .
            POST   /api/duplicates/ID/decision    . x x . . . . . x .
            GET    /api/customer-migration        . . . . . . . . x .
            POST   /api/customer-migration        . . . . . . . . x .
            GET    /api/deals                     x x x . x x . . x .
            POST   /api/deals                     x x x . . . . . x .
            GET    /api/deals/ID                  x x x . x x . . x .
            POST   /api/deals/ID/advance          x x x . . . . . x .
            POST   /api/deals/ID/return           x x x . . . . . x .
            POST   /api/deals/ID/lose             x x x . . . . . x .
            POST   /api/deals/ID/conditions/some  x x x . . . . . x .
            POST   /api/deals/ID/actions/some     x x x . . . . . x .
            GET    /api/deals/ID/payments         x x x . x x . . x .
            POST   /api/deals/ID/payments         . . x . x . . . x .
            PUT    /api/deals/ID/substate         x x x . . . . . x .
            POST   /api/deals/ID/green-channel    x x x . . . . . x .
            PUT    /api/deals/ID                  x x x . . . . . x .
            POST   /api/deals/edit                . x x . . . . . x .
            GET    /api/green-channels            x x x x x x x x x .
            GET    /api/green-channels/ID         x x x x x x x x x .
            GET    /api/green-channels/steps      x x x x x x x x x .
            GET    /api/debts                     x x x x x x x x x .
            POST   /api/debts/ID/explanation      x x x . . . . . x .
            GET    /api/funnel                    x x x . . . . . x .
            GET    /api/heat-map                  . x x . . . . . x .
            GET    /api/heat-map/stages/signing   . x x . . . . . x .
            GET    /api/quality                   . x x . . . . . x .
            GET    /api/stuck-deals               . x x . . . . . x .
            GET    /api/stuck-deals/export.csv    . . x . . . . . x .
            GET    /api/stuck-deals/repairs/ID    . . x . . . . . x .
            POST   /api/stuck-deals/repairs       . . x . . . . . x .
            GET    /api/deals/blockers            x x x . x x . . x .
            GET    /api/deals/ID/timeline         x x x . x x . . x .
            GET    /api/deals/ID/operate          x x x . x x . . x .
            GET    /api/deals/ID/minutes.docx     x x x . x x . . x .
            GET    /api/deals/ID/confirmation-mail x x x . x x . . x .
            GET    /api/approvals                 x x x x x x x x x .
            GET    /api/approvals/ID              x x x x x x x x x .
            GET    /api/approvals/time-limits     x x x x x x x x x .
            POST   /api/approvals/ID/votes        x x x x x x x x x .
            POST   /api/approvals/ID/questions    x x x x x x x x x .
            POST   /api/approvals/ID/questions/ID/answer x x x x x x x x x .
            GET    /api/contracts                 x x x . x x . . x .
            GET    /api/contracts/types            x x x x x x x x x .
            POST   /api/contracts                 x x x . . . . . x .
            PUT    /api/contracts/ID              x x x . . . . . x .
            POST   /api/assignments/ID/replay      . x x x . . . . x .
            GET    /api/windows                    . x x . . . . . x .
            GET    /api/routing/switches           . x x x . . . . x .
            PUT    /api/routing/switches/some      . . x x . . . . x .
            GET    /api/tasks                      x x x x x x x x x .
            GET    /api/tasks/ID                   x x x x x x x x x .
            POST   /api/tasks/ID/claim             x x x x x x x x x .
            POST   /api/tasks/ID/complete          x x x x x x x x x .
            GET    /api/processes                  . x x x . . . . x .
            GET    /api/processes/lead-response    . x x x . . . . x .
            GET    /api/processes/lead-response/elements/userTask_logContact . x x x . . . . x .
            GET    /api/incidents                  . . x x . . . . x .
            POST   /api/incidents/1/retry          . . x x . . . . x .
            GET    /api/people                     x x x . . . . . x .
            POST   /api/people                     . . . . . . . . x .
            POST   /api/people/ID/disable          . x x . . . . . x .
            POST   /api/people/ID/enable           . x x . . . . . x .
            PUT    /api/people/ID/absence          . x x . . . . . x .
            DELETE /api/people/ID/absence          . x x . . . . . x .
            PUT    /api/people/ID/password         . . . . . . . . x .
            PUT    /api/people/ID/figures          . . . . . . . . x .
            GET    /api/people/ID/tokens           . . . . . . . . x .
            POST   /api/people/ID/tokens           . . . . . . . . x .
            DELETE /api/people/ID/tokens/ID        . . . . . . . . x .
            GET    /api/roles                      . x x x . . . . x .
            PUT    /api/roles/REP                  . . . . . . . . x .
            GET    /api/absence-source             . x x x . . . . x .
            PUT    /api/absence-source             . . . . . . . . x .
            GET    /api/notifications              x x x x x x x x x .
            POST   /api/notifications/ID/read      x x x x x x x x x .
            POST   /api/notifications/all/read     x x x x x x x x x .
            GET    /api/notifications/stream       x x x x x x x x x .
            GET    /api/deliveries                 . x x . . . . . x .
            GET    /api/audit                      . x x . . . . . x .
            GET    /api/security-events            . . . . . . . . x .
            GET    /api/audit/verification         . . x . . . . . x .
            GET    /api/evidence                   x x x x x x x x x .
            POST   /api/evidence                   x x x x x x x x x .
            GET    /api/evidence/verification      . x x . . . . . x .
            GET    /api/evidence/ID                x x x x x x x x x .
            GET    /api/evidence/ID/content        x x x x x x x x x .
            PUT    /api/evidence/ID/mismatch-reason x x x x x x x x x .
            PUT    /api/evidence/ID/content        x x x x x x x x x .
            DELETE /api/evidence/ID                x x x x x x x x x .
            POST   /api/evidence/uploads           x x x x x x x x x .
            GET    /api/evidence/uploads/ID        x x x x x x x x x .
            PUT    /api/evidence/uploads/ID        x x x x x x x x x .
            DELETE /api/evidence/uploads/ID        x x x x x x x x x .
            POST   /api/imports                    . x x . . . . x x x
            GET    /api/imports                    . x x . . . . x x x
            GET    /api/imports/ID                 . x x . . . . x x x
            GET    /api/imports/ID/rejects.csv     . x x . . . . x x x
            GET    /api/nothing-of-the-kind        . . . . . . . . . .
            GET    /actuator/metrics               . . . . . . . . x .
            GET    /v3/api-docs                    x x x x x x x x x x
            """;

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private final Map<Role, Person> people = new EnumMap<>(Role.class);

    @BeforeAll
    void oneOfEach() {
        for (var role : Role.values()) {
            people.put(role, staff.person(role == Role.REP || role == Role.SUPERVISOR ? "east" : null, role));
        }
    }

    record Line(HttpMethod method, String path, List<Boolean> allowed) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Line> lines() {
        return MATRIX.lines().map(line -> {
            var parts = line.strip().split("\\s+", -1);
            var allowed = new ArrayList<Boolean>();
            for (int i = 2; i < parts.length; i++) {
                allowed.add(parts[i].equals("x"));
            }
            return new Line(HttpMethod.valueOf(parts[0]), parts[1], allowed);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void eachRoleMayAskForExactlyWhatTheTableSays(Line line) throws Exception {
        var roles = COLUMNS.split(" ");
        assertThat(line.allowed()).hasSameSizeAs(roles);
        var path = line.path().replace("ID", UUID.randomUUID().toString());
        for (int i = 0; i < roles.length; i++) {
            var person = people.get(Role.valueOf(roles[i]));
            var status = status(line.method(), path, person);
            if (line.allowed().get(i)) {
                assertThat(status).as("%s as %s", line, roles[i]).isNotIn(401, 403, 500);
            } else {
                assertThat(status).as("%s as %s", line, roles[i]).isEqualTo(403);
            }
        }
        assertThat(mvc.perform(request(line.method(), path).header("Authorization", "Basic bm9ib2R5"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .as("%s as nobody", line)
                .isEqualTo(401);
    }

    @Test
    void everyPathThatIsAnsweredUnderApiHasALineAndEveryRoleIsInTheTable() {
        assertThat(COLUMNS.split(" ")).hasSize(Role.values().length);
        var parser = PathPatternParser.defaultInstance;
        var unlisted = new ArrayList<String>();
        mappings.getHandlerMethods().keySet().forEach(mapping -> {
            for (var path : mapping.getPatternValues()) {
                if (!path.startsWith("/api/") || path.equals("/api/session")) {
                    continue;
                }
                var example = PathContainer.parsePath(path.replaceAll("\\{[^}]+}", "1"));
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    if (Permissions.LINES.stream()
                            .noneMatch(line -> line.method().name().equals(method.name())
                                    && parser.parse(line.path()).matches(example))) {
                        unlisted.add(method + " " + path);
                    }
                }
            }
        });

        assertThat(unlisted)
                .as("closed to everybody, because Permissions has no line for them")
                .isEmpty();
    }

    private int status(HttpMethod method, String path, Person person) throws Exception {
        var request = request(method, path).with(httpBasic(person.login(), StaffOnFile.PASSWORD));
        if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT)) {
            request.contentType(MediaType.APPLICATION_JSON).content("{}");
        }
        return mvc.perform(request).andReturn().getResponse().getStatus();
    }
}
