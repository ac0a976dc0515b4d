package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.DIRECTOR;
import static dev.baton.endtoend.BatonClient.lead;
import static dev.baton.endtoend.BatonClient.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.local.BatonProcess;
import dev.baton.local.LocalSystem;
import dev.baton.local.LogOnFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The drill of each quarter: save everything, lose everything, bring everything back, and go on where it stood. */
@Tag("e2e")
@ExtendWith(LogOnFailure.class)
class BackupDrillIT {

    private static final int LEADS = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> COUNTED = List.of(
            "lead",
            "lead_event",
            "deal",
            "evidence_piece",
            "user_task",
            "audit_entry",
            "person",
            "job_log",
            "deadline");

    @Test
    @DisplayName("OP-10: what was saved together comes back whole into an empty system, and goes on")
    void whatWasSavedComesBackWholeAndGoesOn() throws Exception {
        try (var system = LocalSystem.startForTest()) {
            var files = Files.createDirectories(system.logs().resolve("files"));
            try (var baton = started(system, files)) {
                var client = new BatonClient(baton.uri());
                for (int i = 0; i < LEADS; i++) {
                    client.handIn(with(lead("site-form", "east"), "name", "drill " + i), "drill-" + i)
                            .expect(201);
                }
                var facts = new Facts(system.postgres().dataSource());
                await().atMost(PATIENCE)
                        .until(() -> facts.leads("drill ") == LEADS
                                && facts.withoutOwnerOrIncident("drill ").isEmpty());
                baton.stop();
            }
            system.broker().stop();
            var before = counts(system);
            system.postgres().close();

            var parts = new LinkedHashMap<>(system.folders());
            parts.put("files", files);
            var archive =
                    Path.of(run("save", List.of(system.logs().resolve("backups").toString()), parts)
                            .strip());
            run("check", List.of(archive.toString()), Map.of());
            for (var folder : parts.values()) {
                PathUtils.deleteDirectory(folder);
            }
            run("restore", List.of(archive.toString()), parts);

            system.postgres().start();
            assertThat(counts(system)).isEqualTo(before);
            system.broker().start();
            try (var baton = started(system, files)) {
                var client = new BatonClient(baton.uri());
                var facts = new Facts(system.postgres().dataSource());
                // What ran goes on: an owner finds the task and answers it, and the next lead finds an owner.
                var open = facts.jdbc()
                        .sql("""
                                select l.id::text as lead, p.login from lead l join person p on p.id = l.owner_id
                                where l.name like 'drill %' limit 1""")
                        .query((row, n) -> Map.entry(row.getString("lead"), row.getString("login")))
                        .single();
                client.awaitTask(open.getValue(), open.getKey(), "userTask_contactLead");
                client.newLeadWithOwner(with(lead("site-form", "east"), "name", "after the drill"));
                assertThat(facts.workedOnTwice("drill ")).isEmpty();
                client.get(DIRECTOR, "/api/evidence/verification").expect(200);
                client.get(DIRECTOR, "/api/audit/verification").expect(200);
            }
        }
    }

    private static BatonProcess started(LocalSystem system, Path files) {
        return BatonProcess.on(system, "drill")
                .with("spring.profiles.active", "local")
                .with("baton.demo.leads", "0")
                .with("baton.demo.deals", "3")
                .with("baton.demo.trickle", "false")
                .with("baton.evidence.folder", files.resolve("evidence").toString())
                .with("baton.imports.folder", files.resolve("imports").toString())
                // A task that was on its way when everything stopped comes again after this; five minutes otherwise.
                .with("baton.engine.task-lock", "10s")
                .withJvmArgument("-XX:TieredStopAtLevel=1")
                .start();
    }

    private static Map<String, Long> counts(LocalSystem system) {
        var facts = new Facts(system.postgres().dataSource());
        var counts = new LinkedHashMap<String, Long>();
        for (var table : COUNTED) {
            counts.put(
                    table,
                    facts.jdbc()
                            .sql("select count(*) from " + table)
                            .query(Long.class)
                            .single());
        }
        assertThat(counts.get("lead")).isGreaterThanOrEqualTo(LEADS);
        return counts;
    }

    private static String run(String mode, List<String> arguments, Map<String, Path> parts)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "deploy/backup.sh", mode));
        command.addAll(arguments);
        parts.forEach((name, folder) -> command.add(name + "=" + folder));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s", command).isZero();
        return said;
    }
}
