package dev.baton.greenchannel;

import dev.baton.engine.Inbox;
import dev.baton.staff.Caller;
import dev.baton.workbench.RecordScope;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets people at the tasks of the requests and debts that concern them. */
@Component
class GreenChannelTaskScope implements RecordScope {

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final Granters granters;
    private final GreenChannelTasks tasks;

    GreenChannelTaskScope(
            GreenChannelRecords records, ExceptionDebts debts, Granters granters, GreenChannelTasks tasks) {
        this.records = records;
        this.debts = debts;
        this.granters = granters;
        this.tasks = tasks;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(GreenChannelDiagram.PROCESS);
    }

    @Override
    public Access access(Caller caller, Inbox.Task task) {
        var it = records.findById(task.recordId()).orElse(null);
        if (it == null) {
            return Access.NONE;
        }
        var person = caller.id().value();
        var mayAnswer = task.elementId().equals(GreenChannelDiagram.Tasks.EXPLAIN)
                ? debts.findById(it.id())
                        .filter(debt -> tasks.mayExplain(debt.debtor(), it.region(), person))
                        .isPresent()
                : granters.mayAnswer(it, person);
        if (mayAnswer && task.state() == Inbox.State.OPEN) {
            return Access.ANSWER;
        }
        return concerns(caller, it) ? Access.SEE : Access.NONE;
    }

    private static boolean concerns(Caller caller, GreenChannel it) {
        return caller.supervises(it.region())
                || it.by().equals(caller.id())
                || caller.id().equals(it.owner())
                || caller.id().equals(it.decidedBy());
    }
}
