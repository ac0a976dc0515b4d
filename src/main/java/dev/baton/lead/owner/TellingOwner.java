package dev.baton.lead.owner;

import dev.baton.lead.LeadMoved;
import dev.baton.lead.file.LeadNotices;
import dev.baton.lead.file.Leads;
import dev.baton.notification.Channel;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people that a lead is theirs now; whoever left between the choice and the hand-over does not keep it. */
@Component
class TellingOwner {

    private final Leads leads;
    private final Staff staff;
    private final ReassigningLead reassigning;
    private final LeadNotices notices;

    TellingOwner(Leads leads, Staff staff, ReassigningLead reassigning, LeadNotices notices) {
        this.leads = leads;
        this.staff = staff;
        this.reassigning = reassigning;
        this.notices = notices;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(LeadMoved moved) {
        var owner = moved.owner();
        if (owner == null) {
            return;
        }
        var lead = leads.change(moved.lead());
        if (staff.find(owner).filter(Person::active).isEmpty()) {
            reassigning.reallocate(lead, "OWNER_LEFT", null);
            return;
        }
        var mover = lead.assignment().movedBy();
        var template = mover == null || mover.equals(owner) ? "lead.assigned" : "lead.transferred";
        notices.tell(owner, lead, moved.round(), template, lead.windowDueAt(), List.of(Channel.IN_APP));
        if (moved.right().equals("FALLBACK")) {
            notices.tell(
                    owner,
                    lead,
                    moved.round(),
                    "lead.fallback",
                    lead.windowDueAt(),
                    List.of(Channel.IN_APP, Channel.MAIL));
        }
    }
}
