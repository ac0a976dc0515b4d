package dev.baton.greenchannel;

import dev.baton.shared.Ids;
import dev.baton.shared.Money;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A request for an exception: asked for, put before those who may grant it, decided once, and used once. What happens to
 * it is told as {@link GreenChannelEvent}s, which are heard when it is saved.
 */
@Entity
@Table(name = "green_channel")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // the version is read by JPA only
class GreenChannel extends StoredRecord<GreenChannel, UUID> {

    /** How far a request has come. */
    enum State {
        ASKED,
        GRANTED,
        /** The exception has been made; it cannot be made again. */
        USED,
        REFUSED,
        /** Nobody who may answer did. */
        UNANSWERED,
        /** Granted for figures that are no longer those of the deal. */
        VOID
    }

    @Id
    private UUID id;

    private @Nullable UUID dealId;
    private String name;
    private @Nullable UUID ownerId;
    private @Nullable String region;
    private @Nullable BigDecimal amount;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 3)
    private @Nullable String currency;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    private @Nullable String fromStep;
    private @Nullable String toStep;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> steps;

    private String reason;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> evidence;

    private UUID askedBy;
    private Instant askedAt;
    private @Nullable Long processInstanceKey;

    @Enumerated(EnumType.STRING)
    private State state;

    private int level;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> groups;

    private @Nullable Instant answerDueAt;
    private int explainDays;
    private BigDecimal dailyRate;
    private @Nullable UUID decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable String decisionReason;
    private @Nullable Instant usedAt;

    /** Of two who want to use one grant, the one who read it before the other used it does not. */
    @Version
    private long version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected GreenChannel() {}

    GreenChannel(GreenChannels.Request request, Instant now) {
        var subject = request.subject();
        this.id = Ids.next();
        this.dealId = subject.dealId();
        this.name = subject.name();
        this.ownerId = subject.owner() == null ? null : subject.owner().value();
        this.region = subject.region();
        this.amount = subject.amount();
        this.currency = subject.currency();
        this.purpose = request.purpose();
        this.fromStep = request.fromStep();
        this.toStep = request.toStep();
        this.steps = request.steps();
        this.reason = request.reason();
        this.evidence = request.evidence();
        this.askedBy = request.by().value();
        this.askedAt = now;
        this.state = State.ASKED;
        this.groups = List.of();
        this.dailyRate = BigDecimal.ZERO;
        registerEvent(new GreenChannelEvent.Asked(this));
    }

    /** True for the one instance of the process that may work on it: the newest, until somebody has been asked. */
    boolean takeUp(long processInstance) {
        if (processInstanceKey == null || level == 0) {
            processInstanceKey = processInstance;
        }
        return processInstanceKey == processInstance;
    }

    /** The instance that works on it. */
    @Nullable
    Long processInstance() {
        return processInstanceKey;
    }

    /** Somebody cancelled the instance in the engine, and {@code by} has it started again. */
    void loseInstance(PersonId by) {
        processInstanceKey = null;
        registerEvent(new GreenChannelEvent.StartedAgain(this, by));
    }

    /** Goes on in an instance that was started where it stands. */
    void goOnIn(long instance) {
        if (processInstanceKey == null) {
            processInstanceKey = instance;
        }
    }

    /** Those of a level are asked; what a grant would cost is as the table says now. */
    void putBefore(int newLevel, List<String> askedGroups, Instant due, int days, BigDecimal rate) {
        mustBe(State.ASKED);
        level = newLevel;
        groups = List.copyOf(askedGroups);
        answerDueAt = due;
        explainDays = days;
        dailyRate = rate;
        registerEvent(new GreenChannelEvent.PutBefore(this));
    }

    void grant(PersonId by, @Nullable String because, Instant now) {
        decide(State.GRANTED, by, because, now);
        registerEvent(new GreenChannelEvent.Decided(this, by));
    }

    void refuse(PersonId by, @Nullable String because, Instant now) {
        decide(State.REFUSED, by, because, now);
        registerEvent(new GreenChannelEvent.Decided(this, by));
    }

    /** Nobody who may answer did: what is not granted is not allowed. */
    void lapse(Instant now) {
        decide(State.UNANSWERED, null, null, now);
        registerEvent(new GreenChannelEvent.Lapsed(this));
    }

    private void decide(State as, @Nullable PersonId by, @Nullable String because, Instant now) {
        mustBe(State.ASKED);
        if (by != null && by.value().equals(askedBy)) {
            throw new IllegalStateException("green channel " + id + " is not decided by whoever asked for it");
        }
        state = as;
        decidedBy = by == null ? null : by.value();
        decidedAt = now;
        decisionReason = because;
    }

    /** Uses a grant up; false where there is none, or none any more. */
    boolean use(Instant now) {
        if (state != State.GRANTED) {
            return false;
        }
        state = State.USED;
        usedAt = now;
        registerEvent(new GreenChannelEvent.Used(this));
        return true;
    }

    /** Voids a grant that is unused and was given for less than {@code now}; false where it covers it. */
    boolean voidUnlessCovers(Money now, PersonId by) {
        if (state != State.GRANTED || covers(now)) {
            return false;
        }
        state = State.VOID;
        registerEvent(new GreenChannelEvent.Voided(this, by));
        return true;
    }

    private void mustBe(State expected) {
        if (state != expected) {
            throw new IllegalStateException("green channel " + id + " has been decided: " + state);
        }
    }

    /** A grant is bound to the figures that it was given on: the same currency, and no more money (C-10). */
    boolean covers(Money now) {
        return amount == null
                || (now.amount().compareTo(amount) <= 0
                        && now.currency().getCurrencyCode().equals(currency));
    }

    boolean isOpen() {
        return state == State.ASKED;
    }

    boolean isGranted() {
        return state == State.GRANTED || state == State.USED;
    }

    /** Approvals are explained afterwards, jumps are proved before (C-10). */
    boolean owesExplanation() {
        return purpose == Purpose.SKIP_APPROVAL;
    }

    /** The keys of what is left out. */
    List<String> skipped() {
        return purpose == Purpose.STAGE_JUMP
                ? List.of(String.valueOf(fromStep), String.valueOf(toStep))
                : List.copyOf(steps);
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID dealId() {
        return dealId;
    }

    String name() {
        return name;
    }

    @Nullable
    PersonId owner() {
        return PersonId.orNull(ownerId);
    }

    @Nullable
    String region() {
        return region;
    }

    @Nullable
    BigDecimal amount() {
        return amount;
    }

    @Nullable
    String currency() {
        return currency;
    }

    Purpose purpose() {
        return purpose;
    }

    @Nullable
    String fromStep() {
        return fromStep;
    }

    @Nullable
    String toStep() {
        return toStep;
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    String reason() {
        return reason;
    }

    List<UUID> evidence() {
        return List.copyOf(evidence);
    }

    PersonId by() {
        return new PersonId(askedBy);
    }

    Instant askedAt() {
        return askedAt;
    }

    State state() {
        return state;
    }

    /** How often it has been passed up, from 1 on; 0 before the process has taken it up. */
    int level() {
        return level;
    }

    /** Whose task it is to answer at this level. */
    List<String> groups() {
        return List.copyOf(groups);
    }

    @Nullable
    Instant answerDueAt() {
        return answerDueAt;
    }

    /** Working days until the explanation is due; 0 where none is owed. */
    int explainDays() {
        return explainDays;
    }

    @Nullable
    PersonId decidedBy() {
        return PersonId.orNull(decidedBy);
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }

    @Nullable
    String decisionReason() {
        return decisionReason;
    }

    @Nullable
    Instant usedAt() {
        return usedAt;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
