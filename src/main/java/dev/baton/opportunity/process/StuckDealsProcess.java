package dev.baton.opportunity.process;

import dev.baton.engine.ProcessRecord;
import dev.baton.opportunity.repair.StartingRepair;
import dev.baton.opportunity.repair.StuckDealsDiagram;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the instances of {@code stuck-deals} are about. */
@Configuration(proxyBeanMethods = false)
class StuckDealsProcess {

    /** Each question of a repair round is a record of its own: the deal has its own tasks, which end with it. */
    @Bean
    ProcessRecord roundsOfRepair() {
        return new ProcessRecord(StuckDealsDiagram.PROCESS, "itemId", StartingRepair.RECORD_KIND);
    }
}
