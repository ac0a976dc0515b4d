package dev.baton.approval.process;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.ContractApproval;
import dev.baton.approval.file.InstancesOfApprovals;
import dev.baton.approval.file.QuoteCountersign;
import dev.baton.engine.ProcessRecord;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** What the two approvals are about: the deal that asks for them. */
@Configuration(proxyBeanMethods = false)
class ApprovalProcesses {

    @Bean
    InstancesOfApprovals instancesOfQuotes(
            Approvals file,
            ApprovalsOfDeal approvals,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        return new InstancesOfApprovals(
                QuoteCountersign.PROCESS, ApprovalKind.QUOTE, file, approvals, transaction, events);
    }

    @Bean
    InstancesOfApprovals instancesOfContracts(
            Approvals file,
            ApprovalsOfDeal approvals,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        return new InstancesOfApprovals(
                ContractApproval.PROCESS, ApprovalKind.CONTRACT, file, approvals, transaction, events);
    }

    @Bean
    ProcessRecord quoteCountersign() {
        return new ProcessRecord(QuoteCountersign.PROCESS, "dealId", "deal");
    }

    @Bean
    ProcessRecord contractApproval() {
        return new ProcessRecord(ContractApproval.PROCESS, "dealId", "deal");
    }
}
