package dev.baton.lead.file;

import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose superiors look after a lead: its owner's, wherever the lead came from; without an owner those of its region. */
@Component
public class LeadSuperiors {

    private final Staff staff;

    LeadSuperiors(Staff staff) {
        this.staff = staff;
    }

    /** Null where neither owner nor lead belongs to a region: then it is the directors'. */
    @Nullable
    public String regionOf(Lead lead) {
        var owner = lead.owner();
        var home = owner == null ? null : staff.find(owner).map(Person::region).orElse(null);
        return home == null ? lead.region() : home;
    }
}
