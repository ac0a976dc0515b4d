package dev.baton.lead.file;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.NewLead;
import dev.baton.lead.NumberVerification;
import dev.baton.lead.Phone;
import dev.baton.lead.arrival.ArrivedLeads;
import dev.baton.lead.arrival.LeadArrived;
import dev.baton.lead.contact.Contact;
import dev.baton.shared.Refusal;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may buy: who they are, who looks after them, and by when.
 *
 * <p>Its verbs are called by the steps of its process, so its status can only be where the process is. Every change
 * runs under a row lock.
 */
@Entity
@Table(name = "lead")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
public class Lead extends StoredRecord<Lead, UUID> {

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

    @Embedded
    private Assignment assignment;

    @Embedded
    private @Nullable ReassignmentRequest reassignment;

    @Embedded
    private Clocks clocks;

    @Embedded
    private @Nullable Admission admission;

    private int round;
    private Instant receivedAt;
    private @Nullable Long processInstanceKey;
    private boolean remindersMuted;
    private boolean needsCollaboration;
    private @Nullable String holdReason;
    private @Nullable String lostReason;
    private @Nullable UUID dealId;

    @Enumerated(EnumType.STRING)
    private @Nullable LeadDeal dealState;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> notices;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Lead() {}

    @SuppressWarnings({"NullAway.Init", "this-escape"
    }) // JPA fills the rest; what is registered is a copy of what is there
    public Lead(LeadId id, NewLead from, Phone phone, @Nullable PersonId by, Instant receivedAt) {
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
        this.assignment = new Assignment();
        this.clocks = new Clocks(from.nextFollowUpAt());
        this.notices = List.of();
        registerEvent(arrival());
    }

    LeadArrived arrival() {
        return new LeadArrived(id, name, company, phone, email, source, region, industry, receivedAt);
    }

    ArrivedLeads.Standing standing() {
        var owner = assignment.owner();
        return new ArrivedLeads.Standing(arrival(), status.name(), owner == null ? null : owner.value(), dealId);
    }

    /**
     * True for the instance that may work on the lead, and again for the same one; false for any other.
     *
     * <p>Until somebody has the lead, the newest may: the engine starts the next one for a lead only when none runs, so
     * the one before was cancelled, or the engine died and runs it again under another key.
     */
    public boolean takeUp(long processInstance) {
        if (processInstanceKey == null || status == LeadStatus.RECEIVED) {
            processInstanceKey = processInstance;
        }
        return processInstanceKey == processInstance;
    }

    public boolean isWorkedOnBy(long processInstance) {
        return processInstanceKey == null || processInstanceKey == processInstance;
    }

    /** The instance that worked on it is not there any more; whoever noticed lets it go on. */
    public void loseInstance(PersonId by, Instant at) {
        processInstanceKey = null;
        registerEvent(new LeadEvent.StartedAgain(this, at, by));
    }

    /** Goes on where it stands, in an instance that was started there; the first counts. */
    public void goOnIn(long processInstance) {
        if (processInstanceKey == null) {
            processInstanceKey = processInstance;
        }
    }

    public @Nullable Long processInstance() {
        return processInstanceKey;
    }

    /** Takes its place among those that wait for their process to begin. */
    public void queueFor(@Nullable Instant answerBy, @Nullable PersonId keeper) {
        admission = new Admission(answerBy, keeper);
    }

    /** True where its process has to begin with this; it does so once. */
    public boolean admit(Instant at) {
        if (admission == null) {
            admission = new Admission(null, null);
        }
        return admission.admit(at);
    }

    /** What its process starts with; whoever entered it and keeps it is known from the start. */
    public Map<String, @Nullable Object> startVariables() {
        var variables = facts();
        var keeper = admission == null ? null : admission.keeper();
        if (keeper != null) {
            variables.put("ownerId", keeper.toString());
            variables.put("assignedBy", "ENTERED");
        }
        return variables;
    }

    /** What its process is told of it. */
    public Map<String, @Nullable Object> facts() {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("leadId", id.toString());
        facts.put("round", 0);
        facts.put("source", source);
        facts.put("intent", intent);
        facts.put("region", region);
        facts.put("industry", industry);
        facts.put("companySize", companySize);
        return facts;
    }

    public boolean isPhoneInReview() {
        return phoneStatus.equals(NumberVerification.Verdict.REVIEW.name());
    }

    public void phoneChecked(NumberVerification.Verdict verdict) {
        phoneStatus = verdict.name();
    }

    public boolean isNumberInDoubt() {
        return phoneStatus.equals(NumberVerification.Verdict.REVIEW.name());
    }

    /** @param corrected null where what is on file is right */
    public void reviewPhone(@Nullable Phone corrected, @Nullable PersonId by, Instant at) {
        var before = phone;
        phone = corrected == null ? phone : corrected.e164();
        phoneStatus = NumberVerification.Verdict.VALID.name();
        registerEvent(new LeadEvent.PhoneReviewed(this, at, by, before));
    }

    public void hold(@Nullable String reason) {
        holdReason = reason;
    }

    /** Makes somebody responsible and starts their clock (F-07). */
    public int handOverTo(PersonId owner, String by, Instant at, Instant dueAt) {
        mustBeOpen("be handed over");
        round++;
        status = LeadStatus.ASSIGNED;
        assignment.begin(owner, by, at, reassignment);
        reassignment = null;
        clocks.startWindow(dueAt);
        needsCollaboration = false;
        // Whoever muted it has it no longer: the next owner decides for themselves (LR-05).
        remindersMuted = false;
        holdReason = null;
        registerEvent(new LeadEvent.Assigned(this, at, owner, by, round));
        return round;
    }

    public int offerToPool(Instant at) {
        mustBeOpen("be offered to the pool");
        round++;
        status = LeadStatus.POOLED;
        assignment.end();
        reassignment = null;
        clocks.stopWindow();
        remindersMuted = false;
        holdReason = null;
        registerEvent(new LeadEvent.Pooled(this, at, round));
        return round;
    }

    /**
     * Notes that the process was asked to take the lead from its owner.
     *
     * @param shownAs what was wanted, in the word that the timeline has for it
     * @return false where the same is on its way already: asked twice, it happens once
     * @throws Refusal while something else is on its way, and where there is no owner to take it from
     */
    public boolean askToMove(ReassignmentRequest request, String shownAs, @Nullable String reason, Instant at) {
        if (status != LeadStatus.ASSIGNED && status != LeadStatus.CONTACTED) {
            throw Refusal.conflict("lead-not-movable", Map.of("status", status.name()));
        }
        if (reassignment != null) {
            if (reassignment.wantsTheSameAs(request)) {
                return false;
            }
            throw Refusal.conflict("lead-being-moved", Map.of());
        }
        reassignment = request;
        registerEvent(new LeadEvent.MoveAsked(this, at, request.by(), shownAs, request.to(), reason));
        return true;
    }

    /** Who puts it into the pool: whoever asked for it, else the owner who reported so; null for the tables. */
    public @Nullable PersonId returnedBy() {
        return reassignment != null ? reassignment.by() : assignment.owner();
    }

    public boolean isBeingMoved() {
        return reassignment != null;
    }

    /** True when this was the first look of the present owner: it stops the second reminder, not the metric (F-06b). */
    public boolean openedBy(PersonId person, Instant at) {
        var first = assignment.openedBy(person, at);
        if (first) {
            registerEvent(new LeadEvent.Opened(this, at, person));
        }
        return first;
    }

    /** A tap to dial or to chat; that alone is no contact (LR-13). */
    public void touched(String channel, PersonId by, Instant at) {
        registerEvent(new LeadEvent.Touched(this, at, by, channel));
    }

    public void breachWindow(Instant at) {
        registerEvent(new LeadEvent.WindowBreached(this, at));
    }

    public void escalate(Instant at) {
        registerEvent(new LeadEvent.Escalated(this, at));
    }

    /** Asks for an answer while there is time, unless its owner has looked at it or wants no reminders. */
    public void remindInTime() {
        if (owner() != null && openedAt() == null && !remindersMuted) {
            registerEvent(new LeadReminder.AnswerSoon(this));
        }
    }

    /** Asks for the answer that is overdue, unless its owner wants no reminders. */
    public void remindOverdue() {
        if (owner() != null && status == LeadStatus.ASSIGNED && !remindersMuted) {
            registerEvent(new LeadReminder.Overdue(this));
        }
    }

    public void stall() {
        registerEvent(new LeadReminder.Stalled(this));
    }

    public void growStaleInPool() {
        if (status == LeadStatus.POOLED) {
            registerEvent(new LeadReminder.StaleInPool(this));
        }
    }

    /** Counts as a fresh clock: the next follow-up belongs to a round of its own. */
    public int contacted(Contact contact, @Nullable PersonId by, Instant at, @Nullable Instant followUpDue) {
        mustBeOpen("be contacted");
        round++;
        status = LeadStatus.CONTACTED;
        clocks.contacted(at, receivedAt, assignment.assignedAt(), contact.nextFollowUpAt(), followUpDue);
        if (contact.intent() != null) {
            intent = contact.intent();
        }
        lostReason = contact.lostReason();
        registerEvent(new LeadEvent.Contacted(this, at, by, contact));
        return round;
    }

    public void qualify(Instant at) {
        close(LeadStatus.QUALIFIED);
        registerEvent(new LeadEvent.Qualified(this, at));
    }

    public void lose(Instant at) {
        close(LeadStatus.LOST);
        registerEvent(new LeadEvent.Lost(this, at));
    }

    /** What came of it, once somebody has opened the deal; a lead leads to one. */
    public void becameDeal(UUID deal, PersonId by, Instant at) {
        if (status != LeadStatus.QUALIFIED || (dealId != null && !dealId.equals(deal))) {
            throw new IllegalStateException("no deal " + deal + " comes of lead " + id + ": it is " + status
                    + (dealId == null ? "" : " and led to " + dealId));
        }
        dealId = deal;
        registerEvent(new LeadEvent.DealOpened(this, at, by, deal));
        dealState = LeadDeal.OPEN;
    }

    /** How its deal ended; nothing happens where it led to another one, or that is known. */
    public void dealEnded(UUID deal, LeadDeal as, @Nullable PersonId by, Instant at) {
        if (deal.equals(dealId) && dealState != as) {
            dealState = as;
            registerEvent(new LeadEvent.DealEnded(this, at, by, deal, as));
        }
    }

    private void close(LeadStatus end) {
        mustBeOpen("be closed");
        status = end;
        reassignment = null;
        clocks.close();
    }

    private void mustBeOpen(String what) {
        if (!isOpen()) {
            throw new IllegalStateException("lead " + id + " is " + status + " and cannot " + what);
        }
    }

    public void mute(boolean muted, PersonId by, Instant at) {
        remindersMuted = muted;
        registerEvent(new LeadEvent.Muted(this, at, by, muted));
    }

    public void askForCollaboration(boolean needed, @Nullable String note, @Nullable PersonId by, Instant at) {
        needsCollaboration = needed;
        registerEvent(new LeadEvent.Collaboration(this, at, by, needed, note));
    }

    public void leaveWithOwner(@Nullable String note, @Nullable PersonId by, Instant at) {
        registerEvent(new LeadEvent.LeftWithOwner(this, at, by, note));
    }

    /** A decision to move it that comes too late: it is on its way elsewhere. */
    public void overtake(@Nullable String note, PersonId by, Instant at) {
        registerEvent(new LeadEvent.DecisionOvertaken(this, at, by, note));
    }

    public void note(String notice) {
        if (!notices.contains(notice)) {
            var more = new ArrayList<>(notices);
            more.add(notice);
            notices = more;
        }
    }

    public boolean isOpen() {
        return status != LeadStatus.LOST && status != LeadStatus.QUALIFIED;
    }

    boolean isOwnedBy(PersonId person) {
        return person.equals(assignment.owner());
    }

    public LeadId leadId() {
        return new LeadId(id);
    }

    public @Nullable PersonId owner() {
        return assignment.owner();
    }

    public LeadStatus status() {
        return status;
    }

    public String name() {
        return name;
    }

    public String phoneOriginal() {
        return phoneOriginal;
    }

    public String phone() {
        return phone;
    }

    /** Whether it came in a list with many others. */
    public boolean cameInList() {
        return "import".equals(sourceMeta.get("channel"));
    }

    public String intent() {
        return intent;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public String source() {
        return source;
    }

    public @Nullable String region() {
        return region;
    }

    public int round() {
        return round;
    }

    @Nullable
    PersonId createdBy() {
        return createdBy == null ? null : new PersonId(createdBy);
    }

    public Assignment assignment() {
        return assignment;
    }

    public @Nullable Instant openedAt() {
        return assignment.openedAt();
    }

    public @Nullable Instant windowDueAt() {
        return clocks.windowDueAt();
    }

    public boolean remindersMuted() {
        return remindersMuted;
    }

    public @Nullable Instant followUpDueAt() {
        return clocks.followUpDueAt();
    }

    public Instant nextFollowUpAt() {
        return clocks.nextFollowUpAt();
    }

    @Override
    public UUID getId() {
        return id;
    }
}
