package dev.baton.lead.window;

import dev.baton.lead.LeadId;
import dev.baton.lead.file.Leads;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what an owner does beside the process: a tap to dial or chat (LR-13), nudges switched off (LR-05). */
@Component
public class NotingTouch {

    private static final Set<String> CHANNELS = Set.of("dial", "wechat");

    private final Leads leads;
    private final Clock clock;

    NotingTouch(Leads leads, Clock clock) {
        this.leads = leads;
        this.clock = clock;
    }

    /** The tap alone is no first contact: that needs a summary. */
    @Transactional
    public void touched(LeadId id, String channel, PersonId by) {
        if (!CHANNELS.contains(channel)) {
            throw Refusal.invalid(
                    "invalid-enum", "channel", Map.of("field", "channel", "value", channel, "allowed", "dial, wechat"));
        }
        var lead = leads.change(id);
        lead.touched(channel, by, clock.instant());
        leads.save(lead);
    }

    @Transactional
    public void mute(LeadId id, boolean muted, PersonId by) {
        var lead = leads.change(id);
        lead.mute(muted, by, clock.instant());
        leads.save(lead);
    }
}
