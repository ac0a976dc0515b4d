package dev.baton.greenchannel;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends a request that nobody entitled has answered: what is not granted is not allowed. */
@Component
public class LapsingRequest {

    private final GreenChannelRecords records;
    private final Clock clock;

    LapsingRequest(GreenChannelRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void lapse(UUID id) {
        var it = records.change(id);
        if (it.isOpen()) {
            it.lapse(clock.instant());
            records.save(it);
        }
    }
}
