package dev.baton.customer.process;

import dev.baton.customer.review.DuplicateReview;
import dev.baton.engine.ProcessRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the instances of {@code duplicate-review} are about. */
@Configuration(proxyBeanMethods = false)
class DuplicateReviewProcess {

    @Bean
    ProcessRecord pairsInReview() {
        return new ProcessRecord(DuplicateReview.PROCESS, "proposalId", "duplicate");
    }
}
