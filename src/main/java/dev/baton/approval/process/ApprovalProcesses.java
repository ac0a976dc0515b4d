package dev.baton.approval.process;

import dev.baton.engine.ProcessRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the two approvals are about: the deal that asks for them. */
@Configuration(proxyBeanMethods = false)
class ApprovalProcesses {

    @Bean
    ProcessRecord quoteCountersign() {
        return new ProcessRecord("quote-countersign", "dealId", "deal");
    }

    @Bean
    ProcessRecord contractApproval() {
        return new ProcessRecord("contract-approval", "dealId", "deal");
    }
}
