package dev.baton.lead.board;

import dev.baton.engine.Whereabouts;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.shared.Ids;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices leads that arrive while nobody gets any (LO-09), and tells the directors once until it is over. */
@Component
class StallAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(StallAlarm.class);

    private final WaitingLeadQueries waiting;
    private final AllocationAlarms alarms;
    private final Whereabouts whereabouts;
    private final Notifications notifications;
    private final Staff staff;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration patience;

    StallAlarm(
            WaitingLeadQueries waiting,
            AllocationAlarms alarms,
            Whereabouts whereabouts,
            Notifications notifications,
            Staff staff,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${baton.lead.stall-alarm-after:5m}") Duration patience) {
        this.waiting = waiting;
        this.alarms = alarms;
        this.whereabouts = whereabouts;
        this.notifications = notifications;
        this.staff = staff;
        this.transaction = transaction;
        this.clock = clock;
        this.patience = patience;
    }

    @Scheduled(fixedDelayString = "${baton.lead.stall-check-interval:10s}")
    void check() {
        try {
            transaction.executeWithoutResult(status -> raiseOrClear());
        } catch (RuntimeException e) {
            LOG.warn("Waiting leads are looked at again later: {}", e.getMessage());
        }
    }

    private void raiseOrClear() {
        var now = clock.instant();
        var limit = now.minus(patience);
        var late = waiting.receivedBefore(limit);
        if (late.isEmpty() || waiting.isAnyAssignedSince(limit)) {
            alarms.findOpen().ifPresent(alarm -> alarm.end(now));
            return;
        }
        var element = whereabouts.lastElements(List.of(late.getFirst())).get(late.getFirst());
        var open = alarms.findOpen();
        var alarm = open.orElseGet(() -> new AllocationAlarm(Ids.next(), now));
        alarm.stands(late.size(), element);
        if (open.isEmpty()) {
            alarms.save(alarm);
            tell(alarm.id(), late.size(), element);
        }
    }

    private void tell(UUID alarm, int waiting, @Nullable String element) {
        for (var person : staff.supervisorsOf(null)) {
            notifications.send(new Notice(
                    "allocation-stalled:" + alarm,
                    person.id(),
                    "allocation.stalled",
                    Map.of("count", String.valueOf(waiting), "element", element == null ? "-" : element),
                    "/waiting",
                    List.of(Channel.IN_APP, Channel.MAIL)));
        }
    }
}
