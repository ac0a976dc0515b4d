package dev.baton.lead.window;

import dev.baton.lead.LeadId;
import dev.baton.lead.file.Leads;
import dev.baton.lead.file.Timeline;
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
    private final Timeline timeline;
    private final Clock clock;

    NotingTouch(Leads leads, Timeline timeline, Clock clock) {
        this.leads = leads;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** The tap alone is no first contact: that needs a summary. */
    @Transactional
    public void touched(LeadId id, String channel, PersonId by) {
        if (!CHANNELS.contains(channel)) {
            throw Refusal.invalid(
                    "invalid-enum", "channel", Map.of("field", "channel", "value", channel, "allowed", "dial, wechat"));
        }
        timeline.add(leads.change(id), clock.instant(), "TOUCHED", by, Map.of("channel", channel));
    }

    @Transactional
    public void mute(LeadId id, boolean muted, PersonId by) {
        var lead = leads.change(id);
        lead.mute(muted);
        timeline.add(lead, clock.instant(), muted ? "MUTED" : "UNMUTED", by, Map.of());
    }
}
