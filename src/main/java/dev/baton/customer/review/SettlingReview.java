package dev.baton.customer.review;

import dev.baton.customer.DecidingDuplicate;
import dev.baton.customer.DecidingDuplicate.Decision;
import dev.baton.customer.DuplicatesInReview;
import dev.baton.engine.Inbox;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes true what somebody answered about two customers, unless it was decided elsewhere before. What was said is read from
 * the inbox and not from the process: a task completed past it has said nothing.
 */
@Component
public class SettlingReview {

    /**
     * @param decision {@code same}, {@code not-same}, {@code related} or {@code later}; absent while nobody has said
     *     anything that can be done, and the question comes again
     * @param againAt when it comes again, where it was put off
     */
    public record Settled(
            @Nullable String decision,
            String reviewKey,
            @Nullable Instant againAt) {}

    private final DuplicatesInReview duplicates;
    private final DecidingDuplicate deciding;
    private final Inbox inbox;
    private final Staff staff;
    private final TransactionTemplate apart;

    SettlingReview(
            DuplicatesInReview duplicates,
            DecidingDuplicate deciding,
            Inbox inbox,
            Staff staff,
            PlatformTransactionManager transactions) {
        this.duplicates = duplicates;
        this.deciding = deciding;
        this.inbox = inbox;
        this.staff = staff;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The decision has a transaction of its own: a refusal takes back what it began and lets the step go on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Settled settle(UUID pair, long processInstance) {
        inbox.newestAnswer(pair, processInstance, DuplicateReview.Tasks.COMPARE_CUSTOMERS)
                .ifPresent(answer -> decide(pair, answer));
        var standing = duplicates.standing(pair);
        if (standing.decision() != null) {
            inbox.withdraw(pair, List.of(DuplicateReview.Tasks.COMPARE_CUSTOMERS));
        }
        return new Settled(word(standing.decision()), DuplicateReview.key(pair, standing.round()), standing.againAt());
    }

    private void decide(UUID pair, Inbox.Answer answer) {
        try {
            var decision = read(answer.variables());
            caller(answer.by())
                    .ifPresent(caller -> apart.executeWithoutResult(status -> {
                        if (duplicates.standing(pair).decision() == null) {
                            deciding.decide(caller, pair, decision);
                        }
                    }));
        } catch (Refusal unusable) {
            // It comes again, to be decided by what is true by then.
        }
    }

    /** Refuses what would be refused behind the task, so that whoever answers learns why. */
    void check(UUID pair, UUID by, Decision decision) {
        caller(by)
                .ifPresent(caller -> apart.executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    if (duplicates.standing(pair).decision() == null) {
                        deciding.decide(caller, pair, decision);
                    }
                }));
    }

    static Decision read(Map<String, Object> given) {
        var said = given.get("review") instanceof Map<?, ?> group ? group : given;
        var wanted = said.get("decision");
        if (wanted == null) {
            throw Refusal.invalid("missing-field", "decision", Map.of("field", "decision"));
        }
        return Arrays.stream(Decision.values())
                .filter(decision -> wanted.equals(word(decision)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "decision",
                        Map.of(
                                "field",
                                "decision",
                                "value",
                                String.valueOf(wanted),
                                "allowed",
                                List.of("same", "not-same", "related", "later"))));
    }

    private Optional<Caller> caller(UUID person) {
        return staff.find(new PersonId(person)).map(one -> new Caller(one.id(), one.name(), one.roles(), one.region()));
    }

    /** As form and diagram call it. */
    static @Nullable String word(@Nullable Decision decision) {
        return decision == null
                ? null
                : decision.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
