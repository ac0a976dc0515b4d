package dev.baton.lead.window;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leaves behind what belonged to the owner so far: deadlines that have not passed, the open window, open tasks. */
@Component
public class EndingRound {

    private final ResponseWindows windows;
    private final Deadlines deadlines;
    private final Inbox inbox;

    EndingRound(ResponseWindows windows, Deadlines deadlines, Inbox inbox) {
        this.windows = windows;
        this.deadlines = deadlines;
        this.inbox = inbox;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void end(Lead lead, Instant now) {
        if (lead.round() == 0) {
            return;
        }
        var id = lead.leadId();
        deadlines.close(id.value(), lead.round());
        windows.end(id, now);
        inbox.withdraw(id.value(), LeadResponse.Tasks.OF_AN_OWNER);
    }
}
