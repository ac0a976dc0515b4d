package dev.baton.greenchannel;

import dev.baton.engine.Inbox;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.workbench.AnsweringTask;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Answers the task of a debt from its page, whoever's it is: the process pays the debt. */
@Component
public class ExplainingDebt {

    private final GreenChannels greenChannels;
    private final ShowingGreenChannels showing;
    private final Inbox inbox;
    private final AnsweringTask answering;

    ExplainingDebt(GreenChannels greenChannels, ShowingGreenChannels showing, Inbox inbox, AnsweringTask answering) {
        this.greenChannels = greenChannels;
        this.showing = showing;
        this.inbox = inbox;
        this.answering = answering;
    }

    @Transactional(propagation = Propagation.NEVER)
    public void explain(UUID id, @Nullable String explanation, Caller caller) {
        var debt = greenChannels.debts(caller).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("debt-not-found"));
        if (debt.state() == GreenChannels.DebtState.PAID) {
            throw Refusal.conflict("debt-paid", Map.of());
        }
        if (!showing.mayExplain(debt, caller)) {
            throw Refusal.forbidden("debt-of-somebody-else");
        }
        var task = inbox.openOf(id).stream()
                .filter(one -> one.elementId().equals(GreenChannelDiagram.Tasks.EXPLAIN))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("debt-on-its-way", Map.of()));
        answering.answerFor(
                task.id(), Map.of("explanation", Map.of("text", explanation == null ? "" : explanation)), caller);
    }
}
