package dev.baton.customer.review;

import dev.baton.customer.DuplicatesInReview;
import dev.baton.engine.Inbox;
import dev.baton.engine.UserTaskRule;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the question about two customers shows and accepts. */
@Component
class ReviewTasks implements UserTaskRule {

    private final DuplicatesInReview duplicates;
    private final SettlingReview settling;

    ReviewTasks(DuplicatesInReview duplicates, SettlingReview settling) {
        this.duplicates = duplicates;
        this.settling = settling;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(DuplicateReview.PROCESS);
    }

    @Override
    public String subject(Inbox.Task task) {
        return duplicates
                .names(task.recordId())
                .map(pair -> pair.one() + " · " + pair.other())
                .orElse("");
    }

    @Override
    public Map<String, Object> formData(Inbox.Task task) {
        return duplicates
                .names(task.recordId())
                .<Map<String, Object>>map(pair -> Map.of(
                        "oneName",
                        pair.one(),
                        "otherName",
                        pair.other(),
                        "percent",
                        pair.score().multiply(BigDecimal.valueOf(100)).intValue()))
                .orElse(Map.of());
    }

    @Override
    public Map<String, Object> answer(Inbox.Task task, UUID by, Map<String, Object> variables) {
        var decision = SettlingReview.read(variables);
        settling.check(task.recordId(), by, decision);
        return Map.of(
                "review",
                Map.of("decision", Objects.requireNonNull(SettlingReview.word(decision))),
                "completedBy",
                by.toString());
    }
}
