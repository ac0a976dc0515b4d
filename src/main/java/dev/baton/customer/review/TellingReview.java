package dev.baton.customer.review;

import dev.baton.customer.DuplicatesInReview.Decided;
import dev.baton.customer.DuplicatesInReview.Proposed;
import dev.baton.engine.Messages;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the process know that two customers may be one, and that somebody has decided about them, wherever that was. */
@Component
class TellingReview {

    private final Messages messages;

    TellingReview(Messages messages) {
        this.messages = messages;
    }

    @EventListener
    void on(Proposed pair) {
        messages.publish(
                DuplicateReview.Messages.PROPOSED,
                pair.id().toString(),
                DuplicateReview.Messages.PROPOSED + ":" + pair.id(),
                Map.of("proposalId", pair.id().toString()));
    }

    @EventListener
    void on(Decided pair) {
        var key = DuplicateReview.key(pair.id(), pair.round());
        messages.publish(DuplicateReview.Messages.DECIDED, key, DuplicateReview.Messages.DECIDED + ":" + key, Map.of());
    }
}
