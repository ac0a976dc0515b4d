package dev.baton.greenchannel;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Instances;
import dev.baton.engine.InstancesOfRecords;
import dev.baton.engine.Messages;
import dev.baton.staff.CandidateGroups;
import dev.baton.staff.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a request whose instance was cancelled a new one that begins where the request stands: those who were asked are
 * asked again, and what is owed is owed, each until the date that was set.
 */
@Component
public class ResumingRequest implements InstancesOfRecords {

    private record Start(String element, Map<String, @Nullable Object> variables) {}

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final Deadlines deadlines;
    private final Instances instances;
    private final Messages messages;
    private final TransactionTemplate transaction;

    ResumingRequest(
            GreenChannelRecords records,
            ExceptionDebts debts,
            Deadlines deadlines,
            Instances instances,
            Messages messages,
            TransactionTemplate transaction) {
        this.records = records;
        this.debts = debts;
        this.deadlines = deadlines;
        this.instances = instances;
        this.messages = messages;
        this.transaction = transaction;
    }

    @Override
    public String processId() {
        return GreenChannelDiagram.PROCESS;
    }

    @Override
    public List<Instance> open(UUID after, int limit) {
        return records.findRunning(after, Limit.of(limit)).stream()
                .map(it -> new Instance(it.getId(), key(it.getProcessInstanceKey())))
                .toList();
    }

    @Override
    public Optional<Instance> of(UUID recordId) {
        return records.findById(recordId)
                .filter(it -> it.isOpen() ? it.processInstance() != null || it.level() > 0 : unpaid(recordId) != null)
                .map(it -> new Instance(recordId, key(it.processInstance())));
    }

    @Override
    @Transactional(propagation = Propagation.NEVER)
    public void startAgain(UUID recordId, UUID by) {
        var lost = of(recordId).filter(instance -> instances.isGone(instance.key()));
        if (lost.isEmpty()) {
            return;
        }
        var start = new AtomicReference<@Nullable Start>();
        transaction.executeWithoutResult(
                status -> start.set(letGo(recordId, lost.get().key(), new PersonId(by))));
        var where = start.get();
        if (where == null) {
            return;
        }
        var instance = instances.startAt(GreenChannelDiagram.PROCESS, List.of(where.element()), where.variables());
        transaction.executeWithoutResult(status -> records.change(recordId).goOnIn(instance));
    }

    /** Null where it starts from the beginning, or somebody else was faster. */
    private @Nullable Start letGo(UUID id, long lost, PersonId by) {
        var it = records.change(id);
        var debt = it.isOpen() ? null : unpaid(id);
        if ((!it.isOpen() && debt == null) || key(it.processInstance()) != lost) {
            return null;
        }
        it.loseInstance(by);
        records.save(it);
        if (debt != null) {
            return new Start(GreenChannelDiagram.Elements.EXPLAIN, explaining(it, debt));
        }
        if (it.level() == 0) {
            messages.publish(
                    GreenChannelDiagram.Messages.EXCEPTION_ASKED,
                    id.toString(),
                    GreenChannelDiagram.Messages.EXCEPTION_ASKED + ":" + id + ":after:" + lost,
                    Map.of("greenChannelId", id.toString()));
            return null;
        }
        return new Start(GreenChannelDiagram.Elements.ASK, asking(it));
    }

    /** What the way to the question would have set. */
    private Map<String, @Nullable Object> asking(GreenChannel it) {
        var due = Objects.requireNonNull(it.answerDueAt());
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("greenChannelId", it.id());
        variables.put("duplicateRun", false);
        variables.put("level", it.level());
        variables.put("purpose", it.purpose());
        variables.put("amount", it.amount());
        variables.put("currency", it.currency());
        variables.put("region", it.region() == null ? "" : it.region());
        variables.put("grantGroups", it.groups());
        variables.put(
                "grantRemindAt",
                deadlines.of(it.id(), it.level()).getOrDefault(GreenChannelDeadlines.ANSWER_SOON, due));
        variables.put("grantDueAt", due);
        return variables;
    }

    /** What the way to the explanation would have set. */
    private Map<String, @Nullable Object> explaining(GreenChannel it, ExceptionDebt debt) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("greenChannelId", it.id());
        variables.put("duplicateRun", false);
        variables.put("debtorId", debt.debtor());
        variables.put("debtGroups", List.of(CandidateGroups.managers(it.region())));
        variables.put(
                "explainRemindAt",
                deadlines
                        .of(it.id(), GreenChannelDeadlines.DEBT_ROUND)
                        .getOrDefault(GreenChannelDeadlines.EXPLAIN_SOON, debt.dueAt()));
        variables.put("explainDueAt", debt.dueAt());
        return variables;
    }

    private @Nullable ExceptionDebt unpaid(UUID id) {
        return debts.findById(id).filter(debt -> !debt.isPaid()).orElse(null);
    }

    private static long key(@Nullable Long instance) {
        return instance == null ? 0 : instance;
    }
}
