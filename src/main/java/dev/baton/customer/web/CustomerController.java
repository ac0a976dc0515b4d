package dev.baton.customer.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.customer.CorrectingCustomer;
import dev.baton.customer.CorrectingCustomer.Correction;
import dev.baton.customer.CustomerDraft;
import dev.baton.customer.CustomerId;
import dev.baton.customer.CustomerType;
import dev.baton.customer.EnteringCustomer;
import dev.baton.customer.FindingCandidates;
import dev.baton.customer.FindingCandidates.Candidate;
import dev.baton.customer.FindingCandidates.Typed;
import dev.baton.customer.SearchingCustomers;
import dev.baton.customer.ShowingCustomer;
import dev.baton.customer.matching.Match.Reason;
import dev.baton.customer.matching.MatchClass;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerController {

    /** What a search finds. */
    @Schema(name = "SearchHit")
    record Hit(String kind, UUID id, String name, int records) {}

    @Schema(name = "SearchResult")
    record Result(List<Hit> items, boolean more) {}

    @Schema(name = "CustomerReceipt")
    record Created(CustomerId id) {}

    /** A customer that may be meant. */
    @Schema(name = "CustomerCandidate")
    record Shown(
            CustomerId customerId,
            @Nullable String name,
            double score,
            @JsonProperty("class") MatchClass outcome,
            Map<String, Double> parts,
            Set<Reason> reasons,
            @Nullable String owner,
            int records) {

        static Shown of(Candidate one) {
            return new Shown(
                    one.customerId(),
                    one.name(),
                    one.score(),
                    one.outcome(),
                    one.parts(),
                    one.reasons(),
                    one.owner(),
                    one.records());
        }
    }

    private final SearchingCustomers searching;
    private final ShowingCustomer showing;
    private final EnteringCustomer entering;
    private final FindingCandidates finding;
    private final CorrectingCustomer correcting;

    CustomerController(
            SearchingCustomers searching,
            ShowingCustomer showing,
            EnteringCustomer entering,
            FindingCandidates finding,
            CorrectingCustomer correcting) {
        this.searching = searching;
        this.showing = showing;
        this.entering = entering;
        this.finding = finding;
        this.correcting = correcting;
    }

    @GetMapping("/api/search")
    Result search(Caller caller, @RequestParam(defaultValue = "") String q) {
        var hits = searching.search(caller, q);
        return new Result(
                hits.items().stream()
                        .map(hit -> new Hit(
                                hit.type() == CustomerType.PERSON ? "person" : "customer",
                                hit.id().value(),
                                hit.name(),
                                hit.records()))
                        .toList(),
                hits.more());
    }

    @PostMapping("/api/customers")
    ResponseEntity<Created> create(@RequestBody CustomerDraft draft, Caller caller) {
        var id = entering.enter(caller, draft);
        return ResponseEntity.created(URI.create("/api/customers/" + id)).body(new Created(id));
    }

    @GetMapping("/api/customers/candidates")
    List<Shown> candidates(
            Caller caller,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String company,
            @RequestParam(required = false) @Nullable String phone,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String uscc) {
        return finding.find(caller, new Typed(name, company, phone, email, uscc)).stream()
                .map(Shown::of)
                .toList();
    }

    @GetMapping("/api/customers/{id}")
    ShowingCustomer.View show(@PathVariable UUID id, Caller caller) {
        return showing.show(caller, new CustomerId(id));
    }

    /** Whose lead it is, and when the same customer inquired before. */
    @GetMapping("/api/customers/of-lead/{leadId}")
    ShowingCustomer.KnownCustomer ofLead(@PathVariable UUID leadId, Caller caller) {
        return showing.ofLead(caller, leadId);
    }

    @PutMapping("/api/customers/{id}")
    ShowingCustomer.View correct(@PathVariable UUID id, @RequestBody Correction right, Caller caller) {
        correcting.correct(caller, new CustomerId(id), right);
        return showing.show(caller, new CustomerId(id));
    }
}
