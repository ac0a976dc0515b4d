package dev.baton.processes;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.process.test.filters.RecordStream;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
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
        var files = ProcessFiles.all();
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

    /**
     * Ends every instance that goes on: the timers of those that other tests have left come due with any long wait. Where
     * one ends, a message that waited for that may start the next.
     */
    void cancelEverything() {
        for (var running = running(); !running.isEmpty(); running = running()) {
            running.stream()
                    .map(key -> client.newCancelInstanceCommand(key).send())
                    .toList()
                    .forEach(CamundaFuture::join);
            settle();
        }
    }

    private Set<Long> running() {
        var running = new LinkedHashSet<Long>();
        for (var record : records().processInstanceRecords()) {
            var instance = record.getValue();
            if (instance.getBpmnElementType() != BpmnElementType.PROCESS
                    || instance.getParentProcessInstanceKey() > 0) {
                continue;
            }
            if (record.getIntent() == ProcessInstanceIntent.ELEMENT_ACTIVATED) {
                running.add(record.getKey());
            } else if (record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                    || record.getIntent() == ProcessInstanceIntent.ELEMENT_TERMINATED) {
                running.remove(record.getKey());
            }
        }
        return running;
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
