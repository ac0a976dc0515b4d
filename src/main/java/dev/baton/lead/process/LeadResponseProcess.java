package dev.baton.lead.process;

import dev.baton.engine.ProcessRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process of this module is about. */
@Configuration(proxyBeanMethods = false)
class LeadResponseProcess {

    @Bean
    ProcessRecord leadResponse() {
        return new ProcessRecord("lead-response", "leadId", "lead");
    }
}
