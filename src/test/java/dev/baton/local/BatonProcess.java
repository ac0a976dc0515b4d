package dev.baton.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Baton as a process of its own, as it runs for real: it can be killed in the middle of its work and started again, and
 * several of them can share one database and one broker.
 */
public final class BatonProcess implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(5);

    private static final Set<BatonProcess> STARTED = ConcurrentHashMap.newKeySet();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final Path logs;
    private final Map<String, String> properties;
    private final List<String> jvmArguments;
    private final List<Path> more;
    private final int port;
    private @Nullable ChildProcess process;

    private BatonProcess(
            String name, Path logs, Map<String, String> properties, List<String> jvmArguments, List<Path> more) {
        this.name = name;
        this.logs = logs;
        this.properties = properties;
        this.jvmArguments = jvmArguments;
        this.more = more;
        this.port = Ports.freePort();
    }

    /** Baton on these parts; {@code name} tells several apart, also in the name of the log file. */
    public static BatonProcess on(LocalSystem system, String name) {
        return new BatonProcess(name, system.logs(), system.properties(), List.of(), List.of());
    }

    /** Baton on several brokers at once. */
    public static BatonProcess on(LocalCluster cluster, String name) {
        return new BatonProcess(name, cluster.logs(), cluster.properties(), List.of(), List.of());
    }

    /** The same with one more property, or with another value for one. */
    public BatonProcess with(String property, String value) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.put(property, value);
        return new BatonProcess(name, logs, changed, jvmArguments, more);
    }

    /** The same with one more argument to the JVM, such as a heap size. */
    public BatonProcess withJvmArgument(String argument) {
        List<String> changed = new ArrayList<>(jvmArguments);
        changed.add(argument);
        return new BatonProcess(name, logs, properties, changed, more);
    }

    /** The same with a folder of classes and files behind our own; a diagram or table in it replaces ours. */
    public BatonProcess withFolder(Path folder) {
        List<Path> changed = new ArrayList<>(more);
        changed.add(folder.toAbsolutePath());
        return new BatonProcess(name, logs, properties, jvmArguments, changed);
    }

    /** Those that were started and not closed, whatever became of them. */
    static Set<BatonProcess> started() {
        return STARTED;
    }

    String name() {
        return name;
    }

    /** Whether the process lives. */
    public boolean alive() {
        return process != null && process.running();
    }

    /** Where the API and the workbench answer. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The process, to ask for its memory. */
    public ProcessHandle handle() {
        return running().handle();
    }

    /** What it logged. */
    public Path log() {
        return logs.resolve(name + ".log").toAbsolutePath();
    }

    /** Starts and waits until Baton and all that it needs are in health. */
    public BatonProcess start() {
        return launch().awaitHealth(status -> status == 200);
    }

    /** Starts and waits until Baton answers at all, healthy or not: for the days when the engine is away. */
    public BatonProcess startUnhealthy() {
        return launch().awaitHealth(status -> status > 0);
    }

    /** Waits until Baton and all that it needs are in health, after one of them was away. */
    public BatonProcess awaitHealthy() {
        return awaitHealth(status -> status == 200);
    }

    /** {@code kill -9}. */
    public void kill() {
        running().kill();
    }

    /** The orderly end. */
    public void stop() {
        running().stop(Duration.ofSeconds(60));
    }

    /** Starts again on the same port, whatever ended the last run. */
    public BatonProcess restart() {
        close();
        return start();
    }

    @Override
    public void close() {
        if (process != null && process.running()) {
            stop();
        }
        STARTED.remove(this);
    }

    private BatonProcess launch() {
        if (process != null && process.running()) {
            throw new IllegalStateException(name + " runs already");
        }
        Path directory = logs.resolve(name).toAbsolutePath();
        process = ChildProcess.start(name, command(), Map.of(), directory, log(), directory.resolve("baton.pid"));
        STARTED.add(this);
        return this;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                JavaCommand.executable(),
                "-Xmx512m",
                // As in the container: the collector that a JVM picks there by itself, and a heap that is not grown in
                // small steps. G1 marked without end in a heap just larger than what lives in it.
                "-XX:+UseSerialGC",
                "-Xms384m",
                "-XX:MetaspaceSize=160m",
                "-Dfile.encoding=UTF-8"));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classPath() + folders(), "dev.baton.BatonApplication"));
        command.add("--server.address=127.0.0.1");
        command.add("--server.port=" + port);
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        return command;
    }

    /** Ours without the tests' own classes and files, which the application must not find. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String folders() {
        return more.stream().map(folder -> File.pathSeparator + folder).collect(Collectors.joining());
    }

    private BatonProcess awaitHealth(IntPredicate expected) {
        try {
            Awaitility.await(name)
                    .atMost(ANSWERS_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !running().running() || expected.test(health()));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "%s did not answer as expected within %s; see %s".formatted(name, ANSWERS_WITHIN, log()), e);
        }
        if (!running().running()) {
            throw new IllegalStateException("%s ended while it started; see %s".formatted(name, log()));
        }
        return this;
    }

    private int health() {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri().resolve("/actuator/health"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }
}
