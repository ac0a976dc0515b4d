package dev.baton.lead.window;

import dev.baton.lead.LeadId;
import dev.baton.lead.file.Leads;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reminds the owner of a lead whose window has passed, by mail, WeCom and SMS: level 2 (LR-02, F-06b). */
@Component
public class RemindingOverdue {

    private final Leads leads;

    RemindingOverdue(Leads leads) {
        this.leads = leads;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(LeadId id, int round) {
        var lead = leads.change(id);
        if (lead.round() == round) {
            lead.remindOverdue();
            leads.save(lead);
        }
    }
}
