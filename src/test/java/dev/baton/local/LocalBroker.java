package dev.baton.local;

import static dev.baton.local.Ports.Port.COMMAND;
import static dev.baton.local.Ports.Port.GRPC;
import static dev.baton.local.Ports.Port.INTERNAL;
import static dev.baton.local.Ports.Port.MANAGEMENT;
import static dev.baton.local.Ports.Port.REST;

import dev.baton.local.Ports.Port;
import io.camunda.client.CamundaClient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The real Zeebe broker as a child process that can be killed, restarted on its data and, with a controlled clock, sent
 * forward in time. With Operate and Tasklist it is the same process, which then exports to OpenSearch.
 */
public final class LocalBroker implements AutoCloseable {

    static final List<Port> PORTS = List.of(GRPC, COMMAND, INTERNAL, MANAGEMENT, REST);

    private static final String NAME = "Zeebe broker";
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    /** Stopping a broker was seen to take half a minute on a busy machine. */
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Path log;
    private final Ports ports;
    private final boolean clockControlled;
    private final @Nullable URI openSearch;
    private final @Nullable Membership membership;
    private @Nullable ChildProcess process;

    /**
     * The place of a broker among others: what each of them holds, all of them hold.
     *
     * @param node counted from 0
     * @param contacts where the others, and it itself, talk with each other
     */
    record Membership(int node, List<String> contacts) {}

    LocalBroker(
            Path data,
            Path log,
            Ports ports,
            boolean clockControlled,
            @Nullable URI openSearch,
            @Nullable Membership membership) {
        this.membership = membership;
        this.data = data.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.ports = ports;
        this.clockControlled = clockControlled;
        this.openSearch = openSearch;
    }

    Path data() {
        return data;
    }

    /** Where clients connect. */
    public URI grpc() {
        return local(GRPC);
    }

    /** The orchestration API over HTTP and, when they run, {@code /operate} and {@code /tasklist}. */
    public URI rest() {
        return local(REST);
    }

    /** A client that speaks to it, to be closed by the caller. */
    public CamundaClient client() {
        return CamundaClient.newClientBuilder()
                .grpcAddress(grpc())
                .restAddress(rest())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** Health, metrics and the controlled clock. */
    public URI management() {
        return local(MANAGEMENT);
    }

    /** The broker's log. */
    public Path log() {
        return log;
    }

    /** The running process, to ask for its memory. */
    public ProcessHandle handle() {
        return running().handle();
    }

    /** Starts the process and returns before it is ready, so that others can start beside it. */
    LocalBroker launch() {
        if (process != null && process.running()) {
            throw new IllegalStateException("The broker runs already");
        }
        ports.requireFree(PORTS);
        process = ChildProcess.start(
                NAME, command(Distribution.camunda().home()), environment(), data, log, data.resolve("broker.pid"));
        return this;
    }

    /** Waits until the broker takes commands; ends it and says why when it does not come up. */
    LocalBroker awaitReady() {
        try {
            Awaitility.await(NAME)
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !running().running() || (answersReady() && leads()));
        } catch (ConditionTimeoutException e) {
            kill();
            throw new IllegalStateException(
                    "The broker was not ready within %s; see %s".formatted(READY_WITHIN, log), e);
        }
        if (!running().running()) {
            throw new IllegalStateException("The broker ended while it started; see " + log);
        }
        return this;
    }

    /** Starts the broker on the data it has and waits until it takes commands. */
    public void start() {
        launch().awaitReady();
    }

    /** Like a power cut: nothing is written any more, nothing is said to clients. */
    public void kill() {
        running().kill();
    }

    /** The orderly end. */
    public void stop() {
        running().stop(STOPPED_WITHIN);
    }

    /** Starts again on the same data and ports, whatever ended the last run. */
    public void restart() {
        if (process != null && process.running()) {
            stop();
        }
        start();
    }

    /** Moves the broker's clock forwards; backwards it would stand still. */
    public void addTime(Duration forwards) {
        if (!clockControlled) {
            throw new IllegalStateException("This broker runs on the real clock; ask for clockControlled()");
        }
        if (forwards.isNegative()) {
            throw new IllegalArgumentException("Timers stop firing when the broker's clock goes backwards");
        }
        HttpRequest request = HttpRequest.newBuilder(management().resolve("/actuator/clock/add"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"offsetMilli\":%d}".formatted(forwards.toMillis())))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The clock did not move: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.running()) {
            stop();
        }
    }

    private boolean answersReady() {
        return get(management().resolve("/actuator/health/readiness")).contains("\"UP\"");
    }

    /**
     * Readiness can come before the partition has a leader, and commands would still be refused. Among others a broker
     * may follow in all of them.
     */
    private boolean leads() {
        String partitions = get(management().resolve("/actuator/partitions"));
        return partitions.contains("\"LEADER\"") || (membership != null && partitions.contains("\"FOLLOWER\""));
    }

    private String get(URI uri) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("The broker was not started");
        }
        return process;
    }

    private URI local(Port port) {
        return URI.create("http://127.0.0.1:" + ports.of(port));
    }

    private List<String> command(Path home) {
        boolean withOperate = openSearch != null;
        List<String> command = new ArrayList<>(politely());
        command.addAll(List.of(
                JavaCommand.executable(),
                // Room for young objects from the start: expressions make 20 MB of them for every lead.
                "-Xms512m",
                "-Xmn256m",
                // Taken only when a burst of due timers needs it; with half of it such a burst ended the broker.
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // Too little of these two means collections of the whole heap while classes load and code is compiled.
                "-XX:MetaspaceSize=160m",
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:MaxDirectMemorySize=256m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Dbasedir=" + data,
                "-Dapp.home=" + data,
                "-Dlog4j2.configurationFile=" + copied("broker-log4j2.xml").toUri(),
                "-Dspring.config.additional-location=" + copied("broker.yaml").toUri(),
                "-classpath",
                home.resolve("config") + File.pathSeparator + home.resolve("lib") + File.separator + "*"));
        command.add("io.camunda.application." + (withOperate ? "StandaloneCamunda" : "StandaloneBroker"));
        return command;
    }

    /** Where everything shares two cores, people who wait for an answer come before the engine's work. */
    private static List<String> politely() {
        Path nice = Path.of("/usr/bin/nice");
        return Files.isExecutable(nice) ? List.of(nice.toString(), "-n", "5") : List.of();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("ZEEBE_BROKER_DATA_DIRECTORY", data.resolve("data").toString());
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1");
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", number(GRPC));
        environment.put("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", number(COMMAND));
        environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", number(INTERNAL));
        environment.put("MANAGEMENT_SERVER_PORT", number(MANAGEMENT));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", number(REST));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        if (clockControlled) {
            environment.put("ZEEBE_CLOCK_CONTROLLED", "true");
        }
        if (openSearch != null) {
            environment.putAll(operateAndTasklist(openSearch.toString()));
        }
        if (membership != null) {
            String all = String.valueOf(membership.contacts().size());
            String cluster = "ZEEBE_BROKER_CLUSTER_";
            environment.put(cluster + "NODEID", String.valueOf(membership.node()));
            environment.put(cluster + "INITIALCONTACTPOINTS", String.join(",", membership.contacts()));
            environment.put(cluster + "CLUSTERSIZE", all);
            environment.put(cluster + "PARTITIONSCOUNT", all);
            environment.put(cluster + "REPLICATIONFACTOR", all);
        }
        return environment;
    }

    private Map<String, String> operateAndTasklist(String store) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "broker,operate,tasklist,auth");
        environment.put("CAMUNDA_DATABASE_TYPE", "opensearch");
        environment.put("CAMUNDA_DATABASE_URL", store);
        environment.put("CAMUNDA_DATABASE_CLUSTERNAME", LocalOpenSearch.CLUSTER);
        for (String application : List.of("OPERATE", "TASKLIST")) {
            String prefix = "CAMUNDA_" + application + "_";
            environment.put(prefix + "DATABASE", "opensearch");
            environment.put(prefix + "CSRFPREVENTIONENABLED", "false");
            environment.put(prefix + "ZEEBE_GATEWAYADDRESS", "127.0.0.1:" + number(GRPC));
            for (String block : List.of("OPENSEARCH", "ZEEBEOPENSEARCH")) {
                environment.put(prefix + block + "_URL", store);
                environment.put(prefix + block + "_CLUSTERNAME", LocalOpenSearch.CLUSTER);
            }
        }
        // The embedded OpenSearch has no plugin for index states, which the archiver asks for.
        environment.put("CAMUNDA_TASKLIST_ARCHIVERENABLED", "false");
        String exporter = "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_";
        environment.put(exporter + "CLASSNAME", "io.camunda.zeebe.exporter.opensearch.OpensearchExporter");
        environment.put(exporter + "ARGS_URL", store);
        environment.put(exporter + "ARGS_BULK_SIZE", "1");
        return environment;
    }

    private String number(Port port) {
        return String.valueOf(ports.of(port));
    }

    private Path copied(String resource) {
        try (InputStream in = LocalBroker.class.getResourceAsStream("/local/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("/local/%s is not on the class path".formatted(resource));
            }
            Path target = Files.createDirectories(data).resolve(resource);
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
