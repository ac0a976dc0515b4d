package dev.baton.local;

import dev.baton.local.Ports.Port;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** The search store behind Operate and Tasklist, fetched only when they are asked for. */
final class LocalOpenSearch implements AutoCloseable {

    static final String CLUSTER = "opensearch";

    /** The runner refuses ports outside this range, and no argument of its command line widens it. */
    static final int LOWEST_PORT = 9201;

    static final int HIGHEST_PORT = 9299;

    private static final String NAME = "OpenSearch";
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Path log;
    private final Ports ports;
    private @Nullable ChildProcess process;

    LocalOpenSearch(Path data, Path log, Ports ports) {
        this.data = data.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.ports = ports;
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + ports.of(Port.OPENSEARCH));
    }

    ProcessHandle handle() {
        return running().handle();
    }

    void start() {
        int port = ports.of(Port.OPENSEARCH);
        if (port < LOWEST_PORT || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("OpenSearch's port, %s, must lie between %d and %d"
                    .formatted(Port.OPENSEARCH.variable(), LOWEST_PORT, HIGHEST_PORT));
        }
        ports.requireFree(List.of(Port.OPENSEARCH));
        String classPath = Distribution.openSearchJars().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        process = ChildProcess.start(NAME, command(classPath), Map.of(), data, log, data.resolve("opensearch.pid"));
        Awaitility.await(NAME)
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> !running().running() || answers());
        if (!running().running()) {
            throw new IllegalStateException("OpenSearch ended while it started; see " + log);
        }
    }

    private List<String> command(String classPath) {
        return List.of(
                JavaCommand.executable(),
                "-Xms512m",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "org.codelibs.opensearch.runner.OpenSearchRunner",
                "-basePath",
                data.toString(),
                "-numOfNode",
                "1",
                "-clusterName",
                CLUSTER,
                "-baseHttpPort",
                // The runner numbers its nodes from one and adds the number to this.
                String.valueOf(ports.of(Port.OPENSEARCH) - 1));
    }

    /** Another one when its data began anew. */
    String identity() {
        return new ObjectMapper()
                .readTree(get("/").orElseThrow(() -> new IllegalStateException("OpenSearch does not say who it is")))
                .path("cluster_uuid")
                .asString();
    }

    private boolean answers() {
        return get("/_cluster/health").isPresent();
    }

    private Optional<String> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(http().resolve(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return Optional.of(answer.body()).filter(body -> answer.statusCode() == 200);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (process != null && process.running()) {
            process.stop(Duration.ofSeconds(30));
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("OpenSearch was not started");
        }
        return process;
    }
}
