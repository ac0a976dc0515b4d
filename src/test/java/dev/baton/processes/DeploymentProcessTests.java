package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.InboxBench;
import dev.baton.engine.Incidents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told where the engine runs something else than what lies under {@code processes/}. */
@ProcessTest
class DeploymentProcessTests {

    @Autowired
    InboxBench inbox;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private final EngineInMemory engine = ProcessTest.OneEngine.get();

    @AfterEach
    void over() {
        jdbc.sql("update job_incident set resolved_at = now() where kind = 'DEPLOYMENT' and resolved_at is null")
                .update();
    }

    @Test
    @DisplayName("A refused diagram is an incident that names file, element and reason, and is not tried again")
    void refusedWhileSomethingRuns() throws IOException {
        put("broken", "=if then");
        assertThat(inbox.deployFrom(engine.client, folder)).singleElement().satisfies(incident -> {
            assertThat(incident.processId()).isEqualTo("broken");
            assertThat(incident.elementId()).isEqualTo("flow_b");
            assertThat(incident.reason()).contains("broken.bpmn").contains("if then");
        });
    }

    @Test
    @DisplayName("The incident is over when the next deployment is taken; the folder counts, not the image")
    void corrected() throws IOException {
        put("broken", "=if then");
        assertThat(inbox.deployFrom(engine.client, folder)).isNotEmpty();
        put("broken", "=a = 1");
        assertThat(inbox.deployFrom(engine.client, folder)).isEmpty();
        assertThat(inbox.diagram("broken")).contains("=a = 1");
    }

    @Test
    @DisplayName("Where nothing runs yet a refused diagram stops the start and says where to look")
    void refusedAtTheFirstStart() throws IOException {
        put("broken", "=if then");
        assertThat(inbox.refusedStart(engine.client, folder))
                .hasMessageContaining("broken.bpmn, flow_b")
                .hasMessageContaining("if then");
    }

    @Test
    @DisplayName("A database that goes away at the end of the start does not end it")
    void databaseAwayAtTheFirstStart() throws IOException {
        put("broken", "=a = 1");
        assertThat(inbox.startWithoutDatabase(engine.client, folder)).isNull();
    }

    @Test
    @DisplayName("A version that was deployed past Baton is told as such")
    void deployedWithModeler() {
        var bpmn = diagram("past-baton", "=a = 1");
        engine.client
                .newDeployResourceCommand()
                .addResourceStringUtf8(bpmn, "past-baton.bpmn")
                .send()
                .join();
        engine.client
                .newCreateInstanceCommand()
                .bpmnProcessId("past-baton")
                .latestVersion()
                .send()
                .join();
        engine.settle();
        var job = engine.client
                .newActivateJobsCommand()
                .jobType("past")
                .maxJobsToActivate(1)
                .send()
                .join()
                .getJobs()
                .getFirst();
        inbox.seen(job);
        inbox.seen(job);
        assertThat(inbox.openIncidents())
                .filteredOn(incident -> incident.processId().equals("past-baton"))
                .singleElement()
                .extracting(Incidents.Incident::reason)
                .asString()
                .contains("Version 1");
    }

    private void put(String process, String condition) throws IOException {
        var file = folder.resolve("processes").resolve(process + ".bpmn");
        Files.createDirectories(file.getParent());
        Files.writeString(file, diagram(process, condition));
    }

    private static String diagram(String process, String condition) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions_d" targetNamespace="http://bpmn.io/schema/bpmn">
                  <bpmn:process id="%s" isExecutable="true">
                    <bpmn:startEvent id="s"><bpmn:outgoing>flow_s</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:serviceTask id="t">
                      <bpmn:extensionElements><zeebe:taskDefinition type="past" /></bpmn:extensionElements>
                      <bpmn:incoming>flow_s</bpmn:incoming><bpmn:outgoing>flow_t</bpmn:outgoing>
                    </bpmn:serviceTask>
                    <bpmn:exclusiveGateway id="g" default="flow_a">
                      <bpmn:incoming>flow_t</bpmn:incoming><bpmn:outgoing>flow_a</bpmn:outgoing><bpmn:outgoing>flow_b</bpmn:outgoing>
                    </bpmn:exclusiveGateway>
                    <bpmn:endEvent id="e1"><bpmn:incoming>flow_a</bpmn:incoming></bpmn:endEvent>
                    <bpmn:endEvent id="e2"><bpmn:incoming>flow_b</bpmn:incoming></bpmn:endEvent>
                    <bpmn:sequenceFlow id="flow_s" sourceRef="s" targetRef="t" />
                    <bpmn:sequenceFlow id="flow_t" sourceRef="t" targetRef="g" />
                    <bpmn:sequenceFlow id="flow_a" sourceRef="g" targetRef="e1" />
                    <bpmn:sequenceFlow id="flow_b" sourceRef="g" targetRef="e2">
                      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">%s</bpmn:conditionExpression>
                    </bpmn:sequenceFlow>
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(process, condition);
    }
}
