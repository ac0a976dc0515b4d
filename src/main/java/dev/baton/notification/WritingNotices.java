package dev.baton.notification;

import dev.baton.notification.NoticeRouting.Leg;
import dev.baton.staff.Person;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a notice into rows, in words of the language that its reader has at that moment. */
@Component
class WritingNotices {

    private static final int LONGEST_IN_TITLE = 80;
    private static final int LONGEST_IN_TEXT = 500;

    private final NoticeTemplates templates;
    private final NoticeRouting routing;
    private final NewDeliveries deliveries;
    private final NotificationProperties properties;
    private final Clock clock;

    WritingNotices(
            NoticeTemplates templates,
            NoticeRouting routing,
            NewDeliveries deliveries,
            NotificationProperties properties,
            Clock clock) {
        this.templates = templates;
        this.routing = routing;
        this.deliveries = deliveries;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What has to happen once the rows are committed.
     *
     * @param toSend held by a lease of this application
     * @param shown whether a new notice waits in the workbench
     */
    record Written(List<Delivery> toSend, boolean shown) {}

    Written write(Notice notice, @Nullable Person person) {
        templates.check(notice.template(), notice.values());
        return write(notice, person, routing.plan(notice.channels(), person));
    }

    Written writeInstead(Delivery failed, Channel next, Person person) {
        var notice = new Notice(
                failed.event(), failed.to(), failed.template(), failed.values(), failed.path(), List.of(next));
        return write(notice, person, routing.planInstead(next, person, failed.channel()));
    }

    private Written write(Notice notice, @Nullable Person person, List<Leg> legs) {
        if (legs.isEmpty()) {
            return new Written(List.of(), false);
        }
        var now = clock.instant();
        var leaseUntil = now.plus(properties.lease());
        var language = NoticeTemplates.languageOf(person == null ? Locale.SIMPLIFIED_CHINESE : person.language());
        var content = new Delivery.Content(
                notice.event(),
                notice.to(),
                notice.template(),
                language,
                Map.copyOf(notice.values()),
                notice.path(),
                rendered(notice, NoticeTemplates.Part.TITLE, language, LONGEST_IN_TITLE));
        var fresh = deliveries.add(
                legs.stream()
                        .map(leg -> new Delivery(content, leg, now, leaseUntil))
                        .toList(),
                rendered(notice, NoticeTemplates.Part.TEXT, language, LONGEST_IN_TEXT));
        return new Written(
                fresh.stream().filter(Delivery::isOpen).toList(),
                fresh.stream().anyMatch(delivery -> delivery.state() == Delivery.State.SENT));
    }

    private String rendered(Notice notice, NoticeTemplates.Part part, Locale language, int longest) {
        return templates.render(notice.template(), part, language, notice.values(), longest);
    }
}
