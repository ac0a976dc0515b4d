package dev.baton.opportunity.repair;

import dev.baton.engine.Instances;
import dev.baton.engine.InstancesOfRecords;
import dev.baton.engine.Messages;
import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the open questions of a round again whose instance was cancelled in the engine; what was decided stays decided. */
@Component
public class ResumingRepair implements InstancesOfRecords {

    private final RepairRounds rounds;
    private final Instances instances;
    private final Messages messages;
    private final TransactionTemplate transaction;

    ResumingRepair(RepairRounds rounds, Instances instances, Messages messages, TransactionTemplate transaction) {
        this.rounds = rounds;
        this.instances = instances;
        this.messages = messages;
        this.transaction = transaction;
    }

    @Override
    public String processId() {
        return StuckDealsDiagram.PROCESS;
    }

    @Override
    public List<Instance> open(UUID after, int limit) {
        return rounds.findRunning(after, Limit.of(limit)).stream()
                .map(round -> new Instance(round.getId(), round.getProcessInstanceKey()))
                .toList();
    }

    @Override
    public Optional<Instance> of(UUID recordId) {
        return rounds.findById(recordId)
                .filter(round -> round.endedAt() == null && round.processInstance() != null)
                .map(round -> new Instance(recordId, key(round.processInstance())));
    }

    @Override
    @Transactional(propagation = Propagation.NEVER)
    public void startAgain(UUID recordId, UUID by) {
        of(recordId)
                .filter(instance -> instances.isGone(instance.key()))
                .ifPresent(lost ->
                        transaction.executeWithoutResult(status -> askAgain(recordId, lost.key(), new PersonId(by))));
    }

    private void askAgain(UUID id, long lost, PersonId by) {
        var round = rounds.change(id);
        if (round.endedAt() != null || key(round.processInstance()) != lost) {
            return;
        }
        round.loseInstance(by);
        rounds.save(round);
        messages.publish(
                StuckDealsDiagram.Messages.REPAIR_ASKED,
                id.toString(),
                StuckDealsDiagram.Messages.REPAIR_ASKED + ":" + id + ":after:" + lost,
                Map.of("roundId", id.toString(), "askedBy", round.askedBy().toString()));
    }

    private static long key(@Nullable Long instance) {
        return instance == null ? 0 : instance;
    }
}
