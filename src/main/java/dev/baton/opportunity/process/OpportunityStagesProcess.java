package dev.baton.opportunity.process;

import dev.baton.engine.ProcessRecord;
import dev.baton.opportunity.StartingRepair;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the processes of this module are about. */
@Configuration(proxyBeanMethods = false)
class OpportunityStagesProcess {

    @Bean
    ProcessRecord opportunityStages() {
        return new ProcessRecord("opportunity-stages", "dealId", "deal");
    }

    /** Each question of a repair round is a record of its own: the deal has its own tasks, which end with it. */
    @Bean
    ProcessRecord repairRounds() {
        return new ProcessRecord("stuck-deals", "itemId", StartingRepair.RECORD_KIND);
    }
}
