package dev.baton.approval.web;

import dev.baton.approval.chain.ContractTypes;
import dev.baton.approval.contract.WritingContract;
import dev.baton.approval.contract.WritingContract.Draft;
import dev.baton.approval.contract.WritingContract.View;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/contracts")
class ContractController {

    @Schema(name = "ContractDraft")
    record Incoming(
            @Nullable UUID dealId,
            @Nullable String title,
            @Nullable String type,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable BigDecimal discount,
            @Nullable UUID documentId,
            @Nullable String differsBecause) {

        Draft toDraft() {
            return new Draft(title, type, amount, currency, discount, documentId, differsBecause);
        }
    }

    @Schema(name = "ContractType")
    record TypeName(String key, String name) {}

    private final WritingContract keeping;
    private final ContractTypes types;

    ContractController(WritingContract keeping, ContractTypes types) {
        this.keeping = keeping;
        this.types = types;
    }

    @GetMapping("/types")
    List<TypeName> types(Locale language) {
        return types.all().stream()
                .map(type -> new TypeName(type.key(), type.name(language)))
                .toList();
    }

    /** Newest first: the first is the one that is approved. */
    @GetMapping
    List<View> ofDeal(@RequestParam UUID dealId, Caller caller) {
        return keeping.of(caller, dealId);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View add(@RequestBody Incoming incoming, Caller caller) {
        if (incoming.dealId() == null) {
            throw Refusal.invalid("missing-field", "dealId", Map.of("field", "dealId"));
        }
        return keeping.add(caller, incoming.dealId(), incoming.toDraft());
    }

    @PutMapping("/{id}")
    View change(@PathVariable UUID id, @RequestBody Incoming incoming, Caller caller) {
        return keeping.change(caller, id, incoming.toDraft());
    }
}
