package dev.baton.lead.file;

import dev.baton.engine.Inbox;
import dev.baton.lead.LeadId;
import dev.baton.staff.PersonId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows who answered a task of a lead by the door that the answer came through; the engine may be told any name. */
@Component
public class AnswersOfPeople {

    private final Inbox inbox;

    AnswersOfPeople(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Null where the newest of these tasks was completed in the engine, by nobody of the house. */
    public @Nullable PersonId who(LeadId lead, long processInstance, Collection<String> tasks) {
        return inbox.whoAnswered(lead.value(), processInstance, tasks)
                .map(PersonId::new)
                .orElse(null);
    }
}
