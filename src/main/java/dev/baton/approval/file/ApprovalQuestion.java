package dev.baton.approval.file;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A question of one approver to a colleague. */
@Entity
@Table(name = "approval_question")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // which approval it belongs to is read by the database only
public class ApprovalQuestion {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "approval_id")
    private Approval approval;

    private UUID askedBy;
    private UUID askedTo;
    private String text;
    private Instant askedAt;
    private Instant dueAt;
    private @Nullable Instant nudgedAt;
    private @Nullable String answer;
    private @Nullable Instant answeredAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected ApprovalQuestion() {}

    ApprovalQuestion(Approval approval, PersonId by, PersonId to, String text, Instant now, Instant due) {
        this.id = Ids.next();
        this.approval = approval;
        this.askedBy = by.value();
        this.askedTo = to.value();
        this.text = text;
        this.askedAt = now;
        this.dueAt = due;
    }

    void answer(String said, Instant now) {
        if (answer != null) {
            throw Refusal.conflict("question-answered", Map.of());
        }
        answer = said;
        answeredAt = now;
    }

    /** True for the first time. */
    boolean nudge(Instant now) {
        if (nudgedAt != null) {
            return false;
        }
        nudgedAt = now;
        return true;
    }

    public UUID id() {
        return id;
    }

    public PersonId askedBy() {
        return new PersonId(askedBy);
    }

    public PersonId askedTo() {
        return new PersonId(askedTo);
    }

    public String text() {
        return text;
    }

    public Instant askedAt() {
        return askedAt;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public @Nullable Instant nudgedAt() {
        return nudgedAt;
    }

    public @Nullable String answer() {
        return answer;
    }

    public @Nullable Instant answeredAt() {
        return answeredAt;
    }
}
