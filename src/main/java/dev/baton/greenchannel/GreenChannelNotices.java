package dev.baton.greenchannel;

import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells people about green channels; the event carries the level, so that each is told once. */
@Component
class GreenChannelNotices {

    static final String ASKED = "green-channel.asked";
    static final String WAITS = "green-channel.waits";
    static final String RAISED = "green-channel.raised";
    static final String GRANTED = "green-channel.granted";
    static final String GRANTED_OWED = "green-channel.granted-owed";
    static final String REFUSED = "green-channel.refused";
    static final String UNANSWERED = "green-channel.unanswered";
    static final String DEBT_DUE = "green-channel.debt-due";
    static final String DEBT_OVERDUE = "green-channel.debt-overdue";
    static final String DEBT_PAID = "green-channel.debt-paid";

    private static final List<Channel> CHANNELS = List.of(Channel.IN_APP, Channel.WECOM);

    private final Notifications notifications;
    private final StepNames names;
    private final Staff staff;

    GreenChannelNotices(Notifications notifications, StepNames names, Staff staff) {
        this.notifications = notifications;
        this.names = names;
        this.staff = staff;
    }

    void tell(Collection<PersonId> people, GreenChannel it, String template, @Nullable Instant due) {
        for (var person : people) {
            notifications.send(new Notice(
                    "green-channel:" + it.id() + ":" + it.level() + ":" + template,
                    person,
                    template,
                    Map.of(
                            "name", it.name(),
                            "what", names.what(it, Locale.SIMPLIFIED_CHINESE),
                            "by", staff.find(it.by()).map(Person::name).orElse(""),
                            "reason", it.decisionReason() == null ? it.reason() : it.decisionReason(),
                            "dueAt", due == null ? "" : due.toString()),
                    "/green-channels/" + it.id(),
                    CHANNELS));
        }
    }
}
