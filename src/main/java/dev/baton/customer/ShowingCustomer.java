package dev.baton.customer;

import dev.baton.lead.Phone;
import dev.baton.lead.arrival.ArrivedLeads;
import dev.baton.lead.arrival.ArrivedLeads.Standing;
import dev.baton.lead.arrival.ReadableLeads;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything about one customer on one page (DQ-17), as far as the reader may see its records. */
@Component
public class ShowingCustomer {

    /** Somebody to reach there. */
    @Schema(name = "CustomerContact")
    public record Reachable(
            UUID id,
            String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String role) {

        static Reachable of(Contact contact) {
            var phone = contact.phone();
            return new Reachable(
                    contact.id(),
                    contact.name(),
                    phone == null ? null : Phone.national(phone),
                    contact.email(),
                    contact.role());
        }
    }

    /** One of its leads. */
    @Schema(name = "CustomerInquiry")
    public record Inquiry(
            UUID leadId,
            String name,
            String source,
            String status,
            Instant arrivedAt,
            @Nullable String owner,
            @Nullable UUID dealId) {}

    /** One touch: an inquiry that came in, or a field that was corrected. */
    @Schema(name = "CustomerTouch")
    public record Touch(
            Instant at,
            String kind,
            @Nullable String by,
            @Nullable String source,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after) {}

    /** Another customer that may be the same. */
    @Schema(name = "CustomerSuspect")
    public record Suspect(CustomerId id, String name) {}

    /**
     * @param sources through how many doors its leads came
     * @param owner who looks after the newest of its leads that somebody has
     */
    @Schema(name = "Customer")
    public record View(
            CustomerId id,
            CustomerType type,
            String name,
            List<String> aliases,
            @Nullable String uscc,
            @Nullable String taxNumber,
            @Nullable String legalPerson,
            @Nullable String address,
            @Nullable String region,
            @Nullable String industry,
            List<Reachable> contacts,
            List<Inquiry> leads,
            int sources,
            @Nullable String owner,
            List<Suspect> suspects,
            List<Touch> timeline) {}

    /** An earlier inquiry of the same customer, as far as whoever works on a later one has to know of it (LI-12). */
    @Schema(name = "EarlierInquiry")
    public record Earlier(
            Instant at,
            String source,
            String status,
            @Nullable String owner,
            @Nullable UUID leadId) {}

    /** Whose lead it is, and what came before it. */
    @Schema(name = "KnownCustomer")
    public record KnownCustomer(CustomerId id, String name, List<Earlier> earlier) {}

    private final Customers customers;
    private final CustomerScope scope;
    private final LeadsOfCustomers leads;
    private final ArrivedLeads arrived;
    private final ReadableLeads readable;
    private final CustomerChanges changes;
    private final Proposals proposals;
    private final Staff staff;

    ShowingCustomer(
            Customers customers,
            CustomerScope scope,
            LeadsOfCustomers leads,
            ArrivedLeads arrived,
            ReadableLeads readable,
            CustomerChanges changes,
            Proposals proposals,
            Staff staff) {
        this.customers = customers;
        this.scope = scope;
        this.leads = leads;
        this.arrived = arrived;
        this.readable = readable;
        this.changes = changes;
        this.proposals = proposals;
        this.staff = staff;
    }

    @Transactional(readOnly = true)
    public View show(Caller caller, CustomerId id) {
        var customer = scope.require(caller, id);
        var members = customers.findMembers(customer.getId());
        var own = scope.readableLeads(caller, List.of(customer.getId())).getOrDefault(customer.getId(), List.of());
        var standings = arrived.standings(own.stream().map(LeadOfCustomer::lead).toList()).stream()
                .sorted(Comparator.comparing(
                                (Standing standing) -> standing.lead().receivedAt())
                        .reversed())
                .toList();
        return new View(
                customer.customerId(),
                customer.type(),
                customer.name(),
                customer.aliases().stream().map(Alias::name).toList(),
                customer.creditCode(),
                customer.taxNumber(),
                customer.value(Customer.Field.LEGAL_PERSON),
                customer.value(Customer.Field.ADDRESS),
                customer.region(),
                customer.value(Customer.Field.INDUSTRY),
                customer.contacts().stream().map(Reachable::of).toList(),
                standings.stream().map(this::inquiry).toList(),
                (int) own.stream().map(LeadOfCustomer::source).distinct().count(),
                standings.stream()
                        .map(Standing::owner)
                        .filter(owner -> owner != null)
                        .findFirst()
                        .map(this::named)
                        .orElse(null),
                suspects(caller, members),
                timeline(members, own));
    }

    /** Who asked before, on the page of a lead: the reader may read the lead, and learns who to speak to. */
    @Transactional(readOnly = true)
    public KnownCustomer ofLead(Caller caller, UUID lead) {
        if (!readable.readable(caller, List.of(lead)).contains(lead)) {
            throw Refusal.notFound("lead-not-found");
        }
        var link = leads.findById(lead).orElseThrow(() -> Refusal.notFound("customer-not-found"));
        var customer =
                customers.findStanding(link.customer()).orElseThrow(() -> Refusal.notFound("customer-not-found"));
        var all = leads.findAllByCustomerIdInOrderByArrivedAt(List.of(customer.getId())).stream()
                .map(LeadOfCustomer::lead)
                .filter(other -> !other.equals(lead))
                .toList();
        var own = readable.readable(caller, all);
        var earlier = arrived.standings(all).stream()
                .filter(standing -> !standing.lead().receivedAt().isAfter(link.arrivedAt()))
                .sorted(Comparator.comparing(
                                (Standing standing) -> standing.lead().receivedAt())
                        .reversed())
                .map(standing -> new Earlier(
                        standing.lead().receivedAt(),
                        standing.lead().source(),
                        standing.status(),
                        named(standing.owner()),
                        own.contains(standing.lead().lead()) ? standing.lead().lead() : null))
                .toList();
        return new KnownCustomer(customer.customerId(), customer.name(), earlier);
    }

    private Inquiry inquiry(Standing standing) {
        return new Inquiry(
                standing.lead().lead(),
                standing.lead().name(),
                standing.lead().source(),
                standing.status(),
                standing.lead().receivedAt(),
                named(standing.owner()),
                standing.deal());
    }

    private List<Suspect> suspects(Caller caller, List<UUID> members) {
        var suspected = new LinkedHashMap<UUID, Customer>();
        for (var proposal : proposals.findOpenOf(members)) {
            var other = members.contains(proposal.one()) ? proposal.other() : proposal.one();
            customers
                    .findStanding(other)
                    .filter(standing -> !members.contains(standing.getId()))
                    .ifPresent(standing -> suspected.put(standing.getId(), standing));
        }
        var readableLeads = scope.readableLeads(caller, suspected.keySet());
        return suspected.values().stream()
                .filter(other -> scope.sees(caller, other, readableLeads))
                .map(other -> new Suspect(other.customerId(), other.name()))
                .toList();
    }

    private List<Touch> timeline(List<UUID> members, List<LeadOfCustomer> own) {
        var touches = new ArrayList<Touch>();
        own.forEach(lead -> touches.add(new Touch(lead.arrivedAt(), "INQUIRY", null, lead.source(), null, null, null)));
        changes.findByCustomerIdIn(members)
                .forEach(change -> touches.add(new Touch(
                        change.at(),
                        "CORRECTED",
                        named(change.by().value()),
                        null,
                        change.field(),
                        change.before(),
                        change.after())));
        touches.sort(Comparator.comparing(Touch::at).reversed());
        return touches;
    }

    private @Nullable String named(@Nullable UUID person) {
        return person == null
                ? null
                : staff.find(new PersonId(person)).map(Person::name).orElse(null);
    }
}
