package dev.baton.engine;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The line to the engine, under the names that Camunda's own starter gives these settings.
 *
 * @param enabled false where a test brings a client of its own
 * @param requestTimeout how long a command waits for its answer unless it says otherwise
 * @param caCertificatePath authorities that are trusted besides those of the machine, where the line is encrypted
 * @param overrideAuthority the name in the engine's certificate where it is not that of its address
 * @param keepAlive how often a quiet line is tried
 */
@ConfigurationProperties("camunda.client")
record EngineClientProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("http://localhost:26500") URI grpcAddress,
        @DefaultValue("http://localhost:8088") URI restAddress,
        @DefaultValue("10s") Duration requestTimeout,
        @Nullable String caCertificatePath,
        @Nullable String overrideAuthority,
        @DefaultValue("45s") Duration keepAlive,
        @DefaultValue("5MB") DataSize maxMessageSize,
        @DefaultValue Auth auth) {

    enum Method {
        NONE,
        BASIC,
        OIDC
    }

    /**
     * Who this application is to the engine.
     *
     * @param tokenUrl where an access token is asked for
     */
    record Auth(
            @DefaultValue("none") Method method,
            @Nullable String username,
            @Nullable String password,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String tokenUrl,
            @Nullable String audience,
            @Nullable String scope) {}
}
