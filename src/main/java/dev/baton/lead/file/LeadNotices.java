package dev.baton.lead.file;

import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people about a lead; the event carries the round, so that each occurrence is told once. */
@Component
class LeadNotices {

    private final Notifications notifications;
    private final Staff staff;
    private final LeadSuperiors superiors;

    LeadNotices(Notifications notifications, Staff staff, LeadSuperiors superiors) {
        this.notifications = notifications;
        this.staff = staff;
        this.superiors = superiors;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(LeadEvent event) {
        var lead = event.lead();
        switch (event) {
            case LeadEvent.Assigned it -> tellOwner(it);
            case LeadEvent.Escalated it ->
                tellSupervisors(lead, "lead.escalated", lead.windowDueAt(), List.of(Channel.IN_APP, Channel.MAIL));
            case LeadEvent.Collaboration it
            when it.asked() -> tellSupervisors(lead, "lead.needs-collaboration", null, List.of(Channel.IN_APP));
            default -> {} // nobody has to be told
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(LeadReminder reminder) {
        var lead = reminder.lead();
        var owner = lead.owner();
        switch (reminder) {
            case LeadReminder.AnswerSoon it ->
                tell(owner, lead, "lead.first-reminder", lead.windowDueAt(), List.of(Channel.IN_APP));
            case LeadReminder.Overdue it ->
                tell(
                        owner,
                        lead,
                        "lead.window-due",
                        lead.windowDueAt(),
                        List.of(Channel.IN_APP, Channel.MAIL, Channel.WECOM, Channel.SMS));
            case LeadReminder.Stalled it ->
                tellSupervisors(lead, "lead.stalled", lead.followUpDueAt(), List.of(Channel.IN_APP, Channel.DINGTALK));
            case LeadReminder.StaleInPool it ->
                tellSupervisors(lead, "lead.pool-stale", null, List.of(Channel.IN_APP, Channel.MAIL));
        }
    }

    /** Whoever left between the choice and the hand-over does not keep it, and hears nothing of it. */
    private void tellOwner(LeadEvent.Assigned it) {
        var lead = it.lead();
        var owner = it.owner();
        if (staff.find(owner).filter(Person::active).isEmpty()) {
            return;
        }
        var mover = lead.assignment().movedBy();
        var template = mover == null || mover.equals(owner) ? "lead.assigned" : "lead.transferred";
        tell(owner, lead, template, lead.windowDueAt(), List.of(Channel.IN_APP));
        if (it.right().equals("FALLBACK")) {
            tell(owner, lead, "lead.fallback", lead.windowDueAt(), List.of(Channel.IN_APP, Channel.MAIL));
        }
    }

    private void tell(
            @Nullable PersonId to, Lead lead, String template, @Nullable Instant due, List<Channel> channels) {
        if (to == null) {
            return;
        }
        var values = new HashMap<String, String>();
        values.put("leadName", lead.name());
        values.put("source", lead.source());
        values.put("dueAt", due == null ? "" : due.toString());
        var owner = lead.owner();
        values.put(
                "owner",
                owner == null ? "" : staff.find(owner).map(Person::name).orElse(""));
        var mover = lead.assignment().movedBy();
        values.put(
                "by", mover == null ? "" : staff.find(mover).map(Person::name).orElse(""));
        var id = lead.leadId();
        notifications.send(new Notice(
                "lead:" + id + ":" + lead.round() + ":" + template,
                to,
                template,
                Map.copyOf(values),
                "/leads/" + id,
                channels));
    }

    /** Those who lead the owner, for it is them who can speak to the owner; without an owner those of the region. */
    private void tellSupervisors(Lead lead, String template, @Nullable Instant due, List<Channel> channels) {
        for (var supervisor : staff.supervisorsOf(superiors.regionOf(lead))) {
            tell(supervisor.id(), lead, template, due, channels);
        }
    }
}
