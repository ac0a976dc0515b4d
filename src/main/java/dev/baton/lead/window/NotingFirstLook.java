package dev.baton.lead.window;

import dev.baton.lead.LeadId;
import dev.baton.lead.file.Leads;
import dev.baton.staff.PersonId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes that the owner has looked at the lead: no second reminder, while the contact is still owed (LR-02, F-06b). */
@Component
public class NotingFirstLook {

    private final Leads leads;
    private final ResponseWindows windows;
    private final Clock clock;

    NotingFirstLook(Leads leads, ResponseWindows windows, Clock clock) {
        this.leads = leads;
        this.windows = windows;
        this.clock = clock;
    }

    @Transactional
    public void opened(LeadId id, PersonId by) {
        var lead = leads.change(id);
        var now = clock.instant();
        if (lead.openedBy(by, now)) {
            windows.opened(id.value(), lead.round(), now);
            leads.save(lead);
        }
    }
}
