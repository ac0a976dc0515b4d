package dev.baton.lead.window;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.file.LeadNotices;
import dev.baton.lead.file.Leads;
import dev.baton.notification.Channel;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reminds the owner of a lead whose window has passed, by mail, WeCom and SMS: level 2 (LR-02, F-06b). */
@Component
public class RemindingOverdue {

    private final Leads leads;
    private final LeadNotices notices;

    RemindingOverdue(Leads leads, LeadNotices notices) {
        this.leads = leads;
        this.notices = notices;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(LeadId id, int round) {
        var lead = leads.change(id);
        var owner = lead.owner();
        if (owner != null && lead.round() == round && lead.status() == LeadStatus.ASSIGNED && !lead.remindersMuted()) {
            notices.tell(
                    owner,
                    lead,
                    round,
                    "lead.window-due",
                    lead.windowDueAt(),
                    List.of(Channel.IN_APP, Channel.MAIL, Channel.WECOM, Channel.SMS));
        }
    }
}
