package dev.baton.opportunity.deal;

import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells people about a deal at the key nodes of its way (SW-15); the event carries the round, so that each node is told
 * once. Which channels a node uses is configuration.
 */
@Component
@EnableConfigurationProperties(DealNotices.Properties.class)
public class DealNotices {

    /** The nodes at which somebody is told. */
    public enum Node {
        STAGE_DUE,
        FROZEN,
        SUBSTATE_STANDS,
        APPROVAL_DECLINED,
        HANDED_OVER,
        WON;

        String template() {
            return "deal." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param channels by node; a node with an empty list tells nobody */
    @ConfigurationProperties("baton.deals.notices")
    record Properties(Map<Node, List<Channel>> channels) {

        private static final List<Channel> USUAL = List.of(Channel.IN_APP, Channel.WECOM);

        Properties(@Nullable Map<Node, List<Channel>> channels) {
            var all = new EnumMap<Node, List<Channel>>(Node.class);
            for (var node : Node.values()) {
                all.put(node, USUAL);
            }
            if (channels != null) {
                all.putAll(channels);
            }
            this.channels = all;
        }
    }

    private final Notifications notifications;
    private final Staff staff;
    private final StagePolicy policy;
    private final Properties properties;

    DealNotices(Notifications notifications, Staff staff, StagePolicy policy, Properties properties) {
        this.notifications = notifications;
        this.staff = staff;
        this.policy = policy;
        this.properties = properties;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.Closed it) {
        if (it.won()) {
            tellSupervisors(it.deal(), it.deal().round(), Node.WON, it.at());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.HandedOver it) {
        tellOwner(it.deal(), it.deal().round(), Node.HANDED_OVER, null);
    }

    public void tellOwner(Deal deal, int round, Node node, @Nullable Instant due) {
        tell(Set.of(deal.owner()), deal, round, node, due);
    }

    public void tellSupervisors(Deal deal, int round, Node node, @Nullable Instant due) {
        tell(supervisors(deal), deal, round, node, due);
    }

    /** The rep and the direct superior, each once. */
    public void tellBoth(Deal deal, int round, Node node, @Nullable Instant due) {
        var people = supervisors(deal);
        people.add(deal.owner());
        tell(people, deal, round, node, due);
    }

    private Set<PersonId> supervisors(Deal deal) {
        var people = new LinkedHashSet<PersonId>();
        staff.supervisorsOf(deal.region()).stream().map(Person::id).forEach(people::add);
        return people;
    }

    private void tell(Set<PersonId> people, Deal deal, int round, Node node, @Nullable Instant due) {
        var channels = properties.channels().getOrDefault(node, List.of());
        if (channels.isEmpty()) {
            return;
        }
        var stage = deal.stage() == null
                ? ""
                : policy.find(deal.stage()).map(one -> one.name().zh()).orElse(deal.stage());
        var id = deal.dealId();
        for (var person : people) {
            notifications.send(new Notice(
                    "deal:" + id + ":" + round + ":" + node.template(),
                    person,
                    node.template(),
                    Map.of(
                            "dealName",
                            deal.name(),
                            "customerName",
                            deal.customerName(),
                            "owner",
                            staff.find(deal.owner()).map(Person::name).orElse(""),
                            "stage",
                            stage,
                            "dueAt",
                            due == null ? "" : due.toString()),
                    "/deals/" + id,
                    channels));
        }
    }
}
