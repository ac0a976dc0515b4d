package dev.baton.approval.file;

import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** One step of an approval: who has a place in it, and how many of them have to approve. */
@Entity
@Table(name = "approval_step")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
public class ApprovalStep {

    /**
     * A step as the chain wants it.
     *
     * @param places empty where a green channel leaves it out
     * @param needed how many of the places have to approve
     * @param legal whether the contract lies with legal while it is open
     */
    public record Plan(
            TimeLimits.StepRule rule, boolean legal, boolean skipped, int needed, List<FindingVoters.Place> places) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "approval_id")
    private Approval approval;

    private int no;
    private String key;
    private String nameZh;
    private String nameEn;
    private boolean inOrder;
    private int needed;
    private BigDecimal hours;
    private String nextLevel;
    private boolean legal;

    @Enumerated(EnumType.STRING)
    private ApprovalsOfDeal.StepState state;

    private @Nullable Instant openedAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant endedAt;

    @OneToMany(
            mappedBy = "step",
            cascade = {CascadeType.PERSIST, CascadeType.MERGE},
            orphanRemoval = true,
            fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = Approval.AT_ONCE)
    @OrderBy("no")
    private List<ApprovalSeat> seats = new ArrayList<>();

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected ApprovalStep() {}

    ApprovalStep(Approval approval, int no, Plan plan) {
        this.id = Ids.next();
        this.approval = approval;
        this.no = no;
        this.key = plan.rule().key();
        this.nameZh = plan.rule().nameZh();
        this.nameEn = plan.rule().nameEn();
        this.inOrder = plan.rule().inOrder();
        this.needed = plan.needed();
        this.hours = BigDecimal.valueOf(plan.rule().hours());
        this.nextLevel = plan.rule().nextLevel();
        this.legal = plan.legal();
        this.state = plan.skipped() ? ApprovalsOfDeal.StepState.SKIPPED : ApprovalsOfDeal.StepState.WAITING;
        for (var place : plan.places()) {
            seats.add(new ApprovalSeat(this, seats.size() + 1, place));
        }
    }

    void begin(Instant now, Instant due) {
        mustBe(ApprovalsOfDeal.StepState.WAITING);
        state = ApprovalsOfDeal.StepState.OPEN;
        openedAt = now;
        dueAt = due;
    }

    void end(ApprovalsOfDeal.StepState as, Instant now) {
        mustBe(ApprovalsOfDeal.StepState.OPEN);
        if (as == ApprovalsOfDeal.StepState.OPEN) {
            throw new IllegalStateException("step " + key + " is not decided: votes are awaited");
        }
        state = as;
        endedAt = now;
    }

    void drop(ApprovalSeat seat) {
        if (seat.vote() != null) {
            throw new IllegalStateException("a place in which somebody has voted stays");
        }
        seats.remove(seat);
        needed = Math.min(needed, seats.size());
    }

    private void mustBe(ApprovalsOfDeal.StepState expected) {
        if (state != expected) {
            throw new IllegalStateException("step " + key + " is " + state + " and not " + expected);
        }
    }

    public Optional<ApprovalSeat> seatOf(PersonId person) {
        return seats.stream().filter(seat -> seat.person().equals(person)).findFirst();
    }

    public List<ApprovalSeat> awaited() {
        return seats.stream().filter(seat -> seat.vote() == null).toList();
    }

    /** Whose turn it is: everybody who has not voted, or in an ordered step the first of them. */
    public List<ApprovalSeat> turn() {
        var awaited = awaited();
        return inOrder && !awaited.isEmpty() ? awaited.subList(0, 1) : awaited;
    }

    /** What the votes on file say, whatever state the process has written so far. */
    public ApprovalsOfDeal.StepState ballot() {
        if (count(Approval.APPROVE) >= needed) {
            return ApprovalsOfDeal.StepState.APPROVED;
        }
        return count(Approval.DECLINE) > seats.size() - needed
                ? ApprovalsOfDeal.StepState.DECLINED
                : ApprovalsOfDeal.StepState.OPEN;
    }

    private long count(String vote) {
        return seats.stream().filter(seat -> vote.equals(seat.vote())).count();
    }

    public UUID id() {
        return id;
    }

    /** From 1 on. */
    public int no() {
        return no;
    }

    public String key() {
        return key;
    }

    public String nameZh() {
        return nameZh;
    }

    public String name(Locale language) {
        return language.getLanguage().equals("en") ? nameEn : nameZh;
    }

    /** How many of the seats have to approve. */
    public int needed() {
        return needed;
    }

    /** Working hours until it is over its time. */
    public double hours() {
        return hours.doubleValue();
    }

    /** The role that hears of it then. */
    public String nextLevel() {
        return nextLevel;
    }

    /** Whether the contract lies with legal while this step is open. */
    public boolean legal() {
        return legal;
    }

    public ApprovalsOfDeal.StepState state() {
        return state;
    }

    public @Nullable Instant openedAt() {
        return openedAt;
    }

    public @Nullable Instant dueAt() {
        return dueAt;
    }

    public List<ApprovalSeat> seats() {
        return List.copyOf(seats);
    }
}
