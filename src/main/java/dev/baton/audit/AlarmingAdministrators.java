package dev.baton.audit;

import dev.baton.audit.AuditQueries.Seen;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the administrators of a pattern: in the workbench, by mail, as an entry of the trail, and as a figure. */
@Component
class AlarmingAdministrators {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmingAdministrators.class);

    private final Staff staff;
    private final Notifications notifications;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    AlarmingAdministrators(
            Staff staff,
            Notifications notifications,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            Clock clock) {
        this.staff = staff;
        this.notifications = notifications;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    /** A rule that has told nothing yet has a figure as well. */
    void begin(SecurityAlarms.Rule rule) {
        counter(rule).increment(0);
    }

    void alarm(SecurityAlarms.Rule rule, Seen seen) {
        var now = clock.instant();
        LOG.warn("Security alarm {}: {} times by {} within {}", rule.name(), seen.times(), seen.of(), rule.within());
        counter(rule).increment();
        events.publishEvent(new SecurityEvent(
                Kind.ALARM,
                null,
                null,
                null,
                Map.of(
                        "rule", rule.name(),
                        "of", seen.of(),
                        "times", seen.times(),
                        "minutes", rule.within().toMinutes())));
        staff.having(Role.ADMIN).forEach(admin -> notifications.send(notice(rule, seen, admin, now)));
    }

    private Notice notice(SecurityAlarms.Rule rule, Seen seen, Person admin, Instant now) {
        return new Notice(
                "security-alarm:" + rule.name() + ":" + seen.of() + ":" + now.toEpochMilli(),
                admin.id(),
                "security.alarm",
                Map.of(
                        "rule", rule.name(),
                        "who", shown(rule, seen),
                        "times", String.valueOf(seen.times()),
                        "minutes", String.valueOf(rule.within().toMinutes())),
                "/audit?kind=security",
                List.of(Channel.IN_APP, Channel.MAIL));
    }

    private String shown(SecurityAlarms.Rule rule, Seen seen) {
        return rule.per() == SecurityAlarms.Per.PERSON
                ? staff.find(PersonId.of(seen.of())).map(Person::name).orElse(seen.of())
                : seen.of();
    }

    private Counter counter(SecurityAlarms.Rule rule) {
        return meters.counter("baton.security.alarms", "rule", rule.name());
    }
}
