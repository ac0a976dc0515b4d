package dev.baton.lead.owner;

import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the people to whom somebody may pass a lead on, with what they carry already and whether they are away. */
@Component
public class ListingReceivers {

    /** @param openLeads that the person waits for or is in contact with, now */
    @Schema(name = "LeadReceiver")
    public record Receiver(
            PersonId id,
            String name,
            @Nullable String region,
            boolean onLeave,
            boolean receivesLeads,
            long openLeads) {}

    private final Staff staff;
    private final OwnerFigures figures;

    ListingReceivers(Staff staff, OwnerFigures figures) {
        this.staff = staff;
        this.figures = figures;
    }

    /** Those on duty first, and of these whoever has the fewest leads. */
    public List<Receiver> of(Caller caller) {
        var open = figures.open();
        return (caller.seesEverything() || caller.region() == null ? staff.having(Role.REP) : staff.of(caller.region()))
                .stream()
                        .filter(ListingReceivers::mayReceive)
                        .map(person -> new Receiver(
                                person.id(),
                                person.name(),
                                person.region(),
                                person.onLeave(),
                                person.receivesLeads(),
                                open.getOrDefault(person.id(), 0L)))
                        .sorted(Comparator.comparing(Receiver::onLeave)
                                .thenComparingLong(Receiver::openLeads)
                                .thenComparing(Receiver::name)
                                .thenComparing(receiver -> receiver.id().toString()))
                        .toList();
    }

    /** Of those who sell, and still here. */
    static boolean mayReceive(Person person) {
        return person.active() && (person.has(Role.REP) || person.has(Role.SUPERVISOR) || person.has(Role.DIRECTOR));
    }
}
