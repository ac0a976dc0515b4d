package dev.baton.lead.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Inbox;
import dev.baton.engine.operate.InstancesInOperate;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.NewLead;
import dev.baton.lead.board.LeadDetails;
import dev.baton.lead.board.ListingLeads;
import dev.baton.lead.board.Owner;
import dev.baton.lead.board.OwnerNames;
import dev.baton.lead.board.ReadingNumbers;
import dev.baton.lead.board.ShowingLead;
import dev.baton.lead.file.LeadScope.Sight;
import dev.baton.lead.file.Timeline;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.lead.intake.RegisteringLead.IdempotencyKey;
import dev.baton.lead.policy.Distribution;
import dev.baton.lead.policy.ForeseeingOwner;
import dev.baton.shared.Paging;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Origin;
import io.swagger.v3.oas.annotations.media.Schema;
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

    private static final List<String> OWNERS = List.of("all", "me", "entered-by-me");

    /** Absent fields arrive as null and are refused by name, in the language of the request. */
    @Schema(name = "LeadDraft")
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
            @Nullable Map<String, String> utm,
            @Nullable Distribution distribution) {

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

    @Schema(name = "LeadReceipt")
    record Created(LeadId id, LeadStatus status, boolean repeated) {}

    record Shown(
            @JsonUnwrapped LeadDetails lead,
            @Nullable String operateUrl,
            @Nullable UUID taskId,
            @Nullable String taskElementId,
            boolean mine,
            boolean canTransfer,
            boolean canReturn,
            @Nullable Instant undoUntil,
            Instant serverTime) {}

    @Schema(name = "LeadTimelineEntry")
    record Entry(Instant at, String kind, @Nullable Owner by, Map<String, Object> detail) {}

    private final RegisteringLead registering;
    private final ForeseeingOwner foreseeing;
    private final ListingLeads listing;
    private final ShowingLead showing;
    private final ReadingNumbers numbers;
    private final Timeline timeline;
    private final OwnerNames owners;
    private final LeadTexts texts;
    private final Clock clock;
    private final InstancesInOperate operate;

    LeadController(
            RegisteringLead registering,
            ForeseeingOwner foreseeing,
            ListingLeads listing,
            ShowingLead showing,
            ReadingNumbers numbers,
            Timeline timeline,
            OwnerNames owners,
            LeadTexts texts,
            Clock clock,
            InstancesInOperate operate) {
        this.registering = registering;
        this.foreseeing = foreseeing;
        this.listing = listing;
        this.showing = showing;
        this.numbers = numbers;
        this.timeline = timeline;
        this.owners = owners;
        this.texts = texts;
        this.clock = clock;
        this.operate = operate;
    }

    @PostMapping
    ResponseEntity<Created> create(
            @RequestBody Incoming incoming,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller,
            Origin from) {
        if (key != null && (key.isBlank() || key.length() > 200)) {
            throw Refusal.invalid("too-long", "Idempotency-Key", Map.of("field", "Idempotency-Key", "max", 200));
        }
        var meta = new HashMap<String, String>();
        meta.put("channel", "api");
        meta.put("ip", from.address());
        var registered = registering.registerFor(
                caller,
                incoming.toNewLead(meta),
                key == null ? null : new IdempotencyKey(caller.id().toString(), key),
                ForeseeingOwner.keeps(caller, incoming.distribution()));
        return ResponseEntity.created(URI.create("/api/leads/" + registered.id()))
                .body(new Created(registered.id(), registered.status(), registered.repeated()));
    }

    @Schema(name = "LeadDestination")
    record Foreseen(ForeseeingOwner.Destination destination, boolean mayKeep) {}

    /** Who will get a lead that the caller is about to enter. */
    @GetMapping("/destination")
    Foreseen destination(
            Caller caller,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String companySize,
            @RequestParam(required = false) @Nullable Distribution distribution) {
        return new Foreseen(
                foreseeing.foresee(caller, source, companySize, distribution),
                foreseeing.foresee(caller, source, companySize, Distribution.KEEP) == ForeseeingOwner.Destination.ME);
    }

    @GetMapping
    ListingLeads.Page search(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable LeadStatus status,
            @RequestParam(defaultValue = "all") String owner,
            @RequestParam(defaultValue = "0") @Min(0) @Max(Paging.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Min(1) int size) {
        var found = listing.search(caller, q, status, whose(owner), page, size);
        return new ListingLeads.Page(seen(found.items(), caller), found.total());
    }

    private static ListingLeads.Whose whose(String owner) {
        return switch (owner) {
            case "all" -> ListingLeads.Whose.ALL;
            case "me" -> ListingLeads.Whose.OWNED_BY_ME;
            case "entered-by-me" -> ListingLeads.Whose.ENTERED_BY_ME;
            default -> throw Refusal.invalid("invalid-enum", "owner", Map.of("value", owner, "allowed", OWNERS));
        };
    }

    @GetMapping("/today")
    List<ListingLeads.Summary> today(Caller caller, @RequestParam(defaultValue = "100") @Min(1) int size) {
        return seen(listing.today(caller.id(), size), caller);
    }

    @GetMapping("/overdue-follow-ups")
    List<ListingLeads.Summary> overdueFollowUps(Caller caller) {
        return seen(listing.overdueFollowUps(caller.id()), caller);
    }

    /** Lists show numbers in full. */
    private List<ListingLeads.Summary> seen(List<ListingLeads.Summary> leads, Caller caller) {
        numbers.shown(leads.stream().map(ListingLeads.Summary::id).toList(), caller);
        return leads;
    }

    @GetMapping("/{id}")
    Shown show(@PathVariable UUID id, Caller caller) {
        var look = showing.show(new LeadId(id), caller);
        var lead = look.lead();
        if (look.sight() != Sight.POOL) {
            numbers.shown(new LeadId(id), caller);
        }
        return new Shown(
                lead,
                operate.url(lead.processInstanceKey()),
                look.task().map(Inbox.Task::id).orElse(null),
                look.task().map(Inbox.Task::elementId).orElse(null),
                look.mine(),
                look.sight() == Sight.SUPERVISE,
                look.mine(),
                look.undoUntil(),
                clock.instant());
    }

    @GetMapping("/{id}/operate")
    InstancesInOperate.Look operate(@PathVariable UUID id, Caller caller) {
        return operate.look(showing.instance(caller, new LeadId(id)));
    }

    @GetMapping("/{id}/timeline")
    List<Entry> timeline(@PathVariable UUID id, Caller caller) {
        var leadId = new LeadId(id);
        var arrival = showing.arrival(caller, leadId);
        var entries = new java.util.ArrayList<Entry>();
        entries.add(new Entry(arrival.at(), "RECEIVED", null, Map.of("source", arrival.source())));
        timeline.of(leadId)
                .forEach(entry -> entries.add(
                        new Entry(entry.at(), entry.kind(), owners.of(entry.byId()), texts.detail(entry.detail()))));
        return entries;
    }
}
