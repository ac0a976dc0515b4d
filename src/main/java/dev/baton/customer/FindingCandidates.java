package dev.baton.customer;

import dev.baton.customer.matching.Match.Reason;
import dev.baton.customer.matching.MatchClass;
import dev.baton.customer.naming.CreditCode;
import dev.baton.lead.Phone;
import dev.baton.lead.arrival.ArrivedLeads;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows the customer that exists beside the one that somebody is about to enter (DH-01). Who may not read any record of it
 * learns no more than that somebody looks after it: enough to ask them, and only where number or code are the same.
 */
@Component
public class FindingCandidates {

    /** What has been typed so far. */
    public record Typed(
            @Nullable String name,
            @Nullable String company,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String uscc) {}

    /**
     * @param name null where the caller may not read any record of it
     * @param owner who looks after it now; null where nobody does
     * @param parts how far each field agrees, 0 to 1
     */
    public record Candidate(
            CustomerId customerId,
            @Nullable String name,
            double score,
            MatchClass outcome,
            Map<String, Double> parts,
            Set<Reason> reasons,
            @Nullable String owner,
            int records) {}

    private static final int SHOWN = 5;

    private final WeighingCandidates weighing;
    private final CustomerScope scope;
    private final LeadsOfCustomers leads;
    private final ArrivedLeads arrived;
    private final Staff staff;

    FindingCandidates(
            WeighingCandidates weighing,
            CustomerScope scope,
            LeadsOfCustomers leads,
            ArrivedLeads arrived,
            Staff staff) {
        this.weighing = weighing;
        this.scope = scope;
        this.leads = leads;
        this.arrived = arrived;
        this.staff = staff;
    }

    @Transactional(readOnly = true)
    public List<Candidate> find(Caller caller, Typed typed) {
        var profile = profile(typed);
        var policy = weighing.policy();
        var shown = new ArrayList<Candidate>();
        for (var weighed : weighing.weigh(profile, weighing.candidates(List.of(profile)), policy)) {
            var match = weighed.match();
            if (shown.size() == SHOWN || match.outcome() == MatchClass.DIFFERENT) {
                break;
            }
            var customer = weighed.customer();
            var readable = scope.readableLeads(caller, List.of(customer.getId()));
            var sees = scope.sees(caller, customer, readable);
            if (!sees && match.outcome().compareTo(MatchClass.ONE_CLICK) < 0) {
                continue;
            }
            shown.add(new Candidate(
                    customer.customerId(),
                    sees ? customer.name() : null,
                    match.score(),
                    match.outcome(),
                    match.partsByWord(),
                    match.reasons(),
                    owner(customer.getId()),
                    readable.getOrDefault(customer.getId(), List.of()).size()));
        }
        return shown;
    }

    private Profile profile(Typed typed) {
        var code = typed.uscc() == null ? null : CreditCode.read(typed.uscc());
        return new Profile(
                CustomerDraft.text("company", typed.company(), 500),
                CustomerDraft.text("name", typed.name(), 500),
                typed.phone() == null
                        ? null
                        : Phone.parse(typed.phone()).map(Phone::e164).orElse(null),
                CustomerDraft.text("email", typed.email(), 500),
                code == null || code.verdict() != CreditCode.Verdict.VALID ? null : code.value(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Whoever has the newest of its leads that somebody has. */
    private @Nullable String owner(UUID customer) {
        var ids = leads.findAllByCustomerIdInOrderByArrivedAt(List.of(customer)).stream()
                .map(LeadOfCustomer::lead)
                .toList();
        return arrived.standings(ids).stream()
                .filter(standing -> standing.owner() != null)
                .max(Comparator.comparing(standing -> standing.lead().receivedAt()))
                .map(ArrivedLeads.Standing::owner)
                .flatMap(owner -> staff.find(new PersonId(owner)))
                .map(Person::name)
                .orElse(null);
    }
}
