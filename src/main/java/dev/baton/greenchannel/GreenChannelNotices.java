package dev.baton.greenchannel;

import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
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

    private final GreenChannelRecords records;
    private final Granters granters;
    private final Notifications notifications;
    private final StepNames names;
    private final Staff staff;

    GreenChannelNotices(
            GreenChannelRecords records, Granters granters, Notifications notifications, StepNames names, Staff staff) {
        this.records = records;
        this.granters = granters;
        this.notifications = notifications;
        this.names = names;
        this.staff = staff;
    }

    @EventListener
    void on(GreenChannelEvent event) {
        switch (event) {
            case GreenChannelEvent.PutBefore(var it) -> tell(granters.people(it), it, ASKED, it.answerDueAt());
            case GreenChannelEvent.DebtEscalated(var debt) -> {
                var it = records.get(debt.id());
                var people = new LinkedHashSet<>(granters.superiorsOf(debt.debtor(), it.region()));
                people.add(debt.debtor());
                tell(people, it, DEBT_OVERDUE, debt.dueAt());
            }
            case GreenChannelEvent.DebtPaid paid -> {
                var it = records.get(paid.debt().id());
                var granter = it.decidedBy();
                tell(granter == null ? List.of() : List.of(granter), it, DEBT_PAID, null);
            }
            case GreenChannelEvent.Asked ignored -> {
                // Those who may grant it are told when the process puts it before them.
            }
            case GreenChannelEvent.Decided ignored -> {
                // A step of the process tells whoever asked.
            }
            case GreenChannelEvent.Lapsed ignored -> {
                // The same step.
            }
            case GreenChannelEvent.Used ignored -> {
                // Whoever uses it knows.
            }
            case GreenChannelEvent.StartedAgain ignored -> {
                // Who has it before them has it before them again.
            }
            case GreenChannelEvent.Voided ignored -> {
                // Whoever changed the deal is told there.
            }
        }
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
