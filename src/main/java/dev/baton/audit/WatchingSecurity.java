package dev.baton.audit;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for patterns in what concerns safety and tells the administrators, once for each pattern and time. It reads the
 * trail and not its own memory, so several instances count together, and a restart forgets nothing.
 */
@Component
class WatchingSecurity {

    private final SecurityAlarms alarms;
    private final AuditQueries entries;
    private final AuditSeals seals;
    private final AlarmingAdministrators alarming;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WatchingSecurity(
            SecurityAlarms alarms,
            AuditQueries entries,
            AuditSeals seals,
            AlarmingAdministrators alarming,
            TransactionTemplate transaction,
            Clock clock) {
        this.alarms = alarms;
        this.entries = entries;
        this.seals = seals;
        this.alarming = alarming;
        this.transaction = transaction;
        this.clock = clock;
        alarms.rules().forEach(alarming::begin);
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    void watch() {
        transaction.executeWithoutResult(status -> {
            if (seals.aloneToWatch()) {
                alarms.rules().forEach(this::watch);
            }
        });
    }

    private void watch(SecurityAlarms.Rule rule) {
        var since = clock.instant().minus(rule.within());
        var actions = rule.kinds().stream()
                .map(kind -> RecordingSecurityEvent.ACTION + kind.code())
                .toList();
        for (var seen : entries.seen(actions, rule.per(), since, rule.count())) {
            if (!entries.alarmed(rule.name(), seen.of(), since)) {
                alarming.alarm(rule, seen);
            }
        }
    }
}
