package dev.baton.customer.review;

import dev.baton.customer.DuplicatesInReview;
import dev.baton.engine.Inbox;
import dev.baton.staff.Caller;
import dev.baton.workbench.RecordScope;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets those at the question about two customers who decide about duplicates and may see both. */
@Component
class ReviewTaskScope implements RecordScope {

    private final DuplicatesInReview duplicates;

    ReviewTaskScope(DuplicatesInReview duplicates) {
        this.duplicates = duplicates;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(DuplicateReview.PROCESS);
    }

    @Override
    public Access access(Caller caller, Inbox.Task task) {
        return duplicates.mayDecide(caller, task.recordId()) ? Access.ANSWER : Access.NONE;
    }
}
