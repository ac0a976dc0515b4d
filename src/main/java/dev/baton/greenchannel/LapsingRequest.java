package dev.baton.greenchannel;

import dev.baton.audit.AuditTrail;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends a request that nobody entitled has answered: what is not granted is not allowed. */
@Component
public class LapsingRequest {

    private final GreenChannelRecords records;
    private final AuditTrail audit;
    private final Clock clock;

    LapsingRequest(GreenChannelRecords records, AuditTrail audit, Clock clock) {
        this.records = records;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void lapse(UUID id) {
        var it = records.change(id);
        if (it.isOpen()) {
            records.decide(id, GreenChannel.State.UNANSWERED, null, clock.instant(), null);
            audit.record(AuditTrail.Entry.byProcess(
                    StoredGreenChannels.KIND,
                    id,
                    "green-channel.unanswered",
                    Map.of(),
                    GreenChannelRecords.shown(it),
                    it.region(),
                    it.owner()));
        }
    }
}
