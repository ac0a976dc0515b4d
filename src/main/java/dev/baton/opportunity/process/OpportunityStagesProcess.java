package dev.baton.opportunity.process;

import dev.baton.engine.ProcessRecord;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.policy.OpportunityStages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the instances of {@code opportunity-stages} are about. */
@Configuration(proxyBeanMethods = false)
class OpportunityStagesProcess {

    @Bean
    ProcessRecord opportunityStages() {
        return new ProcessRecord(OpportunityStages.PROCESS, "dealId", Deal.KIND);
    }
}
