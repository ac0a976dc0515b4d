package dev.baton.approval.file;

import dev.baton.approval.chain.FindingVoters;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One approver's place in a step: whoever appears twice in a step has one place and one vote. */
@Entity
@Table(name = "approval_seat")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // the order of places is read by the database only
public class ApprovalSeat {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "step_id")
    private ApprovalStep step;

    private int no;
    private UUID personId;
    private String name;
    private String taskGroup;
    private @Nullable UUID insteadOf;
    private @Nullable String insteadOfName;
    private @Nullable String because;
    private @Nullable Instant calledAt;
    private @Nullable String vote;
    private @Nullable String comment;
    private @Nullable Instant votedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected ApprovalSeat() {}

    @SuppressWarnings("NullAway.Init") // the place fills the rest
    ApprovalSeat(ApprovalStep step, int no, FindingVoters.Place place) {
        this.id = Ids.next();
        this.step = step;
        this.no = no;
        take(place);
    }

    void give(FindingVoters.Place place) {
        if (vote != null) {
            throw new IllegalStateException("a place in which somebody has voted is given to nobody else");
        }
        take(place);
    }

    private void take(FindingVoters.Place place) {
        personId = place.person().value();
        name = place.name();
        taskGroup = place.group();
        insteadOf = place.insteadOf() == null ? null : place.insteadOf().value();
        insteadOfName = place.insteadOfName();
        because = place.because();
    }

    /** True for the first time. */
    boolean call(Instant now) {
        if (calledAt != null) {
            return false;
        }
        calledAt = now;
        return true;
    }

    void vote(String said, @Nullable String why, Instant now) {
        if (vote != null) {
            throw new IllegalStateException("a place has one vote");
        }
        vote = said;
        comment = why;
        votedAt = now;
    }

    public UUID id() {
        return id;
    }

    public PersonId person() {
        return new PersonId(personId);
    }

    public String name() {
        return name;
    }

    /** The group of the task in which the vote is asked for. */
    public String group() {
        return taskGroup;
    }

    /** Whether it was this person's place until somebody else took it. */
    boolean wasOf(PersonId someone) {
        return someone.value().equals(insteadOf);
    }

    /** Whose place it is, where somebody else took it for the reason {@link #because}. */
    public @Nullable String insteadOf() {
        return insteadOfName;
    }

    public @Nullable String because() {
        return because;
    }

    public @Nullable Instant calledAt() {
        return calledAt;
    }

    public @Nullable String vote() {
        return vote;
    }

    public @Nullable String comment() {
        return comment;
    }

    public @Nullable Instant votedAt() {
        return votedAt;
    }
}
