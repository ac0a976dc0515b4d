package dev.baton.customer;

import dev.baton.lead.arrival.ArrivedLeads;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends the report of a merge to everybody who looks after a lead of one of the customers (DQ-12). */
@Component
class MergeNotices {

    private static final List<Channel> CHANNELS = List.of(Channel.IN_APP, Channel.WECOM);

    private final Notifications notifications;
    private final Customers customers;
    private final LeadsOfCustomers leads;
    private final ArrivedLeads arrived;
    private final Staff staff;

    MergeNotices(
            Notifications notifications,
            Customers customers,
            LeadsOfCustomers leads,
            ArrivedLeads arrived,
            Staff staff) {
        this.notifications = notifications;
        this.customers = customers;
        this.leads = leads;
        this.arrived = arrived;
        this.staff = staff;
    }

    @EventListener
    void on(MergeEvent event) {
        switch (event) {
            case MergeEvent.Merged it ->
                tell(it, it.survivor(), "merged", it.merge().by());
            case MergeEvent.Undone it ->
                tell(
                        it,
                        it.survivor(),
                        "unmerged",
                        Objects.requireNonNull(it.merge().undoneBy(), "somebody undid it"));
        }
    }

    private void tell(MergeEvent event, Customer survivor, String what, PersonId by) {
        var merge = event.merge();
        var others = customers.namesOf(merge.losers());
        var ids = leads.findAllByCustomerIdInOrderByArrivedAt(List.of(merge.survivor())).stream()
                .map(LeadOfCustomer::lead)
                .toList();
        arrived.standings(ids).stream()
                .map(ArrivedLeads.Standing::owner)
                .filter(Objects::nonNull)
                .distinct()
                .map(PersonId::new)
                .filter(owner -> !owner.equals(by))
                .forEach(owner -> notifications.send(new Notice(
                        "customer:%s:%s:%s".formatted(survivor.getId(), what, merge.getId()),
                        owner,
                        "customer." + what,
                        Map.of(
                                "name",
                                survivor.name(),
                                "others",
                                others,
                                "by",
                                staff.find(by).map(Person::name).orElse("")),
                        "/customers/" + survivor.getId(),
                        CHANNELS)));
    }
}
