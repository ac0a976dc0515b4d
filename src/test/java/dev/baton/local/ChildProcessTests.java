package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the next start ends what was left behind")
class ChildProcessTests {

    private static final List<String> LASTS = List.of("sleep", "600");

    @TempDir
    private Path folder;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void endsWhenItsParentIsKilled() throws IOException {
        Process parent = new ProcessBuilder(
                        JavaCommand.executable(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("parent.log").toFile())
                .start();
        started.add(parent.toHandle());
        Path pidFile = folder.resolve("child.pid");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(pidFile) && !Files.readString(pidFile).isEmpty());
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(Files.readString(pidFile).split(" ", 2)[0]))
                .orElseThrow();
        started.add(child);
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("guarded")));

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).until(() -> !ChildProcess.alive(child));
    }

    @Test
    void endsWhatAnEarlierRunLeftBehind() throws IOException {
        ProcessHandle leftover = new ProcessBuilder(LASTS).start().toHandle();
        started.add(leftover);
        Files.writeString(folder.resolve("child.pid"), ChildProcess.identity(leftover));

        ChildProcess child = start(folder);
        started.add(child.handle());

        assertThat(ChildProcess.alive(leftover)).isFalse();
        assertThat(child.running()).isTrue();
        child.kill();
    }

    @Test
    void sparesAnotherProgramThatHasTheOldNumberNow() throws IOException {
        ProcessHandle another = new ProcessBuilder(LASTS).start().toHandle();
        started.add(another);
        Files.writeString(folder.resolve("child.pid"), another.pid() + " 12345");

        ChildProcess child = start(folder);
        started.add(child.handle());

        assertThat(ChildProcess.alive(another)).isTrue();
        child.kill();
    }

    @Test
    void takesItsGuardAlongWhenItEnds() {
        ChildProcess child = start(folder);
        List<ProcessHandle> guards = ProcessHandle.current()
                .children()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains("kill -KILL " + child.handle().pid()))
                .toList();

        child.stop(Duration.ofSeconds(10));

        assertThat(guards).hasSize(1);
        await().atMost(10, TimeUnit.SECONDS).until(() -> guards.stream().noneMatch(ChildProcess::alive));
        assertThat(folder.resolve("child.pid")).doesNotExist();
    }

    private static ChildProcess start(Path folder) {
        return ChildProcess.start(
                "child", LASTS, Map.of(), folder, folder.resolve("child.log"), folder.resolve("child.pid"));
    }

    /** A program of its own that starts a child and waits to be killed. */
    static final class Parent {

        public static void main(String[] args) throws IOException, InterruptedException {
            Path folder = Path.of(args[0]);
            ChildProcess child = start(folder);
            Files.writeString(folder.resolve("guarded"), "");
            child.handle().onExit().join();
        }
    }
}
