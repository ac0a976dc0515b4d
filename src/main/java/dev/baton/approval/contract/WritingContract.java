package dev.baton.approval.contract;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.ContractTypes;
import dev.baton.approval.file.ApprovableDeals;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.RecordDoor;
import dev.baton.audit.AuditTrail;
import dev.baton.evidence.Evidence;
import dev.baton.shared.Ids;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    public record Contract(
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
            @Nullable String differsBecause) {}

    private final JdbcClient jdbc;
    private final RecordDoor door;
    private final ApprovableDeals deals;
    private final Approvals approvals;
    private final ContractTypes types;
    private final Evidence evidence;
    private final AuditTrail audit;
    private final Clock clock;

    WritingContract(
            JdbcClient jdbc,
            RecordDoor door,
            ApprovableDeals deals,
            Approvals approvals,
            ContractTypes types,
            Evidence evidence,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.door = door;
        this.deals = deals;
        this.approvals = approvals;
        this.types = types;
        this.evidence = evidence;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Contract> of(Caller caller, UUID dealId) {
        door.mustSee(caller, dealId);
        return ofDeal(dealId);
    }

    @Transactional
    public Contract add(Caller caller, UUID dealId, Draft draft) {
        door.mustChange(caller, dealId);
        if (approvals.ofDeal(dealId).stream()
                .anyMatch(approval -> approval.open() && approval.kind() == ApprovalKind.CONTRACT)) {
            throw Refusal.conflict("contract-in-approval", Map.of());
        }
        var now = clock.instant();
        var contract = checked(Ids.next(), dealId, draft, null, caller.id(), now, caller.id(), now);
        jdbc.sql("""
                        insert into contract (id, deal_id, title, contract_type, amount, currency, discount, document_id,
                            created_by, created_at, changed_by, changed_at, differs_because)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        contract.id(),
                        dealId,
                        contract.title(),
                        contract.type(),
                        contract.amount(),
                        contract.currency(),
                        contract.discount(),
                        contract.documentId(),
                        caller.id().value(),
                        Timestamp.from(now),
                        caller.id().value(),
                        Timestamp.from(now),
                        contract.differsBecause())
                .update();
        trace(caller, contract, "contract.added", Map.of(), fields(contract));
        return contract;
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
    public Contract change(Caller caller, UUID id, Draft draft) {
        var before = find(id).orElseThrow(() -> Refusal.notFound("contract-not-found"));
        mustChange(caller, before);
        if (approvals.ofDeal(before.dealId()).stream()
                .anyMatch(approval -> id.equals(approval.contractId())
                        && (approval.open() || approval.outcome() == ApprovalsOfDeal.Outcome.APPROVED))) {
            throw Refusal.conflict("contract-in-approval", Map.of());
        }
        var contract = checked(
                id,
                before.dealId(),
                draft,
                before.type(),
                before.createdBy(),
                before.createdAt(),
                caller.id(),
                clock.instant());
        jdbc.sql("""
                        update contract set title = ?, contract_type = ?, amount = ?, currency = ?, discount = ?,
                            document_id = ?, changed_by = ?, changed_at = ?, differs_because = ? where id = ?""")
                .params(
                        contract.title(),
                        contract.type(),
                        contract.amount(),
                        contract.currency(),
                        contract.discount(),
                        contract.documentId(),
                        caller.id().value(),
                        Timestamp.from(contract.changedAt()),
                        contract.differsBecause(),
                        id)
                .update();
        trace(caller, contract, "contract.changed", fields(before), fields(contract));
        return contract;
    }

    /** The contract that an approval is about: the newest one of the deal. */
    public Optional<Contract> newest(UUID dealId) {
        return ofDeal(dealId).stream().findFirst();
    }

    private List<Contract> ofDeal(UUID dealId) {
        return jdbc.sql("select * from contract where deal_id = ? order by created_at desc, id desc")
                .param(dealId)
                .query(WritingContract::map)
                .list();
    }

    public Optional<Contract> find(UUID id) {
        return jdbc.sql("select * from contract where id = ?")
                .param(id)
                .query(WritingContract::map)
                .optional();
    }

    private Contract checked(
            UUID id,
            UUID dealId,
            Draft draft,
            @Nullable String keptType,
            PersonId createdBy,
            Instant createdAt,
            PersonId changedBy,
            Instant changedAt) {
        var money = Money.positive(draft.amount(), draft.currency(), "amount");
        var discount = discount(draft.discount());
        return new Contract(
                id,
                dealId,
                RequiredText.required(draft.title(), "title", LONGEST_TITLE),
                types.key("type", draft.type(), keptType),
                money.amount(),
                money.currency().getCurrencyCode(),
                discount,
                document(dealId, draft.documentId()),
                createdBy,
                createdAt,
                changedBy,
                changedAt,
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

    private void trace(Caller caller, Contract contract, String action, Map<String, ?> before, Map<String, ?> after) {
        var belonging = door.belonging(contract.dealId());
        audit.record(AuditTrail.Entry.by(
                caller, "contract", contract.id(), action, before, after, belonging.region(), belonging.owner()));
    }

    private static Map<String, Object> fields(Contract contract) {
        var fields = new HashMap<String, Object>();
        fields.put("title", contract.title());
        fields.put("amount", contract.currency() + " " + contract.amount().toPlainString());
        fields.put("discount", contract.discount().toPlainString());
        if (contract.type() != null) {
            fields.put("contractType", contract.type());
        }
        if (contract.differsBecause() != null) {
            fields.put("differsBecause", contract.differsBecause());
        }
        if (contract.documentId() != null) {
            fields.put("documentId", contract.documentId().toString());
        }
        return fields;
    }

    private static Contract map(ResultSet row, int number) throws SQLException {
        return new Contract(
                row.getObject("id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getString("title"),
                row.getString("contract_type"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getBigDecimal("discount"),
                row.getObject("document_id", UUID.class),
                new PersonId(row.getObject("created_by", UUID.class)),
                row.getTimestamp("created_at").toInstant(),
                new PersonId(row.getObject("changed_by", UUID.class)),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("differs_because"));
    }
}
