package dev.baton.evidence.storage;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Chooses the store; also stands alone, for the command that verifies without the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
@Import(Incoming.class)
public class StorageSetup {

    @Bean
    ContentStore contentStore(StorageProperties properties, Incoming incoming) {
        return switch (properties.store()) {
            case FOLDER -> new FolderStore(properties.folder().toAbsolutePath(), incoming);
            case S3 -> S3Store.of(properties.s3());
        };
    }
}
