package dev.baton.lead.outcome;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.file.LeadDeal;
import dev.baton.lead.file.Leads;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets a qualified lead know the deal that came of it, so that each leads to the other. */
@Component
@NamedInterface("outcome")
public class LinkingDeal {

    private final Leads leads;
    private final Clock clock;

    LinkingDeal(Leads leads, Clock clock) {
        this.leads = leads;
        this.clock = clock;
    }

    /**
     * Whose lead it was.
     *
     * @throws Refusal when it is not qualified: no deal comes of it yet
     */
    public @Nullable PersonId ownerOfQualified(LeadId id) {
        var lead = leads.findById(id.value()).orElseThrow(() -> Refusal.notFound("lead-not-found"));
        if (lead.status() != LeadStatus.QUALIFIED) {
            throw Refusal.conflict(
                    "lead-not-qualified", Map.of("status", lead.status().name()));
        }
        return lead.owner();
    }

    /** The lead's status follows the deal that came of it: whoever looks at the lead sees how it ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(LeadId id, UUID deal, boolean won, @Nullable PersonId by) {
        var lead = leads.change(id);
        lead.dealEnded(deal, won ? LeadDeal.WON : LeadDeal.LOST, by, clock.instant());
        leads.save(lead);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void link(LeadId id, UUID deal, PersonId by) {
        var lead = leads.change(id);
        lead.becameDeal(deal, by, clock.instant());
        leads.save(lead);
    }
}
