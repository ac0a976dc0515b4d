package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("e2e")
class LocalBrokerIT {

    private static final BpmnModelInstance WAITS_FOR_A_WORKER = Bpmn.createExecutableProcess("survivor")
            .startEvent()
            .serviceTask("step", task -> task.zeebeJobType("survivor.step"))
            .endEvent()
            .done();

    private static final BpmnModelInstance WAITS_FOR_AN_HOUR = Bpmn.createExecutableProcess("patient")
            .startEvent()
            .intermediateCatchEvent("hour", event -> event.timerWithDuration("PT1H"))
            .serviceTask("after", task -> task.zeebeJobType("patient.after"))
            .endEvent()
            .done();

    private static LocalSystem system;

    private CamundaClient client;

    @BeforeAll
    static void start() {
        system = LocalSystem.startForTest();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void connect() {
        client = system.broker().client();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void keepsAnInstanceThroughAKill() {
        deploy(WAITS_FOR_A_WORKER, "survivor.bpmn");
        long instance = startInstanceOf("survivor");

        system.broker().kill();
        system.broker().restart();

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(jobs("survivor.step"))
                .extracting(ActivatedJob::getProcessInstanceKey)
                .containsExactly(instance));
    }

    @Test
    void firesATimerWhenItsClockIsMoved() {
        deploy(WAITS_FOR_AN_HOUR, "patient.bpmn");
        long instance = startInstanceOf("patient");
        assertThat(jobs("patient.after")).isEmpty();

        system.broker().addTime(Duration.ofMinutes(61));

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(jobs("patient.after"))
                .extracting(ActivatedJob::getProcessInstanceKey)
                .containsExactly(instance));
    }

    private void deploy(BpmnModelInstance model, String name) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> client.newDeployResourceCommand()
                                .addProcessModel(model, name)
                                .send()
                                .join()
                                .getProcesses()
                                .size()
                        == 1);
    }

    private long startInstanceOf(String process) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private List<ActivatedJob> jobs(String type) {
        return client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(10)
                .timeout(Duration.ofHours(24))
                .requestTimeout(Duration.ofSeconds(2))
                .send()
                .join()
                .getJobs();
    }
}
