package dev.baton.approval.file;

import dev.baton.approval.chain.CallKind;
import dev.baton.engine.BpmnRefusal;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Somebody who was called because a contract waited too long. */
@Entity
@Table(name = "approval_call")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
public class ApprovalCall {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "approval_id")
    private Approval approval;

    @Enumerated(EnumType.STRING)
    private CallKind kind;

    private String party;
    private UUID personId;
    private String taskGroup;
    private Instant calledAt;
    private Instant dueAt;
    private @Nullable String answer;
    private @Nullable Instant answeredAt;
    private @Nullable UUID answeredBy;
    private boolean taskGiven;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected ApprovalCall() {}

    ApprovalCall(
            Approval approval, CallKind kind, String party, PersonId person, String group, Instant now, Instant due) {
        this.id = Ids.next();
        this.approval = approval;
        this.kind = kind;
        this.party = party;
        this.personId = person.value();
        this.taskGroup = group;
        this.calledAt = now;
        this.dueAt = due;
    }

    void answer(String note, PersonId by, Instant now) {
        if (answeredAt != null) {
            throw new IllegalStateException("a call is answered once");
        }
        answer = note;
        answeredBy = by.value();
        answeredAt = now;
    }

    /**
     * The process gives the task, once: the watchdog may have called in place of a timer, and the timer may still come.
     *
     * @throws BpmnRefusal where the task has been given: the diagram ends that way
     */
    public void giveTask() {
        if (taskGiven) {
            throw new BpmnRefusal(ContractApproval.Errors.TASK_GIVEN, "the task of this call has been given");
        }
        taskGiven = true;
    }

    /** Whether the process has given the task. */
    public boolean hasTask() {
        return taskGiven;
    }

    public CallKind kind() {
        return kind;
    }

    /** Which of those who can be called, for example {@code legal}. */
    public String party() {
        return party;
    }

    public PersonId person() {
        return new PersonId(personId);
    }

    /** The group of the task. */
    public String group() {
        return taskGroup;
    }

    public Instant calledAt() {
        return calledAt;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public @Nullable String answer() {
        return answer;
    }

    public @Nullable Instant answeredAt() {
        return answeredAt;
    }

    public @Nullable PersonId answeredBy() {
        return PersonId.orNull(answeredBy);
    }
}
