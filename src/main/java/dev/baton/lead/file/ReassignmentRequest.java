package dev.baton.lead.file;

import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the process was asked to do with an assignment: it is on its way until the lead has changed hands. */
@Embeddable
public class ReassignmentRequest {

    /** Where the lead goes; the code is the word of the diagram. */
    public enum Kind {
        HAND_OVER("hand-over"),
        REALLOCATE("reallocate"),
        POOL("pool");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    @Enumerated(EnumType.STRING)
    @Column(name = "reassign_kind")
    private @Nullable Kind kind;

    @Column(name = "reassign_to")
    private @Nullable UUID to;

    @Column(name = "reassign_by")
    private @Nullable UUID by;

    @Column(name = "reassign_asked_at")
    private @Nullable Instant askedAt;

    /** For JPA. */
    protected ReassignmentRequest() {}

    public ReassignmentRequest(Kind kind, @Nullable PersonId to, @Nullable PersonId by, Instant askedAt) {
        this.kind = kind;
        this.to = to == null ? null : to.value();
        this.by = by == null ? null : by.value();
        this.askedAt = askedAt;
    }

    /** Whether both want the same, whoever asks. */
    boolean wantsTheSameAs(ReassignmentRequest other) {
        return kind == other.kind && Objects.equals(to, other.to);
    }

    @Nullable
    PersonId to() {
        return to == null ? null : new PersonId(to);
    }

    @Nullable
    PersonId by() {
        return by == null ? null : new PersonId(by);
    }
}
