package dev.baton.engine;

import dev.baton.engine.tables.ProcessFiles;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Deploys what process owners edit; the engine makes a new version only where the content changed.
 *
 * <p>It waits for an engine that is away: leads are taken in meanwhile.
 */
@Component
@ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
class Deployer {

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final CamundaClient camunda;
    private final DeployedResources resources;
    private final FirstDeployment first;
    private final DeploymentIncidents incidents;
    private final String place;
    private final String searchStore;
    private final Clock clock;

    Deployer(
            CamundaClient camunda,
            DeployedResources resources,
            FirstDeployment first,
            DeploymentIncidents incidents,
            @Value("${baton.engine.files:" + ProcessFiles.WITH_THE_APPLICATION + "}") String place,
            @Value("${baton.engine.search-store:}") String searchStore,
            Clock clock) {
        this.camunda = camunda;
        this.resources = resources;
        this.first = first;
        this.incidents = incidents;
        this.place = place;
        this.searchStore = searchStore;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void deployWhenReachable() {
        Thread.ofVirtual().name("deployer").start(() -> {
            for (var attempt = 0; !deployed(attempt); attempt++) {
                try {
                    Thread.sleep(Duration.ofSeconds(Math.min(5, 1 + attempt)));
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    /** False while it has to be tried again. */
    boolean deployed(int attempt) {
        try {
            if (!resources.latest(DeployedResource.Kind.PROCESS).isEmpty()) {
                first.isThere();
            }
            deploy();
            first.isThere();
            return true;
        } catch (ClientStatusException e) {
            if (EngineAnswers.isRefused(e)) {
                // It would be refused again; what runs goes on with what the engine has.
                incidents.refused(RefusedDeployment.faults(String.valueOf(e.getMessage())));
                return true;
            }
            return later(attempt, e);
        } catch (IOException | RuntimeException e) {
            return later(attempt, e);
        }
    }

    /** The first deployment of an installation: with nothing that runs, one that the engine refuses stops the start. */
    @EventListener(ApplicationStartedEvent.class)
    void deployFirst() {
        try {
            if (!resources.latest(DeployedResource.Kind.PROCESS).isEmpty()) {
                return;
            }
            deploy();
            first.isThere();
        } catch (ClientStatusException e) {
            if (EngineAnswers.isRefused(e)) {
                throw new RefusedStart(RefusedDeployment.faults(String.valueOf(e.getMessage())));
            }
            LOG.info("The engine is away; the processes are deployed when it is there: {}", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            LOG.info("Engine or database is away; the processes are deployed when both are there: {}", e.getMessage());
        }
    }

    private static boolean later(int attempt, Exception e) {
        if (attempt % 12 == 0) {
            LOG.warn("The processes are not deployed yet, trying again: {}", e.getMessage());
        }
        return false;
    }

    void deploy() throws IOException {
        var files = ProcessFiles.read(place);
        files.replaceAll(this::marked);
        DeployResourceCommandStep2 command = null;
        for (var file : files.entrySet()) {
            var bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            command = command == null
                    ? camunda.newDeployResourceCommand().addResourceBytes(bytes, file.getKey())
                    : command.addResourceBytes(bytes, file.getKey());
        }
        if (command == null) {
            throw new IllegalStateException("no diagram found under processes/");
        }
        var deployment = command.requestTimeout(Duration.ofSeconds(20)).send().join();
        resources.record(describe(deployment, files));
        incidents.over();
        LOG.info(
                "Deployed {} processes, {} decisions and {} forms",
                deployment.getProcesses().size(),
                deployment.getDecisions().size(),
                deployment.getForm().size());
    }

    /**
     * The same drawing with a mark of the store behind Operate: one that began anew knows no drawing from before, and the
     * engine tells it of a version only when that is deployed.
     */
    private String marked(String name, String content) {
        if (searchStore.isBlank() || name.endsWith(".form")) {
            return content;
        }
        var mark = UUID.nameUUIDFromBytes(searchStore.getBytes(StandardCharsets.UTF_8));
        return content.stripTrailing() + "\n<!-- " + mark + " -->\n";
    }

    private List<DeployedResource> describe(DeploymentEvent deployment, Map<String, String> files) {
        var now = clock.instant();
        var described = new ArrayList<DeployedResource>();
        for (var process : deployment.getProcesses()) {
            described.add(new DeployedResource(
                    DeployedResource.Kind.PROCESS,
                    process.getProcessDefinitionKey(),
                    process.getBpmnProcessId(),
                    process.getVersion(),
                    sent(files, process.getResourceName()),
                    now));
        }
        var tables = new HashMap<Long, String>();
        deployment
                .getDecisionRequirements()
                .forEach(drg -> tables.put(drg.getDecisionRequirementsKey(), sent(files, drg.getResourceName())));
        for (var decision : deployment.getDecisions()) {
            described.add(new DeployedResource(
                    DeployedResource.Kind.DECISION,
                    decision.getDecisionKey(),
                    decision.getDmnDecisionId(),
                    decision.getVersion(),
                    sent(tables, decision.getDecisionRequirementsKey()),
                    now));
        }
        for (var form : deployment.getForm()) {
            described.add(new DeployedResource(
                    DeployedResource.Kind.FORM,
                    form.getFormKey(),
                    form.getFormId(),
                    form.getVersion(),
                    sent(files, form.getResourceName()),
                    now));
        }
        return described;
    }

    /** The engine answers with what it was sent. */
    private static <K> String sent(Map<K, String> contents, K key) {
        return Objects.requireNonNull(contents.get(key), () -> "the engine deployed what it was not sent: " + key);
    }
}
