package dev.baton.engine.operate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Links to instances in Operate, and whether it can show one yet: what Operate reads from is asked, for the link of an
 * instance that it does not know leads to a page that never loads.
 */
@Component
public class InstancesInOperate {

    private static final Logger LOG = LoggerFactory.getLogger(InstancesInOperate.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** UNKNOWN where nobody can be asked, or nobody answered. */
    @Schema(name = "OperateStanding")
    public enum Standing {
        SHOWN,
        NOT_YET,
        UNKNOWN
    }

    /** @param url null where there is no Operate, or no instance */
    @Schema(name = "InstanceInOperate")
    public record Look(@Nullable String url, Standing standing) {}

    private final String operate;
    private final String lookup;
    private final ObjectMapper json;
    private final RestClient http;
    /** What is shown once stays shown. */
    private final Cache<Long, Standing> shown =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private final Cache<Long, Standing> asked =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(PATIENCE).build();

    /**
     * @param lookup the address that is asked for an instance, with {@code {key}} for its key: it answers with a {@code
     *     count}, as a search store does, or with the instance and 404 where there is none, as the engine's search does
     */
    InstancesInOperate(
            @Value("${baton.operate.url:}") String operate,
            @Value("${baton.operate.lookup:}") String lookup,
            ObjectMapper json) {
        this.operate = operate;
        this.lookup = lookup;
        this.json = json;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** Null where there is no Operate, or no instance. */
    public @Nullable String url(@Nullable Long instance) {
        return operate.isBlank() || instance == null ? null : operate + "/processes/" + instance;
    }

    /** An answer is up to two seconds old, so that a page that many look at asks once. */
    public Look look(@Nullable Long instance) {
        var url = url(instance);
        if (url == null || instance == null || lookup.isBlank()) {
            return new Look(url, Standing.UNKNOWN);
        }
        if (shown.getIfPresent(instance) != null) {
            return new Look(url, Standing.SHOWN);
        }
        var standing = asked.get(instance, this::ask);
        if (standing == Standing.SHOWN) {
            shown.put(instance, standing);
        }
        return new Look(url, standing);
    }

    private Standing ask(Long instance) {
        try {
            return http.get().uri(lookup, instance).exchange((request, answer) -> {
                if (answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                    return Standing.NOT_YET;
                }
                return answer.getStatusCode().is2xxSuccessful()
                        ? standing(json.readTree(answer.getBody()))
                        : Standing.UNKNOWN;
            });
        } catch (RuntimeException e) {
            LOG.debug("Whether Operate shows instance {} cannot be said: {}", instance, e.getMessage());
            return Standing.UNKNOWN;
        }
    }

    private static Standing standing(JsonNode answer) {
        if (answer.path("count").isNumber()) {
            return answer.path("count").asLong() > 0 ? Standing.SHOWN : Standing.NOT_YET;
        }
        return answer.has("processInstanceKey") ? Standing.SHOWN : Standing.UNKNOWN;
    }
}
