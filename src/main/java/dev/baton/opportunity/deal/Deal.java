package dev.baton.opportunity.deal;

import dev.baton.opportunity.policy.Move;
import dev.baton.shared.Money;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * Something that may be sold: to whom, for how much, by whom, and where its process stands.
 *
 * <p>Its stage changes in {@link #enter} alone, which takes up what a gate has let through; nobody but the steps of the
 * process calls it. Every change runs under a row lock.
 */
@Entity
@Table(name = "deal")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
public class Deal implements Persistable<UUID> {

    /** What a gate let through: the next stage takes it up, once. */
    public record Pass(
            Move kind,
            @Nullable String to,
            @Nullable String reason,
            @Nullable PersonId by) {}

    @Id
    private UUID id;

    private @Nullable UUID leadId;
    private @Nullable String externalRef;
    private String name;
    private String customerName;
    private String customerType;
    private @Nullable String customerEmail;
    private BigDecimal amount;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 3)
    private String currency;

    private BigDecimal discount;
    private LocalDate expectedCloseOn;
    private @Nullable String contractType;
    private UUID ownerId;
    private @Nullable String region;
    private UUID createdBy;
    private Instant createdAt;
    private @Nullable Long processInstanceKey;
    private @Nullable String variant;

    @Enumerated(EnumType.STRING)
    private DealState state;

    private @Nullable String stage;
    private @Nullable Instant enteredAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant freezeAt;
    private int stageRound;
    private @Nullable String substate;
    private @Nullable Instant substateSince;
    private @Nullable Instant substateWatchedFrom;
    private int substateRound;
    private int round;
    private boolean performanceSuspended;
    private int missingCount;
    private boolean blockerWanted;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> approved;

    @Enumerated(EnumType.STRING)
    private @Nullable Move passKind;

    private @Nullable String passTo;
    private @Nullable String passReason;
    private @Nullable UUID passBy;
    private @Nullable Instant closedAt;
    private @Nullable String closeReason;

    @Transient
    private boolean fresh;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Deal() {}

    @SuppressWarnings("NullAway.Init")
    public Deal(DealId id, NewDeal.Checked from, PersonId owner, @Nullable String region, PersonId by, Instant at) {
        this.id = id.value();
        this.leadId = from.leadId() == null ? null : from.leadId().value();
        this.externalRef = from.externalRef();
        this.name = from.name();
        this.customerName = from.customerName();
        this.customerType = from.customerType();
        this.customerEmail = from.customerEmail();
        this.amount = from.money().amount();
        this.currency = from.money().currency().getCurrencyCode();
        this.discount = from.discount();
        this.expectedCloseOn = from.expectedCloseOn();
        this.contractType = from.contractType();
        this.ownerId = owner.value();
        this.region = region;
        this.createdBy = by.value();
        this.createdAt = at;
        this.state = DealState.OPEN;
        this.approved = List.of();
        this.fresh = true;
    }

    /**
     * True for the instance that may work on the deal, and again for the same one; false for any other.
     *
     * <p>Until the deal stands in a stage, the newest may: the engine starts the next one for a deal only when none runs,
     * so the one before was cancelled, or the engine died and runs it again under another key.
     */
    public boolean takeUp(long processInstance) {
        if (processInstanceKey == null || stage == null) {
            processInstanceKey = processInstance;
        }
        return processInstanceKey == processInstance;
    }

    public void variant(String chosen) {
        variant = chosen;
    }

    /** Notes that the gate of the present stage has let the deal through; replaces what an earlier one did. */
    public void pass(Pass pass) {
        passKind = pass.kind();
        passTo = pass.to();
        passReason = pass.reason();
        passBy = pass.by() == null ? null : pass.by().value();
    }

    public void withdrawPass() {
        passKind = null;
        passTo = null;
        passReason = null;
        passBy = null;
    }

    @Nullable
    Pass pass() {
        return passKind == null
                ? null
                : new Pass(passKind, passTo, passReason, passBy == null ? null : new PersonId(passBy));
    }

    /**
     * Goes into a stage, by what a gate has let through.
     *
     * @throws IllegalStateException when no gate has let it through to there, whatever the process says
     */
    public Pass enter(String next, Instant at, Instant due, Instant freeze, String firstSubstate) {
        var by = mayEnter(next);
        withdrawPass();
        stage = next;
        enteredAt = at;
        dueAt = due;
        freezeAt = freeze;
        round++;
        stageRound = round;
        substateRound = round;
        substate = firstSubstate;
        substateSince = at;
        substateWatchedFrom = at;
        performanceSuspended = false;
        return by;
    }

    private Pass mayEnter(String next) {
        if (state != DealState.OPEN) {
            throw new IllegalStateException("deal " + id + " is closed and enters no stage");
        }
        var pass = pass();
        if (pass == null && stage == null) {
            return new Pass(Move.START, next, null, new PersonId(createdBy));
        }
        if (pass == null || (pass.to() != null && !pass.to().equals(next))) {
            throw new IllegalStateException(
                    "deal " + id + " stands in " + stage + " and no gate has let it through to " + next);
        }
        return pass;
    }

    /** Ends the work on it, by what a gate has let through. */
    public Pass close(DealState as, Instant at) {
        var pass = pass();
        if (pass == null || (as == DealState.LOST) != (pass.kind() == Move.LOST)) {
            throw new IllegalStateException("deal " + id + " stands in " + stage + " and no gate has let it be " + as);
        }
        withdrawPass();
        state = as;
        closedAt = at;
        closeReason = pass.reason();
        performanceSuspended = false;
        blockerWanted = false;
        missingCount = 0;
        dueAt = null;
        freezeAt = null;
        return pass;
    }

    /** Lets a deal of the demonstration have stood for longer than it has. */
    public void age(Duration by) {
        enteredAt = before(enteredAt, by);
        dueAt = before(dueAt, by);
        freezeAt = before(freezeAt, by);
    }

    private static @Nullable Instant before(@Nullable Instant at, Duration by) {
        return at == null ? null : at.minus(by);
    }

    /** The sub-state that somebody ticked; starts its clock anew. */
    public int tick(String ticked, Instant at) {
        round++;
        substateRound = round;
        substate = ticked;
        substateSince = at;
        substateWatchedFrom = at;
        return round;
    }

    /** Somebody has said why it stands: its limit counts anew. */
    public int watchAnew(Instant from) {
        round++;
        substateRound = round;
        substateWatchedFrom = from;
        blockerWanted = false;
        return round;
    }

    public void suspend() {
        performanceSuspended = true;
    }

    public void askForBlocker(boolean wanted) {
        blockerWanted = wanted;
    }

    public void missing(int count) {
        missingCount = count;
    }

    public void approve(String kind) {
        if (!approved.contains(kind)) {
            var more = new ArrayList<>(approved);
            more.add(kind);
            approved = more;
        }
    }

    /** Approvals of stages that the deal has gone back behind count no more. */
    public void forgetApprovals(Collection<String> kinds) {
        approved = approved.stream().filter(kind -> !kinds.contains(kind)).toList();
    }

    public void handTo(PersonId owner, @Nullable String itsRegion) {
        ownerId = owner.value();
        region = itsRegion;
    }

    public void describe(NewDeal.Checked as) {
        name = as.name();
        customerName = as.customerName();
        customerType = as.customerType();
        customerEmail = as.customerEmail();
        amount = as.money().amount();
        currency = as.money().currency().getCurrencyCode();
        discount = as.discount();
        expectedCloseOn = as.expectedCloseOn();
        contractType = as.contractType();
    }

    public DealId dealId() {
        return new DealId(id);
    }

    public PersonId owner() {
        return new PersonId(ownerId);
    }

    public boolean isOwnedBy(PersonId person) {
        return person.value().equals(ownerId);
    }

    @Nullable
    public String region() {
        return region;
    }

    public String name() {
        return name;
    }

    public String customerName() {
        return customerName;
    }

    public String customerType() {
        return customerType;
    }

    @Nullable
    public String customerEmail() {
        return customerEmail;
    }

    public Money money() {
        return new Money(amount, Currency.getInstance(currency));
    }

    public BigDecimal discount() {
        return discount;
    }

    public LocalDate expectedCloseOn() {
        return expectedCloseOn;
    }

    @Nullable
    public String contractType() {
        return contractType;
    }

    @Nullable
    UUID leadId() {
        return leadId;
    }

    Instant createdAt() {
        return createdAt;
    }

    public DealState state() {
        return state;
    }

    @Nullable
    public String stage() {
        return stage;
    }

    @Nullable
    Instant enteredAt() {
        return enteredAt;
    }

    @Nullable
    public Instant dueAt() {
        return dueAt;
    }

    @Nullable
    public Instant freezeAt() {
        return freezeAt;
    }

    public int stageRound() {
        return stageRound;
    }

    public int substateRound() {
        return substateRound;
    }

    public int round() {
        return round;
    }

    @Nullable
    public String substate() {
        return substate;
    }

    @Nullable
    public Instant substateSince() {
        return substateSince;
    }

    @Nullable
    public Instant substateWatchedFrom() {
        return substateWatchedFrom;
    }

    boolean performanceSuspended() {
        return performanceSuspended;
    }

    boolean blockerWanted() {
        return blockerWanted;
    }

    public List<String> approved() {
        return approved;
    }

    @Nullable
    public String variantOrNull() {
        return variant;
    }

    @Nullable
    Long processInstanceKey() {
        return processInstanceKey;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    @Nullable
    String closeReason() {
        return closeReason;
    }

    /** How long it has stood where it stands. */
    public Duration dwell(Instant now) {
        return enteredAt == null ? Duration.ZERO : Duration.between(enteredAt, now);
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void stored() {
        fresh = false;
    }
}
