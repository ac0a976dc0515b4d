package dev.baton.lead;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * Somebody who may buy: who they are, who looks after them, and by when.
 *
 * <p>Its verbs are called by the steps of its process, so its status can only be where the process is. Every change
 * runs under a row lock.
 */
@Entity
@Table(name = "lead")
@DynamicUpdate
class Lead implements Persistable<UUID> {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private LeadStatus status;

    private String name;
    private @Nullable String company;
    private String phone;
    private String phoneOriginal;
    private String phoneStatus;
    private @Nullable String email;
    private String source;
    private @Nullable String externalRef;
    private String intent;
    private @Nullable String region;
    private @Nullable String industry;
    private @Nullable String companySize;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> utm;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> sourceMeta;

    @Column(name = "created_by")
    private @Nullable UUID createdBy;

    @Column(name = "owner_id")
    private @Nullable UUID ownerId;

    private @Nullable String assignedBy;
    private int round;
    private Instant receivedAt;
    private @Nullable Instant firstAssignedAt;
    private @Nullable Instant assignedAt;
    private @Nullable Instant openedAt;
    private @Nullable Instant firstTouchAt;
    private @Nullable Long leadClockSeconds;
    private @Nullable Long repClockSeconds;
    private @Nullable Instant windowDueAt;
    private Instant nextFollowUpAt;
    private @Nullable Instant lastContactAt;
    private @Nullable Instant followUpDueAt;
    private @Nullable Instant nextDeadlineAt;
    private @Nullable Long processInstanceKey;
    private boolean remindersMuted;
    private boolean needsCollaboration;
    private @Nullable String holdReason;
    private @Nullable String lostReason;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> notices;

    @Transient
    private boolean fresh;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Lead() {}

    @SuppressWarnings("NullAway.Init")
    Lead(LeadId id, NewLead from, Phone phone, @Nullable PersonId by, Instant receivedAt) {
        this.id = id.value();
        this.status = LeadStatus.RECEIVED;
        this.name = from.name();
        this.company = from.company();
        this.phone = phone.e164();
        this.phoneOriginal = phone.original();
        this.phoneStatus = "UNCHECKED";
        this.email = from.email();
        this.source = from.source();
        this.externalRef = from.externalRef();
        this.intent = from.intent();
        this.region = from.region();
        this.industry = from.industry();
        this.companySize = from.companySize();
        this.utm = from.utm();
        this.sourceMeta = from.sourceMeta();
        this.createdBy = by == null ? null : by.value();
        this.receivedAt = receivedAt;
        this.nextFollowUpAt = from.nextFollowUpAt();
        this.notices = List.of();
        this.fresh = true;
    }

    /**
     * True for the instance that may work on the lead, and again for the same one; false for any other.
     *
     * <p>Until somebody has the lead, the newest may: the engine starts the next one for a lead only when none runs, so
     * the one before was cancelled, or the engine died and runs it again under another key.
     */
    boolean takeUp(long processInstance) {
        if (processInstanceKey == null || status == LeadStatus.RECEIVED) {
            processInstanceKey = processInstance;
        }
        return processInstanceKey == processInstance;
    }

    boolean isWorkedOnBy(long processInstance) {
        return processInstanceKey == null || processInstanceKey == processInstance;
    }

    void phoneChecked(NumberVerification.Verdict verdict) {
        phoneStatus = verdict.name();
    }

    void correctPhone(Phone corrected) {
        phone = corrected.e164();
        phoneStatus = NumberVerification.Verdict.VALID.name();
    }

    void confirmPhone() {
        phoneStatus = NumberVerification.Verdict.VALID.name();
    }

    void hold(@Nullable String reason) {
        holdReason = reason;
    }

    /** Makes somebody responsible and starts their clock (F-07). */
    int handOverTo(PersonId owner, String by, Instant at, Instant dueAt) {
        round++;
        status = LeadStatus.ASSIGNED;
        ownerId = owner.value();
        assignedBy = by;
        assignedAt = at;
        if (firstAssignedAt == null) {
            firstAssignedAt = at;
        }
        openedAt = null;
        windowDueAt = dueAt;
        followUpDueAt = null;
        nextDeadlineAt = dueAt;
        needsCollaboration = false;
        holdReason = null;
        return round;
    }

    int offerToPool() {
        round++;
        status = LeadStatus.POOLED;
        ownerId = null;
        assignedBy = null;
        assignedAt = null;
        openedAt = null;
        windowDueAt = null;
        followUpDueAt = null;
        nextDeadlineAt = null;
        holdReason = null;
        return round;
    }

    /** True when this was the first look of the present owner: it stops the second reminder, not the metric (F-06b). */
    boolean openedBy(PersonId person, Instant at) {
        if (!person.value().equals(ownerId) || openedAt != null) {
            return false;
        }
        openedAt = at;
        return true;
    }

    /** Counts as a fresh clock: the next follow-up belongs to a round of its own. */
    int contacted(Contact contact, Instant at, @Nullable Instant followUpDue) {
        round++;
        status = LeadStatus.CONTACTED;
        lastContactAt = at;
        if (firstTouchAt == null) {
            firstTouchAt = at;
            leadClockSeconds = Duration.between(receivedAt, at).toSeconds();
            repClockSeconds =
                    assignedAt == null ? null : Duration.between(assignedAt, at).toSeconds();
        }
        if (contact.intent() != null) {
            intent = contact.intent();
        }
        if (contact.nextFollowUpAt() != null) {
            nextFollowUpAt = contact.nextFollowUpAt();
        }
        followUpDueAt = followUpDue;
        nextDeadlineAt = followUpDue == null || nextFollowUpAt.isBefore(followUpDue) ? nextFollowUpAt : followUpDue;
        lostReason = contact.lostReason();
        return round;
    }

    void qualify() {
        status = LeadStatus.QUALIFIED;
        nextDeadlineAt = null;
    }

    void lose() {
        status = LeadStatus.LOST;
        nextDeadlineAt = null;
    }

    void mute(boolean muted) {
        remindersMuted = muted;
    }

    void askForCollaboration(boolean needed) {
        needsCollaboration = needed;
    }

    void note(String notice) {
        if (!notices.contains(notice)) {
            var more = new ArrayList<>(notices);
            more.add(notice);
            notices = more;
        }
    }

    boolean isOpen() {
        return status != LeadStatus.LOST && status != LeadStatus.QUALIFIED;
    }

    boolean isOwnedBy(PersonId person) {
        return person.value().equals(ownerId);
    }

    LeadId leadId() {
        return new LeadId(id);
    }

    @Nullable
    PersonId owner() {
        return ownerId == null ? null : new PersonId(ownerId);
    }

    LeadStatus status() {
        return status;
    }

    String name() {
        return name;
    }

    String phoneOriginal() {
        return phoneOriginal;
    }

    String phone() {
        return phone;
    }

    String source() {
        return source;
    }

    @Nullable
    String region() {
        return region;
    }

    int round() {
        return round;
    }

    @Nullable
    PersonId createdBy() {
        return createdBy == null ? null : new PersonId(createdBy);
    }

    @Nullable
    Instant openedAt() {
        return openedAt;
    }

    @Nullable
    Instant windowDueAt() {
        return windowDueAt;
    }

    boolean remindersMuted() {
        return remindersMuted;
    }

    @Nullable
    Instant followUpDueAt() {
        return followUpDueAt;
    }

    Instant nextFollowUpAt() {
        return nextFollowUpAt;
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
