package dev.baton.integration.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatonTest
class ImportScopeTests {

    private static final @Nullable String[] REGIONS = {"east", "north", null};

    private static final Role[] ROLES = {Role.MARKETING, Role.SUPERVISOR, Role.DIRECTOR, Role.ADMIN, Role.INTAKE};

    @Autowired
    ImportScope scope;

    @Autowired
    Imports imports;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("A list of files shows exactly those that open one by one")
    void listAndCheckAgree() {
        var random = new Random(Long.getLong("seed", 20_261_130L));
        var people = new ArrayList<Person>();
        for (var role : ROLES) {
            for (var region : REGIONS) {
                people.add(staff.person(region, role));
            }
        }
        var files = new ArrayList<UUID>();
        for (int i = 0; i < 40; i++) {
            var id = Ids.next();
            imports.save(new Import(
                    id,
                    "leads",
                    people.get(random.nextInt(people.size())),
                    "a.csv",
                    1,
                    plan(),
                    Import.Status.QUEUED,
                    Instant.now()));
            files.add(id);
        }
        for (var person : people) {
            var caller = new Caller(person.id(), person.name(), person.roles(), person.region());
            var listed =
                    scope.latest(caller, 10_000).stream().map(Import::getId).toList();
            assertThat(files.stream().filter(listed::contains))
                    .as("%s of %s", person.roles(), person.region())
                    .containsExactlyInAnyOrderElementsOf(
                            files.stream().filter(id -> opens(caller, id)).toList());
        }
        jdbc.sql("update lead_import set finished_at = now(), status = 'FAILED' where id = any(?)")
                .param(files.toArray(UUID[]::new))
                .update();
    }

    private boolean opens(Caller caller, UUID id) {
        try {
            scope.require(caller, id);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private static ImportPlan plan() {
        return new ImportPlan(new TextEncoding("UTF-8", 0), ',', List.of("name"), Map.of("name", List.of(0)), Map.of());
    }
}
