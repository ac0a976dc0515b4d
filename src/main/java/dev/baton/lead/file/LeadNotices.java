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
import org.springframework.stereotype.Component;

/** Tells people about a lead; the event carries the round, so that each occurrence is told once. */
@Component
public class LeadNotices {

    private final Notifications notifications;
    private final Staff staff;
    private final LeadSuperiors superiors;

    LeadNotices(Notifications notifications, Staff staff, LeadSuperiors superiors) {
        this.notifications = notifications;
        this.staff = staff;
        this.superiors = superiors;
    }

    public void tell(
            PersonId to, Lead lead, int round, String template, @Nullable Instant due, List<Channel> channels) {
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
                "lead:" + id + ":" + round + ":" + template,
                to,
                template,
                Map.copyOf(values),
                "/leads/" + id,
                channels));
    }

    /** Those who lead the owner, for it is them who can speak to the owner; without an owner those of the region. */
    public void tellSupervisors(Lead lead, int round, String template, @Nullable Instant due, List<Channel> channels) {
        for (var supervisor : staff.supervisorsOf(superiors.regionOf(lead))) {
            tell(supervisor.id(), lead, round, template, due, channels);
        }
    }
}
