package dev.baton.benchmark;

import io.camunda.client.CamundaClient;
import java.time.Duration;

/** A client of the broker besides Baton's own. */
final class Engine {

    private Engine() {}

    static CamundaClient connect(Stand stand) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(stand.system().broker().grpc())
                .restAddress(stand.system().broker().rest())
                .preferRestOverGrpc(false)
                .numJobWorkerExecutionThreads(2)
                .defaultRequestTimeout(Duration.ofSeconds(10))
                .build();
    }
}
