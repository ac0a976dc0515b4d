package dev.baton.lead;

import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Settles a number that a person had to look at; what was typed first stays on record (DH-02). */
@Component
public class CorrectingPhone {

    private final Leads leads;
    private final Timeline timeline;
    private final Clock clock;

    CorrectingPhone(Leads leads, Timeline timeline, Clock clock) {
        this.leads = leads;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** @param number the corrected number; null or unreadable leaves the old one and only notes the review */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correct(LeadId id, @Nullable String number, @Nullable PersonId by) {
        var lead = leads.change(id);
        var before = lead.phone();
        var corrected = number == null ? null : Phone.parse(number).orElse(null);
        if (corrected != null) {
            lead.correctPhone(corrected);
        }
        timeline.add(lead, clock.instant(), "PHONE_REVIEWED", by, Map.of("before", before, "after", lead.phone()));
    }
}
