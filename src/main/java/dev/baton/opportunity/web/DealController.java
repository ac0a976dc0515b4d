package dev.baton.opportunity.web;

import dev.baton.engine.operate.InstancesInOperate;
import dev.baton.lead.LeadId;
import dev.baton.opportunity.EditingDeal;
import dev.baton.opportunity.EditingDeals;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.DealScope.Sight;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.gate.WorkingOnGate;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/deals")
class DealController {

    /** Absent fields arrive as null and are refused by name; a stage that is not the first is refused by its gate. */
    @Schema(name = "DealDraft")
    record Incoming(
            @Nullable UUID leadId,
            @Nullable String name,
            @Nullable String customerName,
            @Nullable String customerType,
            @Nullable String customerEmail,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable BigDecimal discount,
            @Nullable LocalDate expectedCloseOn,
            @Nullable String contractType,
            @Nullable String stage) {

        NewDeal toNewDeal() {
            return new NewDeal(
                    leadId == null ? null : new LeadId(leadId),
                    name,
                    customerName,
                    customerType,
                    customerEmail,
                    amount,
                    currency,
                    discount,
                    expectedCloseOn,
                    contractType);
        }
    }

    @Schema(name = "DealReference")
    record Created(DealId id) {}

    record Board(List<DealQueries.Column> columns) {}

    @Schema(name = "MoveRequest")
    record Asked(@Nullable String reason, @Nullable String toStage) {}

    @Schema(name = "ConditionAnswer")
    record Confirmed(@Nullable Boolean met, @Nullable UUID evidenceId) {}

    @Schema(name = "SubstateChoice")
    record Ticked(@Nullable String substate) {}

    /** @param results one for each deal, in the order of the request */
    @Schema(name = "EditResults")
    record Edited(List<DealPage.Result> results) {}

    @Schema(name = "DealEdits")
    record Edits(@Nullable List<UUID> ids, EditingDeal.@Nullable Change changes) {}

    private final OpeningDeal opening;
    private final DealQueries queries;
    private final DealScope scope;
    private final MovingDeal moving;
    private final WorkingOnGate working;
    private final EditingDeal editing;
    private final EditingDeals editingMany;
    private final DealPage page;

    DealController(
            OpeningDeal opening,
            DealQueries queries,
            DealScope scope,
            MovingDeal moving,
            WorkingOnGate working,
            EditingDeal editing,
            EditingDeals editingMany,
            DealPage page) {
        this.opening = opening;
        this.queries = queries;
        this.scope = scope;
        this.moving = moving;
        this.working = working;
        this.editing = editing;
        this.editingMany = editingMany;
        this.page = page;
    }

    @PostMapping
    ResponseEntity<Created> open(@RequestBody Incoming incoming, Caller caller) {
        var id = opening.open(incoming.toNewDeal(), incoming.stage(), caller);
        return ResponseEntity.created(URI.create("/api/deals/" + id)).body(new Created(id));
    }

    @GetMapping
    Board board(
            Caller caller,
            Locale locale,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String q) {
        return new Board(queries.board(caller, mine, stage, q, locale));
    }

    @GetMapping("/{id}")
    DealPage.Shown show(@PathVariable UUID id, Caller caller, Locale locale) {
        var sight = scope.require(caller, new DealId(id), Sight.READ);
        return page.of(new DealId(id), sight == Sight.SUPERVISE, locale);
    }

    @GetMapping("/{id}/operate")
    InstancesInOperate.Look operate(@PathVariable UUID id, Caller caller) {
        scope.require(caller, new DealId(id), Sight.READ);
        return page.operate(new DealId(id));
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void edit(@PathVariable UUID id, @RequestBody EditingDeal.Change change, Caller caller) {
        editing.edit(new DealId(id), change, caller);
    }

    /** Each deal by itself: what is refused for one is no harm to the others, and the answer says which is which. */
    @PostMapping("/edit")
    Edited editMany(@RequestBody Edits edits, Caller caller, Locale locale) {
        if (edits.changes() == null) {
            throw Refusal.invalid("missing-field", "changes", Map.of("field", "changes"));
        }
        return new Edited(
                editingMany.edit(edits.ids() == null ? List.of() : edits.ids(), edits.changes(), caller).stream()
                        .map(outcome -> page.result(outcome, locale))
                        .toList());
    }

    @PostMapping("/{id}/advance")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void advance(@PathVariable UUID id, @RequestBody Asked asked, Caller caller) {
        moving.move(mine(id, caller), MoveRequest.toAdvance(asked.reason(), asked.toStage()), caller);
    }

    @PostMapping("/{id}/return")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendBack(@PathVariable UUID id, @RequestBody Asked asked, Caller caller) {
        moving.move(mine(id, caller), MoveRequest.toReturn(asked.reason(), asked.toStage()), caller);
    }

    @PostMapping("/{id}/lose")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void lose(@PathVariable UUID id, @RequestBody Asked asked, Caller caller) {
        moving.move(mine(id, caller), MoveRequest.toLose(asked.reason()), caller);
    }

    @PostMapping("/{id}/conditions/{code}")
    void confirm(@PathVariable UUID id, @PathVariable String code, @RequestBody Confirmed said, Caller caller) {
        if (said.met() == null) {
            throw Refusal.invalid("missing-field", "met", Map.of("field", "met"));
        }
        working.confirm(mine(id, caller), code, said.met(), said.evidenceId(), caller);
    }

    @PostMapping("/{id}/actions/{key}")
    void act(@PathVariable UUID id, @PathVariable String key, Caller caller) {
        working.done(mine(id, caller), key, caller);
    }

    @PutMapping("/{id}/substate")
    void tick(@PathVariable UUID id, @RequestBody Ticked ticked, Caller caller) {
        working.tick(mine(id, caller), ticked.substate(), caller);
    }

    private DealId mine(UUID id, Caller caller) {
        var deal = new DealId(id);
        scope.require(caller, deal, Sight.WORK);
        return deal;
    }
}
