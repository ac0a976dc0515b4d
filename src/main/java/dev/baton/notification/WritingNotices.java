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
    private final Deliveries deliveries;
    private final NotificationProperties properties;
    private final Clock clock;

    WritingNotices(
            NoticeTemplates templates,
            NoticeRouting routing,
            Deliveries deliveries,
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
        var fresh = deliveries.add(content(notice, person), legs, now, now.plus(properties.lease()));
        return new Written(
                fresh.stream()
                        .filter(row -> startsAs(Delivery.State.PENDING, row, legs))
                        .toList(),
                fresh.stream().anyMatch(row -> startsAs(Delivery.State.SENT, row, legs)));
    }

    private static boolean startsAs(Delivery.State state, Delivery row, List<Leg> legs) {
        return legs.stream().anyMatch(leg -> leg.channel() == row.channel() && leg.firstState() == state);
    }

    private Deliveries.Content content(Notice notice, @Nullable Person person) {
        var language = NoticeTemplates.languageOf(person == null ? Locale.SIMPLIFIED_CHINESE : person.language());
        return new Deliveries.Content(
                notice.event(),
                notice.to(),
                notice.template(),
                language,
                Map.copyOf(notice.values()),
                notice.path(),
                templates.render(
                        notice.template(), NoticeTemplates.Part.TITLE, language, notice.values(), LONGEST_IN_TITLE),
                templates.render(
                        notice.template(), NoticeTemplates.Part.TEXT, language, notice.values(), LONGEST_IN_TEXT));
    }
}
