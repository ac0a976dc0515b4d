package dev.baton.approval.contract;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.ContractTypes;
import dev.baton.approval.file.ApprovableDeals;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.RecordDoor;
import dev.baton.evidence.Evidence;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the contracts of deals; the newest of a deal is the one that is approved. What is being approved or has been
 * approved is not changed any more: another contract takes its place and is approved anew.
 */
@Component
public class WritingContract {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_REASON = 1_000;

    /** What somebody typed; absent fields are refused by name. */
    public record Draft(
            @Nullable String title,
            @Nullable String type,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable BigDecimal discount,
            @Nullable UUID documentId,
            @Nullable String differsBecause) {}

    /**
     * A contract on file.
     *
     * @param differsBecause why its amount, currency or discount is not the deal's; absent where they agree
     */
    @Schema(name = "Contract")
    public record View(
            UUID id,
            UUID dealId,
            String title,
            @Nullable String type,
            BigDecimal amount,
            String currency,
            BigDecimal discount,
            @Nullable UUID documentId,
            PersonId createdBy,
            Instant createdAt,
            PersonId changedBy,
            Instant changedAt,
            @Nullable String differsBecause) {

        static View of(Contract contract) {
            return new View(
                    contract.id(),
                    contract.dealId(),
                    contract.title(),
                    contract.type(),
                    contract.amount(),
                    contract.currency(),
                    contract.discount(),
                    contract.documentId(),
                    contract.createdBy(),
                    contract.createdAt(),
                    contract.changedBy(),
                    contract.changedAt(),
                    contract.differsBecause());
        }
    }

    private final Contracts contracts;
    private final RecordDoor door;
    private final ApprovableDeals deals;
    private final Approvals approvals;
    private final ContractTypes types;
    private final Evidence evidence;
    private final Clock clock;

    WritingContract(
            Contracts contracts,
            RecordDoor door,
            ApprovableDeals deals,
            Approvals approvals,
            ContractTypes types,
            Evidence evidence,
            Clock clock) {
        this.contracts = contracts;
        this.door = door;
        this.deals = deals;
        this.approvals = approvals;
        this.types = types;
        this.evidence = evidence;
        this.clock = clock;
    }

    public List<View> of(Caller caller, UUID dealId) {
        door.mustSee(caller, dealId);
        return contracts.ofDeal(dealId).stream().map(View::of).toList();
    }

    @Transactional
    public View add(Caller caller, UUID dealId, Draft draft) {
        door.mustChange(caller, dealId);
        if (approvals.ofDeal(dealId).stream()
                .anyMatch(approval -> approval.open() && approval.kind() == ApprovalKind.CONTRACT)) {
            throw Refusal.conflict("contract-in-approval", Map.of());
        }
        var contract = new Contract(dealId, checked(dealId, draft, null), caller.id(), clock.instant());
        return View.of(contracts.save(contract));
    }

    /** The contract of a deal out of sight does not exist either. */
    private void mustChange(Caller caller, Contract contract) {
        try {
            door.mustChange(caller, contract.dealId());
        } catch (Refusal refused) {
            throw refused.kind() == Refusal.Kind.NOT_FOUND ? Refusal.notFound("contract-not-found") : refused;
        }
    }

    @Transactional
    public View change(Caller caller, UUID id, Draft draft) {
        var contract = contracts.findForUpdate(id).orElseThrow(() -> Refusal.notFound("contract-not-found"));
        mustChange(caller, contract);
        if (approvals.ofDeal(contract.dealId()).stream()
                .anyMatch(approval -> id.equals(approval.contractId())
                        && (approval.open() || approval.outcome() == ApprovalsOfDeal.Outcome.APPROVED))) {
            throw Refusal.conflict("contract-in-approval", Map.of());
        }
        contract.change(checked(contract.dealId(), draft, contract.type()), caller.id(), clock.instant());
        return View.of(contracts.save(contract));
    }

    private Contract.Terms checked(UUID dealId, Draft draft, @Nullable String keptType) {
        var money = Money.positive(draft.amount(), draft.currency(), "amount");
        var discount = discount(draft.discount());
        return new Contract.Terms(
                RequiredText.required(draft.title(), "title", LONGEST_TITLE),
                types.key("type", draft.type(), keptType),
                money,
                discount,
                document(dealId, draft.documentId()),
                differsBecause(dealId, money, discount, draft.differsBecause()));
    }

    /** Deal and contract agree, or somebody says why not: the approver reads it. */
    private @Nullable String differsBecause(UUID dealId, Money money, BigDecimal discount, @Nullable String given) {
        var terms = deals.terms(dealId).orElse(null);
        if (terms == null
                || (money.amount().compareTo(terms.amount()) == 0
                        && money.currency().getCurrencyCode().equals(terms.currency())
                        && discount.compareTo(terms.discount()) == 0)) {
            return null;
        }
        if (given == null || given.isBlank()) {
            throw Refusal.invalid(
                    "contract-differs",
                    "differsBecause",
                    Map.of(
                            "field",
                            "differsBecause",
                            "deal",
                            terms.currency() + " "
                                    + terms.amount().stripTrailingZeros().toPlainString(),
                            "discount",
                            terms.discount().stripTrailingZeros().toPlainString()));
        }
        return RequiredText.required(given, "differsBecause", LONGEST_REASON);
    }

    private static BigDecimal discount(@Nullable BigDecimal given) {
        if (given == null) {
            return BigDecimal.ZERO;
        }
        if (given.signum() < 0 || given.compareTo(BigDecimal.ONE) >= 0) {
            throw Refusal.invalid(
                    "out-of-range",
                    "discount",
                    Map.of("field", "discount", "value", given.toPlainString(), "min", 0, "max", 1));
        }
        if (given.signum() != 0 && given.stripTrailingZeros().scale() > 4) {
            throw Refusal.invalid(
                    "invalid-value", "discount", Map.of("field", "discount", "value", given.toPlainString()));
        }
        return given;
    }

    /** Only a file that was handed in for the same deal, and is still there, can be its contract. */
    private @Nullable UUID document(UUID dealId, @Nullable UUID given) {
        if (given != null
                && evidence.of(RecordDoor.DEAL, dealId).stream()
                        .noneMatch(piece -> piece.id().equals(given) && !piece.deleted())) {
            throw Refusal.invalid("document-unknown", "documentId", Map.of("field", "documentId", "value", given));
        }
        return given;
    }
}
