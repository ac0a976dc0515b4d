package dev.baton.customer.web;

import dev.baton.customer.CustomerId;
import dev.baton.customer.DecidingDuplicate;
import dev.baton.customer.DecidingDuplicate.Decision;
import dev.baton.customer.MergingCustomers;
import dev.baton.customer.ShowingDuplicates;
import dev.baton.customer.ShowingMerges;
import dev.baton.customer.UndoingMerge;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Customers that are one: made one, taken apart, told apart. */
@RestController
class MergeController {

    /** Who is the same as the customer of the address. */
    @Schema(name = "MergeOrder")
    record Order(@NotEmpty @Size(max = 100) List<@NotNull UUID> loserIds) {}

    @Schema(name = "MergeReceipt")
    record Receipt(UUID id) {}

    @Schema(name = "DuplicateDecision")
    record Decided(@NotNull Decision decision) {}

    private final MergingCustomers merging;
    private final UndoingMerge undoing;
    private final ShowingMerges showing;
    private final ShowingDuplicates duplicates;
    private final DecidingDuplicate deciding;

    MergeController(
            MergingCustomers merging,
            UndoingMerge undoing,
            ShowingMerges showing,
            ShowingDuplicates duplicates,
            DecidingDuplicate deciding) {
        this.merging = merging;
        this.undoing = undoing;
        this.showing = showing;
        this.duplicates = duplicates;
        this.deciding = deciding;
    }

    @PostMapping("/api/customers/{id}/merge")
    ResponseEntity<Receipt> merge(@PathVariable UUID id, @RequestBody @Valid Order order, Caller caller) {
        var merge = merging.merge(caller, new CustomerId(id), order.loserIds());
        return ResponseEntity.accepted()
                .location(URI.create("/api/merges/" + merge))
                .body(new Receipt(merge));
    }

    /** What the customer was made of, the latest first. */
    @GetMapping("/api/customers/{id}/merges")
    List<ShowingMerges.View> of(@PathVariable UUID id, Caller caller) {
        return showing.of(caller, new CustomerId(id));
    }

    @GetMapping("/api/merges/{id}")
    ShowingMerges.View show(@PathVariable UUID id, Caller caller) {
        return showing.show(caller, id);
    }

    @PostMapping("/api/merges/{id}/undo")
    ResponseEntity<Receipt> undo(@PathVariable UUID id, Caller caller) {
        undoing.undo(caller, id);
        return ResponseEntity.accepted()
                .location(URI.create("/api/merges/" + id))
                .body(new Receipt(id));
    }

    /** Pairs that may be one, the likeliest first. */
    @GetMapping("/api/duplicates")
    ShowingDuplicates.View duplicates(Caller caller) {
        return duplicates.show(caller);
    }

    @PostMapping("/api/duplicates/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable UUID id, @RequestBody @Valid Decided decided, Caller caller) {
        deciding.decide(caller, id, decided.decision());
    }
}
