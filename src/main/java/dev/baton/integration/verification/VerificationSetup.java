package dev.baton.integration.verification;

import dev.baton.lead.NumberVerification;
import java.net.http.HttpClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Exists where a verification service is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${baton.number-verification.url:false}' != 'false'")
@EnableConfigurationProperties(NumberVerificationProperties.class)
class VerificationSetup {

    @Bean
    NumberVerification verificationService(
            RestClient.Builder builder, NumberVerificationProperties properties, Clock clock) {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build());
        factory.setReadTimeout(properties.readTimeout());
        var http = builder.requestFactory(factory).baseUrl(properties.url()).build();
        return new AskingVerificationService(http, properties, clock);
    }
}
