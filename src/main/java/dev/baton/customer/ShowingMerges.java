package dev.baton.customer;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows what a customer was made of, and what became of each merge. */
@Component
public class ShowingMerges {

    /** A customer by its name. */
    @Schema(name = "NamedCustomer")
    public record Named(CustomerId id, String name) {}

    /**
     * @param conflicts what the customers said differently when they were merged; once undone, what was changed in between
     * @param mayUndo whether the reader may take them apart
     */
    @Schema(name = "CustomerMerge")
    public record View(
            UUID id,
            Named survivor,
            List<Named> losers,
            CustomerMerge.State state,
            @Nullable String by,
            Instant at,
            @Nullable String undoneBy,
            @Nullable Instant undoneAt,
            List<MergeConflict> conflicts,
            boolean mayUndo) {}

    private final Customers customers;
    private final CustomerMerges merges;
    private final CustomerScope scope;
    private final Staff staff;

    ShowingMerges(Customers customers, CustomerMerges merges, CustomerScope scope, Staff staff) {
        this.customers = customers;
        this.merges = merges;
        this.scope = scope;
        this.staff = staff;
    }

    @Transactional(readOnly = true)
    public View show(Caller caller, UUID id) {
        return merges.findById(id)
                .filter(merge -> scope.find(caller, merge.survivor()).isPresent())
                .map(merge -> view(caller, merge))
                .orElseThrow(() -> Refusal.notFound("merge-not-found"));
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<View> of(Caller caller, CustomerId id) {
        var customer = scope.require(caller, id);
        return merges.findBySurvivorIdInOrderByAtDesc(customers.findMembers(customer.getId())).stream()
                .map(merge -> view(caller, merge))
                .toList();
    }

    private View view(Caller caller, CustomerMerge merge) {
        return new View(
                merge.getId(),
                named(merge.survivor()),
                merge.losers().stream().map(this::named).toList(),
                merge.state(),
                person(merge.by()),
                merge.at(),
                person(merge.undoneBy()),
                merge.undoneAt(),
                merge.conflicts(),
                merge.state() == CustomerMerge.State.MERGED
                        && (CustomerScope.decidesAboutDuplicates(caller)
                                || merge.by().equals(caller.id())));
    }

    private Named named(UUID id) {
        return new Named(
                new CustomerId(id), customers.findById(id).map(Customer::name).orElse(""));
    }

    private @Nullable String person(@Nullable PersonId id) {
        return id == null ? null : staff.find(id).map(Person::name).orElse(null);
    }
}
