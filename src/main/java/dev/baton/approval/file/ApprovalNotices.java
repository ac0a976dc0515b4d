package dev.baton.approval.file;

import dev.baton.approval.chain.CallKind;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people about an approval; the event names the occurrence, so that each is told once. */
@Component
@EnableConfigurationProperties(ApprovalNotices.Properties.class)
public class ApprovalNotices {

    /** The nodes at which somebody is told. */
    enum Node {
        VOTE_WANTED,
        RESEATED,
        STEP_DUE,
        QUESTION,
        NUDGE,
        ANSWERED,
        QUESTION_DROPPED,
        URGENT_LEGAL,
        COLLABORATION,
        CLIMBED;

        String template() {
            return "approval." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param channels by node; a node with an empty list tells nobody */
    @ConfigurationProperties("baton.approvals.notices")
    record Properties(Map<Node, List<Channel>> channels) {

        private static final List<Channel> USUAL = List.of(Channel.IN_APP, Channel.WECOM);
        private static final List<Channel> URGENT = List.of(Channel.IN_APP, Channel.DINGTALK);

        Properties(@Nullable Map<Node, List<Channel>> channels) {
            var all = new EnumMap<Node, List<Channel>>(Node.class);
            for (var node : Node.values()) {
                all.put(node, USUAL);
            }
            all.put(Node.NUDGE, URGENT);
            all.put(Node.URGENT_LEGAL, URGENT);
            if (channels != null) {
                all.putAll(channels);
            }
            this.channels = all;
        }
    }

    private final Notifications notifications;
    private final Properties properties;
    private final Staff staff;

    ApprovalNotices(Notifications notifications, Properties properties, Staff staff) {
        this.notifications = notifications;
        this.properties = properties;
        this.staff = staff;
    }

    @EventListener
    void on(ApprovalEvent event) {
        switch (event) {
            case ApprovalEvent.VoteWanted it -> wanted(it, it.step(), it.seat());
            case ApprovalEvent.Reseated it -> reseated(it);
            case ApprovalEvent.Asked it ->
                tell(
                        it,
                        Node.QUESTION,
                        it.question(),
                        it.question().askedTo(),
                        it.question().askedBy());
            case ApprovalEvent.Nudged it ->
                tell(
                        it,
                        Node.NUDGE,
                        it.question(),
                        it.question().askedTo(),
                        it.question().askedBy());
            case ApprovalEvent.QuestionDropped it ->
                tell(
                        it,
                        Node.QUESTION_DROPPED,
                        it.question(),
                        it.question().askedTo(),
                        it.question().askedBy());
            case ApprovalEvent.Answered it ->
                tell(
                        it.approval(),
                        it.question().askedBy(),
                        Node.ANSWERED,
                        it.question().id().toString(),
                        name(it.question().askedTo()),
                        null);
            case ApprovalEvent.Called it ->
                tell(
                        it.approval(),
                        it.call().person(),
                        node(it.call().kind()),
                        it.call().party(),
                        "",
                        it.call().dueAt());
            case ApprovalEvent.Opened ignored -> {
                // Those whose turn it is hear of it when they are asked.
            }
            case ApprovalEvent.Voted ignored -> {
                // The process goes on and asks whoever comes next.
            }
            case ApprovalEvent.Decided ignored -> {
                // The deal hears of it and tells its owner.
            }
            case ApprovalEvent.Withdrawn ignored -> {
                // Whoever called it off knows.
            }
            case ApprovalEvent.CallAnswered ignored -> {
                // Stands in the approval, for whoever waits for it.
            }
        }
    }

    /** Those that a step in its time waits for, and their superiors, hear that the time is over. */
    public void stepDue(Approval approval, ApprovalStep step, Collection<PersonId> people) {
        people.forEach(person ->
                tell(approval, person, Node.STEP_DUE, String.valueOf(step.no()), step.nameZh(), step.dueAt()));
    }

    /** Whoever takes a place in a step that is open is asked now, and whoever had it hears that it is taken. */
    private void reseated(ApprovalEvent.Reseated event) {
        if (event.seat().calledAt() != null) {
            wanted(event, event.step(), event.seat());
        }
        if (staff.find(event.before()).filter(Person::active).isPresent()) {
            tell(
                    event.approval(),
                    event.before(),
                    Node.RESEATED,
                    event.seat().id().toString(),
                    event.seat().name(),
                    null);
        }
    }

    private void wanted(ApprovalEvent event, ApprovalStep step, ApprovalSeat seat) {
        tell(event.approval(), seat.person(), Node.VOTE_WANTED, seat.id().toString(), "", step.dueAt());
    }

    private void tell(ApprovalEvent event, Node node, ApprovalQuestion question, PersonId to, PersonId by) {
        tell(event.approval(), to, node, question.id().toString(), name(by), question.dueAt());
    }

    private static Node node(CallKind why) {
        return switch (why) {
            case URGENT_LEGAL -> Node.URGENT_LEGAL;
            case COLLABORATION -> Node.COLLABORATION;
            case NEXT_LEVEL -> Node.CLIMBED;
        };
    }

    private String name(PersonId person) {
        return staff.find(person).map(Person::name).orElse("?");
    }

    /**
     * @param occurrence what makes the event one: the step, the question, the round
     * @param by whose name the reader should see; empty where nobody in particular
     */
    private void tell(Approval approval, PersonId to, Node node, String occurrence, String by, @Nullable Instant due) {
        var channels = properties.channels().getOrDefault(node, List.of());
        if (channels.isEmpty()) {
            return;
        }
        notifications.send(new Notice(
                "approval:" + approval.id() + ":" + occurrence + ":" + node.template(),
                to,
                node.template(),
                Map.of(
                        "title",
                        approval.title(),
                        "dealName",
                        approval.dealName(),
                        "by",
                        by,
                        "dueAt",
                        due == null ? "" : due.toString()),
                "/approvals/" + approval.id(),
                channels));
    }
}
