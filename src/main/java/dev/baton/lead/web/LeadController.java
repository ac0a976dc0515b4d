package dev.baton.lead.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Inbox;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadQueries;
import dev.baton.lead.LeadScope;
import dev.baton.lead.LeadScope.Sight;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.NewLead;
import dev.baton.lead.NotingFirstLook;
import dev.baton.lead.Phone;
import dev.baton.lead.RegisteringLead;
import dev.baton.lead.RegisteringLead.IdempotencyKey;
import dev.baton.lead.Timeline;
import dev.baton.shared.Paging;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/leads")
class LeadController {

    private static final List<String> OWNERS = List.of("all", "me");

    /** Absent fields arrive as null and are refused by name, in the language of the request. */
    record Incoming(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String source,
            @Nullable String intent,
            @Nullable Instant nextFollowUpAt,
            @Nullable String company,
            @Nullable String email,
            @Nullable String region,
            @Nullable String industry,
            @Nullable String companySize,
            @Nullable String externalRef,
            @Nullable Map<String, String> utm) {

        @SuppressWarnings("NullAway") // what is missing is refused by the rules of intake, which name it
        NewLead toNewLead(Map<String, String> sourceMeta) {
            return new NewLead(
                    name,
                    phone,
                    source,
                    intent,
                    nextFollowUpAt,
                    company,
                    email,
                    region,
                    industry,
                    companySize,
                    externalRef,
                    utm == null ? Map.of() : utm,
                    sourceMeta);
        }
    }

    record Created(LeadId id, LeadStatus status, boolean repeated) {}

    record Shown(
            @JsonUnwrapped LeadQueries.Details lead,
            @Nullable String operateUrl,
            @Nullable UUID taskId,
            @Nullable String taskElementId,
            boolean mine,
            boolean canTransfer,
            boolean canReturn,
            Instant serverTime) {}

    record Entry(Instant at, String kind, LeadQueries.@Nullable Owner by, Map<String, Object> detail) {}

    private final RegisteringLead registering;
    private final LeadQueries queries;
    private final LeadScope scope;
    private final NotingFirstLook opening;
    private final Timeline timeline;
    private final Inbox inbox;
    private final Staff staff;
    private final LeadTexts texts;
    private final Clock clock;
    private final String operateUrl;

    LeadController(
            RegisteringLead registering,
            LeadQueries queries,
            LeadScope scope,
            NotingFirstLook opening,
            Timeline timeline,
            Inbox inbox,
            Staff staff,
            LeadTexts texts,
            Clock clock,
            @Value("${baton.operate.url:}") String operateUrl) {
        this.registering = registering;
        this.queries = queries;
        this.scope = scope;
        this.opening = opening;
        this.timeline = timeline;
        this.inbox = inbox;
        this.staff = staff;
        this.texts = texts;
        this.clock = clock;
        this.operateUrl = operateUrl;
    }

    @PostMapping
    ResponseEntity<Created> create(
            @RequestBody Incoming incoming,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        if (key != null && (key.isBlank() || key.length() > 200)) {
            throw Refusal.invalid("too-long", "Idempotency-Key", Map.of("field", "Idempotency-Key", "max", 200));
        }
        var meta = new HashMap<String, String>();
        meta.put("channel", "api");
        var registered = registering.registerFor(
                caller,
                incoming.toNewLead(meta),
                key == null ? null : new IdempotencyKey(caller.id().toString(), key));
        return ResponseEntity.created(URI.create("/api/leads/" + registered.id()))
                .body(new Created(registered.id(), registered.status(), registered.repeated()));
    }

    @GetMapping
    LeadQueries.Page search(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable LeadStatus status,
            @RequestParam(defaultValue = "all") String owner,
            @RequestParam(defaultValue = "0") @Min(0) @Max(Paging.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Min(1) int size) {
        if (!OWNERS.contains(owner)) {
            throw Refusal.invalid("invalid-enum", "owner", Map.of("value", owner, "allowed", OWNERS));
        }
        return queries.search(caller, q, status, owner.equals("me"), page, size);
    }

    @GetMapping("/today")
    List<LeadQueries.Summary> today(Caller caller, @RequestParam(defaultValue = "100") int size) {
        return queries.today(caller.id(), size);
    }

    @GetMapping("/overdue-follow-ups")
    List<LeadQueries.Summary> overdueFollowUps(Caller caller) {
        return queries.overdueFollowUps(caller.id());
    }

    @GetMapping("/{id}")
    Shown show(@PathVariable UUID id, Caller caller) {
        var leadId = new LeadId(id);
        var sight = scope.require(caller, leadId, Sight.POOL);
        var lead = queries.find(leadId).orElseThrow(() -> Refusal.notFound("lead-not-found"));
        var mine = lead.owner() != null && lead.owner().id().equals(caller.id());
        if (mine && lead.openedAt() == null && lead.status() == LeadStatus.ASSIGNED) {
            opening.opened(leadId, caller.id());
            lead = queries.find(leadId).orElse(lead);
        }
        var task = inbox.openOf(id).stream()
                .filter(open -> caller.id().value().equals(open.assignee())
                        || (open.assignee() == null && lead(open.elementId())))
                .findFirst();
        return new Shown(
                sight == Sight.POOL ? masked(lead) : lead,
                operateUrl.isBlank() || lead.processInstanceKey() == null || sight == Sight.POOL
                        ? null
                        : operateUrl + "/processes/" + lead.processInstanceKey(),
                task.map(Inbox.Task::id).orElse(null),
                task.map(Inbox.Task::elementId).orElse(null),
                mine,
                sight == Sight.SUPERVISE,
                mine,
                clock.instant());
    }

    private static boolean lead(String elementId) {
        return elementId.equals("userTask_claimLead");
    }

    private static LeadQueries.Details masked(LeadQueries.Details lead) {
        return new LeadQueries.Details(
                lead.id(),
                lead.status(),
                lead.name(),
                lead.company(),
                Phone.masked(lead.phone()),
                lead.phoneStatus(),
                null,
                null,
                lead.source(),
                lead.intent(),
                lead.region(),
                lead.industry(),
                lead.companySize(),
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                lead.round(),
                lead.receivedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                lead.nextFollowUpAt(),
                null,
                null,
                null,
                false,
                lead.needsCollaboration(),
                null,
                null,
                lead.notices());
    }

    @GetMapping("/{id}/timeline")
    List<Entry> timeline(@PathVariable UUID id, Caller caller) {
        var leadId = new LeadId(id);
        scope.require(caller, leadId, Sight.READ);
        var entries = new java.util.ArrayList<Entry>();
        queries.find(leadId)
                .ifPresent(lead ->
                        entries.add(new Entry(lead.receivedAt(), "RECEIVED", null, Map.of("source", lead.source()))));
        timeline.of(leadId)
                .forEach(entry -> entries.add(
                        new Entry(entry.at(), entry.kind(), person(entry.byId()), texts.detail(entry.detail()))));
        return entries;
    }

    private LeadQueries.@Nullable Owner person(@Nullable UUID id) {
        return id == null
                ? null
                : new LeadQueries.Owner(
                        new PersonId(id),
                        staff.find(new PersonId(id)).map(Person::name).orElse("?"));
    }
}
