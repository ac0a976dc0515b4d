package dev.baton.processes;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.process.test.filters.RecordStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** The real engine in memory with its clock under control, and everything that process owners edit deployed to it. */
final class EngineInMemory implements AutoCloseable {

    final CamundaClient client;
    private final ZeebeTestEngine engine;
    private Duration ahead = Duration.ZERO;

    private EngineInMemory(ZeebeTestEngine engine, CamundaClient client) {
        this.engine = engine;
        this.client = client;
    }

    static EngineInMemory start() {
        var engine = EngineFactory.create();
        engine.start();
        var client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofMinutes(1))
                .numJobWorkerExecutionThreads(2)
                .build();
        return new EngineInMemory(engine, client);
    }

    static EngineInMemory startWithEverythingDeployed() {
        var engine = start();
        engine.deployEverything();
        return engine;
    }

    DeploymentEvent deployEverything() {
        var files = OwnedFiles.all();
        var command = client.newDeployResourceCommand()
                .addResourceFile(files.getFirst().toString());
        for (var file : files.subList(1, files.size())) {
            command = command.addResourceFile(file.toString());
        }
        return command.send().join();
    }

    /** The time of the engine's clock. */
    Instant now() {
        return Instant.now().plus(ahead);
    }

    void advance(Duration time) {
        settle();
        engine.increaseTime(time);
        ahead = ahead.plus(time);
        settle();
    }

    void settle() {
        try {
            engine.waitForIdleState(Duration.ofSeconds(30));
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("the engine did not become idle", e);
        }
    }

    RecordStream records() {
        return RecordStream.of(engine.getRecordStreamSource());
    }

    String address() {
        return engine.getGatewayAddress();
    }

    @Override
    public void close() {
        client.close();
        engine.stop();
    }
}
