package dev.baton.engine;

import dev.baton.engine.EngineClientProperties.Auth;
import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.impl.NoopCredentialsProvider;
import io.camunda.client.impl.basicauth.BasicAuthCredentialsProviderBuilder;
import io.camunda.client.impl.oauth.OAuthCredentialsProviderBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Sets what the client's defaults do not fit: its workers wait for the database, so they run on virtual threads. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({EngineProperties.class, EngineClientProperties.class})
class EngineConfiguration {

    /** Ticks in microseconds, as PostgreSQL stores them: an instant that was saved and read again is equal. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "camunda.client.enabled", matchIfMissing = true)
    CamundaClient camundaClient(EngineClientProperties line) {
        var client = CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .grpcAddress(line.grpcAddress())
                .restAddress(line.restAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(line.requestTimeout())
                .keepAlive(line.keepAlive())
                .maxMessageSize(Math.toIntExact(line.maxMessageSize().toBytes()))
                .defaultJobWorkerStreamEnabled(true)
                .jobHandlingExecutor(Executors.newVirtualThreadPerTaskExecutor(), true)
                .credentialsProvider(credentials(line.auth()));
        if (line.caCertificatePath() != null) {
            client.caCertificatePath(line.caCertificatePath());
        }
        if (line.overrideAuthority() != null) {
            client.overrideAuthority(line.overrideAuthority());
        }
        return client.build();
    }

    private static CredentialsProvider credentials(Auth auth) {
        return switch (auth.method()) {
            case NONE -> new NoopCredentialsProvider();
            case BASIC ->
                new BasicAuthCredentialsProviderBuilder()
                        .applyEnvironmentOverrides(false)
                        .username(auth.username())
                        .password(auth.password())
                        .build();
            case OIDC ->
                new OAuthCredentialsProviderBuilder()
                        .applyEnvironmentOverrides(false)
                        .clientId(auth.clientId())
                        .clientSecret(auth.clientSecret())
                        .authorizationServerUrl(auth.tokenUrl())
                        .audience(auth.audience())
                        .scope(auth.scope())
                        .build();
        };
    }
}
