package dev.baton.approval.file;

import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Tells people about an approval; the event names the occurrence, so that each is told once. */
@Component
@EnableConfigurationProperties(ApprovalNotices.Properties.class)
public class ApprovalNotices {

    /** The nodes at which somebody is told. */
    public enum Node {
        VOTE_WANTED,
        STEP_DUE,
        QUESTION,
        NUDGE,
        ANSWERED,
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

    ApprovalNotices(Notifications notifications, Properties properties) {
        this.notifications = notifications;
        this.properties = properties;
    }

    /**
     * @param occurrence what makes the event one: the step, the question, the round
     * @param by whose name the reader should see; empty where nobody in particular
     */
    public void tell(Approval approval, PersonId to, Node node, String occurrence, String by, @Nullable Instant due) {
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
