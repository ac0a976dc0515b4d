package dev.baton.integration.form;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets pages of other sites send the form where they are named. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublicFormProperties.class)
class PublicFormSetup implements WebMvcConfigurer {

    private final PublicFormProperties properties;

    PublicFormSetup(PublicFormProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        if (!properties.allowedOrigins().isEmpty()) {
            registry.addMapping("/public/leads")
                    .allowedOrigins(properties.allowedOrigins().toArray(String[]::new))
                    .allowedMethods("POST")
                    .allowedHeaders("Content-Type", "Accept-Language", "Idempotency-Key")
                    .allowCredentials(false)
                    .maxAge(3_600);
        }
    }
}
