package dev.baton.evidence.inspection;

import dev.baton.evidence.storage.Incoming;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InspectionProperties.class)
class InspectionSetup {

    @Bean
    DocumentReader documentReader(InspectionProperties properties, Clock clock) {
        return new DocumentReader(properties.reading(), clock);
    }

    @Bean
    TextRecognition textRecognition(InspectionProperties properties, Clock clock) {
        return new Tesseract(properties.ocr(), clock);
    }

    @Bean
    VirusScan virusScan(InspectionProperties properties) {
        return StringUtils.hasText(properties.clamav().host()) ? new ClamAvScan(properties.clamav()) : VirusScan.OFF;
    }

    @Bean
    InspectingFile inspectingFile(
            InspectionProperties properties,
            DocumentReader documents,
            TextRecognition characters,
            VirusScan viruses,
            Incoming incoming) {
        return new InspectingFile(properties, documents, characters, viruses, incoming);
    }
}
