package dev.baton.opportunity.deal;

import dev.baton.engine.ForcedStep;
import dev.baton.opportunity.policy.Move;
import dev.baton.shared.Money;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

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
public class Deal extends StoredRecord<Deal, UUID> {

    /** What the audit trail, files and the ledger call a deal. */
    public static final String KIND = "deal";

    /** Where a deal goes that has been won, and one that has been lost: ends, and no stages. */
    public static final String WON = "won";

    public static final String LOST = "lost";

    /**
     * What a gate let through: the next stage takes it up, once, and no other.
     *
     * @param to the key of exactly one stage, {@link #WON} or {@link #LOST}
     * @param awaits the kind of approval without which it counts for nothing; absent where none is asked for
     */
    @Embeddable
    public record Pass(
            @Column(name = "pass_kind") @Enumerated(EnumType.STRING)
            Move kind,

            @Column(name = "pass_to") String to,
            @Column(name = "pass_reason") @Nullable String reason,
            @Column(name = "pass_by") @Nullable UUID byId,
            @Column(name = "pass_awaits") @Nullable String awaits) {

        public static Pass of(
                Move kind, String to, @Nullable String reason, @Nullable PersonId by, @Nullable String awaits) {
            return new Pass(kind, to, reason, by == null ? null : by.value(), awaits);
        }

        @Nullable
        public PersonId by() {
            return byId == null ? null : new PersonId(byId);
        }

        private Pass approved() {
            return new Pass(kind, to, reason, byId, null);
        }
    }

    @Id
    private UUID id;

    private @Nullable UUID leadId;
    private @Nullable String externalRef;

    @Embedded
    private Terms terms;

    private UUID ownerId;
    private @Nullable String region;
    private UUID createdBy;
    private Instant createdAt;
    private @Nullable Long processInstanceKey;
    private @Nullable String variant;

    @Enumerated(EnumType.STRING)
    private DealState state;

    @Embedded
    private @Nullable Stay stay;

    private int stageRound;

    @Embedded
    private @Nullable Substate substate;

    private int substateRound;
    private int round;
    private boolean performanceSuspended;
    private int missingCount;
    private boolean blockerWanted;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> approved;

    @Embedded
    private @Nullable Pass pass;

    private @Nullable UUID answeredTask;
    private @Nullable LocalDate paidOn;
    private @Nullable Instant closedAt;
    private @Nullable String closeReason;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Deal() {}

    @SuppressWarnings("NullAway.Init")
    public Deal(DealId id, NewDeal.Checked from, PersonId owner, @Nullable String region, PersonId by, Instant at) {
        this.id = id.value();
        this.leadId = from.leadId() == null ? null : from.leadId().value();
        this.externalRef = from.externalRef();
        this.terms = Terms.of(from);
        this.ownerId = owner.value();
        this.region = region;
        this.createdBy = by.value();
        this.createdAt = at;
        this.state = DealState.OPEN;
        this.approved = List.of();
    }

    /**
     * True for the instance that may work on the deal, and again for the same one; false for any other.
     *
     * <p>Until the deal stands in a stage, the newest may: the engine starts the next one for a deal only when none runs,
     * so the one before was cancelled, or the engine died and runs it again under another key.
     */
    public boolean takeUp(long processInstance) {
        if (processInstanceKey == null || stage() == null) {
            processInstanceKey = processInstance;
        }
        return processInstanceKey == processInstance;
    }

    /** The instance that worked on it is not there any more; what it had let through has come to nothing. */
    public void loseInstance() {
        processInstanceKey = null;
        withdrawPass();
    }

    /** Goes on where it stands, in an instance that was started there; the first counts. */
    public void goOnIn(long processInstance) {
        if (processInstanceKey == null) {
            processInstanceKey = processInstance;
        }
    }

    public void variant(String chosen) {
        variant = chosen;
    }

    /** Notes that the gate of the present stage has let the deal through; replaces what an earlier one did. */
    public void pass(Pass through) {
        pass = through;
    }

    /** What has come in adds up to its amount since that day; null while it does not. */
    public void paid(@Nullable LocalDate on) {
        paidOn = on;
    }

    @Nullable
    public LocalDate paidOn() {
        return paidOn;
    }

    public void withdrawPass() {
        pass = null;
    }

    @Nullable
    public Pass pass() {
        return pass;
    }

    /** True where the deal has passed its gate and waits for this kind of approval. */
    public boolean awaits(String approval) {
        return state == DealState.OPEN && pass != null && approval.equals(pass.awaits());
    }

    /** True for an answer that no step has acted on yet: each counts once, so nobody is named for what came after it. */
    public boolean takeAnswer(UUID task) {
        if (task.equals(answeredTask)) {
            return false;
        }
        answeredTask = task;
        return true;
    }

    /**
     * Goes into a stage, by what a gate has let through.
     *
     * @throws ForcedStep when no gate has let it through to there, whatever the process says
     */
    public Pass enter(String next, Instant at, Instant due, Instant freeze, String firstSubstate) {
        var by = mayEnter(next);
        withdrawPass();
        stay = new Stay(next, at, due, freeze);
        round++;
        stageRound = round;
        substateRound = round;
        substate = new Substate(firstSubstate, at, at);
        performanceSuspended = false;
        return by;
    }

    private Pass mayEnter(String next) {
        if (state != DealState.OPEN) {
            throw new ForcedStep("deal " + id + " is closed and enters no stage");
        }
        var through = pass;
        if (through == null && stage() == null) {
            return new Pass(Move.START, next, null, createdBy, null);
        }
        if (through == null || !through.to().equals(next)) {
            throw new ForcedStep("deal " + id + " stands in " + stage() + " and no gate has let it through to " + next);
        }
        mustBeApproved(through);
        return through;
    }

    private void mustBeApproved(Pass through) {
        if (through.awaits() != null) {
            throw new ForcedStep("deal " + id + " stands in " + stage() + " and waits for the approval "
                    + through.awaits() + ", whatever the process says");
        }
    }

    /** Ends the work on it, by what a gate has let through. */
    public Pass close(DealState as, Instant at) {
        var through = pass;
        if (through == null || !through.to().equals(as == DealState.LOST ? LOST : WON)) {
            throw new ForcedStep("deal " + id + " stands in " + stage() + " and no gate has let it be " + as);
        }
        mustBeApproved(through);
        withdrawPass();
        state = as;
        closedAt = at;
        closeReason = through.reason();
        performanceSuspended = false;
        blockerWanted = false;
        missingCount = 0;
        stay = stay == null ? null : stay.ended();
        return through;
    }

    /** Lets a deal of the demonstration have stood for longer than it has. */
    public void age(Duration by) {
        stay = stay == null ? null : stay.begunEarlier(by);
    }

    /** The sub-state that somebody ticked; starts its clock anew. */
    public int tick(String ticked, Instant at) {
        round++;
        substateRound = round;
        substate = new Substate(ticked, at, at);
        return round;
    }

    /** Somebody has said why it stands: its limit counts anew. */
    public int watchAnew(Instant from) {
        round++;
        substateRound = round;
        substate = substate == null ? null : substate.watchedFrom(from);
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
        if (pass != null && kind.equals(pass.awaits())) {
            pass = pass.approved();
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
        terms = Terms.of(as);
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
        return terms.name();
    }

    public String customerName() {
        return terms.customerName();
    }

    public String customerType() {
        return terms.customerType();
    }

    @Nullable
    public String customerEmail() {
        return terms.customerEmail();
    }

    public Money money() {
        return terms.money();
    }

    public BigDecimal discount() {
        return terms.discount();
    }

    public LocalDate expectedCloseOn() {
        return terms.expectedCloseOn();
    }

    @Nullable
    public String contractType() {
        return terms.contractType();
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
        return stay == null ? null : stay.stage();
    }

    @Nullable
    public Instant enteredAt() {
        return stay == null ? null : stay.enteredAt();
    }

    @Nullable
    public Instant dueAt() {
        return stay == null ? null : stay.dueAt();
    }

    @Nullable
    public Instant freezeAt() {
        return stay == null ? null : stay.freezeAt();
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
        return substate == null ? null : substate.key();
    }

    @Nullable
    public Instant substateSince() {
        return substate == null ? null : substate.since();
    }

    @Nullable
    public Instant substateWatchedFrom() {
        return substate == null ? null : substate.watchedFrom();
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
    public Long processInstanceKey() {
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
        return stay == null ? Duration.ZERO : Duration.between(stay.enteredAt(), now);
    }

    @Override
    public UUID getId() {
        return id;
    }
}
