package dev.baton.local;

import dev.baton.BatonApplication;
import dev.baton.local.Ports.Port;
import dev.baton.local.Ports.PortsTaken;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What {@code ./mvnw spring-boot:test-run} starts: every part that Baton needs, then Baton itself in the profile
 * {@code local}, which brings the demo staff, leads and deals. With {@code -Doperate} also Operate and Tasklist.
 *
 * <p>The data lie in {@code .baton} in the project and stay there when it stops, the state of every process included.
 */
final class LocalBaton {

    /** Longer than a broker needs to stop on a busy machine. */
    private static final Duration PREDECESSOR_STOPS_WITHIN = Duration.ofSeconds(90);

    private final Path folder;
    private final boolean operate;
    private @Nullable LocalSystem system;
    private @Nullable ConfigurableApplicationContext baton;

    @SuppressWarnings("UnusedVariable") // held as long as this runs
    private @Nullable FileChannel lock;

    private boolean operateIsLate;
    private boolean stopped;

    private LocalBaton(Path folder, boolean operate) {
        this.folder = folder;
        this.operate = operate;
    }

    public static void main(String[] args) {
        LocalBaton local = new LocalBaton(
                Path.of(System.getProperty("baton.folder", ".baton")).toAbsolutePath(),
                !System.getProperty("operate", "false").equals("false"));
        endWithMaven();
        Runtime.getRuntime().addShutdownHook(new Thread(local::stop, "stop-local-system"));
        try {
            local.start(args);
        } catch (PortsTaken | AlreadyRuns e) {
            Progress.say(e.getMessage());
            System.exit(1);
        } catch (IOException | RuntimeException e) {
            if (!local.stopping()) {
                Progress.say("Baton did not start: %s", e.getMessage());
                Progress.say("The logs of the parts are in %s", local.folder.resolve("logs"));
            }
            System.exit(1);
        }
    }

    private void start(String[] args) throws IOException {
        takeFolder();
        LocalParts parts = LocalParts.forPeople(folder, operate);
        operateIsLate = operate && Files.exists(folder.resolve("zeebe")) && !Files.exists(folder.resolve("opensearch"));
        parts.ports().requireFree(parts.needed());
        Progress.say(
                "Starting PostgreSQL, the Zeebe broker and a mail server%s. The first start downloads what is missing.",
                operate ? ", OpenSearch, Operate and Tasklist" : "");
        LocalSystem started = LocalSystem.start(parts);
        if (!keep(started)) {
            return;
        }
        started.mail().announceArrivals();
        Progress.say("All parts run. Starting Baton.");
        ConfigurableApplicationContext context = SpringApplication.from(BatonApplication::main)
                .run(arguments(started, folder, parts.ports().of(Port.WEB), args))
                .getApplicationContext();
        if (keep(context)) {
            Files.writeString(
                    runningFile(), String.valueOf(ProcessHandle.current().pid()));
            welcome(started, parts.ports().of(Port.WEB));
        }
    }

    private static String[] arguments(LocalSystem system, Path folder, int port, String[] args) {
        List<String> arguments = new ArrayList<>();
        system.properties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
        arguments.add("--spring.profiles.active=local");
        arguments.add("--baton.imports.folder=" + folder.resolve("imports"));
        arguments.add("--baton.evidence.folder=" + folder.resolve("evidence"));
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=" + port);
        // One hook stops Baton first and then what it stands on.
        arguments.add("--spring.main.register-shutdown-hook=false");
        return Stream.concat(arguments.stream(), Stream.of(args)).toArray(String[]::new);
    }

    private void welcome(LocalSystem system, int port) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Baton is ready.");
        lines.add("");
        lines.add("  Workbench     http://localhost:" + port);
        lines.add("  Sign in as    admin, director, manager.east, or a rep: rep01 to rep87; password: baton");
        lines.add("  API           http://localhost:%d/swagger-ui.html".formatted(port));
        system.operate().ifPresent(uri -> lines.add("  Operate       %s (demo / demo)".formatted(localhost(uri))));
        system.tasklist().ifPresent(uri -> lines.add("  Tasklist      %s (demo / demo)".formatted(localhost(uri))));
        if (!operate) {
            lines.add("  Operate       not started; add -Doperate to the command");
        } else if (operateIsLate) {
            lines.add(
                    "                Processes are deployed to them now; what was started before they came may be missing.");
        }
        lines.add("  Mails         a line here for each, or IMAP on port " + system.imapPort());
        lines.add("  Database      %s, owner %s, Baton itself is %s"
                .formatted(system.postgres().jdbcUrl(), LocalPostgres.OWNER, LocalPostgres.APPLICATION));
        lines.add("  Zeebe         " + localhost(system.broker().grpc()) + " (gRPC)");
        lines.add("");
        lines.add("  Data and logs " + folder + "; they stay when you stop");
        lines.add("  Stop          Ctrl-C");
        lines.add("  Start over    stop, delete " + folder + ", start again");
        lines.add("");
        lines.forEach(line -> Progress.say("%s", line));
    }

    private static String localhost(URI uri) {
        return uri.toString().replace("127.0.0.1", "localhost");
    }

    private synchronized boolean keep(LocalSystem started) {
        if (stopped) {
            started.close();
            return false;
        }
        system = started;
        return true;
    }

    private synchronized boolean keep(ConfigurableApplicationContext started) {
        if (stopped) {
            started.close();
            return false;
        }
        baton = started;
        return true;
    }

    private synchronized boolean stopping() {
        return stopped;
    }

    private synchronized void stop() {
        stopped = true;
        if (system == null) {
            return;
        }
        try {
            Progress.say("Stopping. Please wait: the broker can take half a minute.");
            Files.deleteIfExists(runningFile());
            if (baton != null) {
                baton.close();
            }
        } catch (IOException | RuntimeException e) {
            Progress.say("While stopping Baton: %s", e.getMessage());
        } finally {
            system.close();
            Progress.say("Stopped. The data are kept in %s", folder);
        }
    }

    /** Two systems on one folder would spoil each other's data; one that is just stopping is waited for. */
    private void takeFolder() throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = channel; // an unreachable channel is closed, and its lock with it
        if (locked(channel)) {
            return;
        }
        Optional<String> running = running();
        if (running.isPresent()) {
            throw new AlreadyRuns(running.get(), folder);
        }
        Progress.say("An earlier run is still stopping or starting. Waiting for it.");
        try {
            Awaitility.await()
                    .atMost(PREDECESSOR_STOPS_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> locked(channel));
        } catch (ConditionTimeoutException e) {
            throw new AlreadyRuns("unknown", folder);
        }
    }

    /** Held until this process ends, however it ends. */
    private static boolean locked(FileChannel channel) throws IOException {
        return channel.tryLock() != null;
    }

    private Optional<String> running() throws IOException {
        return Files.exists(runningFile()) ? Optional.of(Files.readString(runningFile())) : Optional.empty();
    }

    private Path runningFile() {
        return folder.resolve("running");
    }

    /** Maven can be killed without a word; then nobody would be left to stop us. */
    private static void endWithMaven() {
        Optional<ProcessHandle> maven = ProcessHandle.current().parent();
        if (!Boolean.getBoolean("baton.ends-with-parent") || maven.isEmpty()) {
            return;
        }
        Thread.ofPlatform().daemon().name("end-with-maven").start(() -> {
            // An orphan gets another parent at once, while its old one may still stand in the process table.
            Awaitility.await().forever().pollInterval(Duration.ofMillis(500)).until(() -> !ProcessHandle.current()
                    .parent()
                    .equals(maven));
            System.exit(0);
        });
    }

    private static final class AlreadyRuns extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        AlreadyRuns(String pid, Path folder) {
            super("Baton runs already on %s (process %s): stop it first.".formatted(folder, pid));
        }
    }
}
