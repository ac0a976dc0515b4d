package dev.baton.evidence.web;

import dev.baton.evidence.storage.Incoming;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has the container write the files of forms beside the evidence and not somewhere in the system: what a killed process
 * leaves of them is swept up with the rest.
 */
@Configuration(proxyBeanMethods = false)
class FormsOfFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FormsOfFiles.class);

    @Bean
    MultipartConfigElement filesOfForms(MultipartProperties properties, Incoming incoming) {
        try {
            properties.setLocation(incoming.create().toString());
        } catch (IOException e) {
            LOG.error("The folder of evidence cannot be used; files of forms go to a temporary folder", e);
        }
        return properties.createMultipartConfig();
    }
}
