package dev.baton.greenchannel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells whoever asked what came of it, and what is owed for it. */
@Component
public class TellingRequester {

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final GreenChannelNotices notices;

    TellingRequester(GreenChannelRecords records, ExceptionDebts debts, GreenChannelNotices notices) {
        this.records = records;
        this.debts = debts;
        this.notices = notices;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(UUID id) {
        var it = records.get(id);
        switch (it.state()) {
            case ASKED -> throw new IllegalStateException("green channel " + id + " has not been decided");
            case REFUSED -> say(it, GreenChannelNotices.REFUSED, null);
            case UNANSWERED -> say(it, GreenChannelNotices.UNANSWERED, null);
            case GRANTED, USED, VOID ->
                debts.findById(id)
                        .ifPresentOrElse(
                                debt -> say(it, GreenChannelNotices.GRANTED_OWED, debt.dueAt()),
                                () -> say(it, GreenChannelNotices.GRANTED, null));
        }
    }

    private void say(GreenChannel it, String template, @Nullable Instant due) {
        notices.tell(List.of(it.by()), it, template, due);
    }
}
