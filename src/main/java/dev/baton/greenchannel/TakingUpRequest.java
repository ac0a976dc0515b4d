package dev.baton.greenchannel;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets one instance of the process work on a request and tells it what the table asks for. */
@Component
public class TakingUpRequest {

    /**
     * @param level to which the request is put first
     * @param region empty where there is none, so that a table can ask for that
     */
    public record TakenUp(
            boolean duplicateRun,
            int level,
            Purpose purpose,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            String region) {}

    private final GreenChannelRecords records;

    TakingUpRequest(GreenChannelRecords records) {
        this.records = records;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public TakenUp takeUp(UUID id, long processInstance) {
        var it = records.change(id);
        var mine = it.takeUp(processInstance);
        return new TakenUp(
                !mine || !it.isOpen(),
                1,
                it.purpose(),
                it.amount(),
                it.currency(),
                it.region() == null ? "" : it.region());
    }
}
