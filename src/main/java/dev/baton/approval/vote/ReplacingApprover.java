package dev.baton.approval.vote;

import dev.baton.approval.chain.Chain;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalElements;
import dev.baton.approval.file.ApprovalStep;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.Inbox;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the awaited vote of somebody who leaves, or goes on leave, to whoever takes the place. Leave begins without
 * anybody doing anything at that moment, so it is looked for.
 */
@Component
public class ReplacingApprover {

    private final Approvals file;
    private final FindingVoters seating;
    private final Inbox inbox;
    private final TransactionTemplate transaction;

    ReplacingApprover(Approvals file, FindingVoters seating, Inbox inbox, TransactionTemplate transaction) {
        this.file = file;
        this.seating = seating;
        this.inbox = inbox;
        this.transaction = transaction;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonDisabled event) {
        file.idsAwaiting(event.person().value()).forEach(this::replace);
    }

    /** Looks through everybody whose vote is awaited for those who cannot give it now. */
    public void replaceAbsent() {
        for (var person : file.awaitedPeople()) {
            if (!seating.canVote(new PersonId(person))) {
                for (var approval : file.idsAwaiting(person)) {
                    transaction.executeWithoutResult(status -> replace(approval));
                }
            }
        }
    }

    private void replace(UUID id) {
        var approval = file.hold(id).filter(Approval::open).orElse(null);
        if (approval == null) {
            return;
        }
        approval.openStep().ifPresent(step -> {
            var votes = List.of(ApprovalElements.voteOf(approval.kind()));
            replace(approval, step)
                    .forEach(one -> inbox.handOver(
                            approval.dealId(),
                            votes,
                            one.from().value(),
                            one.to().value()));
        });
        file.save(approval);
    }

    record Replaced(PersonId from, PersonId to) {}

    /**
     * Gives the places of those who cannot vote any more to others; a place that nobody can take is given up, and the last
     * one stays with its holder and says so.
     */
    Set<Replaced> replace(Approval approval, ApprovalStep step) {
        var barred = Set.copyOf(new HashSet<>(List.of(approval.requestedBy(), approval.owner())));
        var seated = new HashSet<PersonId>();
        step.seats().forEach(seat -> seated.add(seat.person()));
        var replaced = new HashSet<Replaced>();
        for (var seat : step.awaited()) {
            var holder = seat.person();
            if (seating.canVote(holder)) {
                continue;
            }
            var other = seating.standIn(holder, seat.name(), seat.group(), approval.region(), barred, seated);
            if (other.isPresent()) {
                approval.reseat(step, seat, other.get());
                seated.add(other.get().person());
                replaced.add(new Replaced(holder, other.get().person()));
            } else if (step.seats().size() > 1) {
                approval.drop(step, seat);
            } else {
                approval.notice(Chain.HOLDER_AWAY);
            }
        }
        return replaced;
    }

    /** Where the engine is spoken to. */
    @Component
    @ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
    static class Regularly {

        private static final Logger LOG = LoggerFactory.getLogger(ReplacingApprover.class);

        private final ReplacingApprover replacing;

        Regularly(ReplacingApprover replacing) {
            this.replacing = replacing;
        }

        @Scheduled(fixedDelayString = "${baton.approvals.reseat-every:1m}")
        void look() {
            try {
                replacing.replaceAbsent();
            } catch (RuntimeException e) {
                LOG.warn("Places of absent approvers are filled later: {}", e.getMessage());
            }
        }
    }
}
