package dev.baton.benchmark;

import io.camunda.client.CamundaClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringBootVersion;

/** The versions of what is measured. */
final class Versions {

    private Versions() {}

    static Map<String, String> of(Stand stand) {
        Map<String, String> versions = new LinkedHashMap<>();
        try (CamundaClient camunda = Engine.connect(stand)) {
            versions.put("broker", camunda.newTopologyRequest().send().join().getGatewayVersion());
        }
        versions.put(
                "postgresql",
                stand.jdbc().sql("show server_version").query(String.class).single());
        versions.put("spring-boot", SpringBootVersion.getVersion());
        return versions;
    }
}
