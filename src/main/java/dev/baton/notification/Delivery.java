package dev.baton.notification;

import dev.baton.notification.NoticeRouting.Leg;
import dev.baton.shared.Ids;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One message to one person on one channel, and what became of it. Settled once, it says nothing else any more. */
@Entity
@Table(name = "notification_delivery")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Delivery extends StoredRecord<Delivery, UUID> {

    private static final int LONGEST_ERROR = 500;

    enum State {
        PENDING,
        RETRYING,
        SENT,
        FAILED,
        SKIPPED,
        REPLACED
    }

    /** Why a channel did not do its work, for people who read the trace. */
    enum Reason {
        CHANNEL_OFF,
        CHANNEL_DOWN,
        NO_ADDRESS,
        NO_TEMPLATE,
        REFUSED,
        PERSON_UNKNOWN,
        PERSON_LEFT
    }

    /**
     * What it says, whatever the channel.
     *
     * @param title as the workbench shows it
     */
    record Content(
            String event,
            PersonId to,
            String template,
            Locale language,
            Map<String, String> values,
            String path,
            String title) {}

    @Id
    private UUID id;

    private String event;
    private UUID personId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String template;
    private String language;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "placeholders")
    private Map<String, String> values;

    private String path;
    private @Nullable String title;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private @Nullable Reason reason;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel replacedBy;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel standsInFor;

    private int attempts;
    private @Nullable String lastError;
    private @Nullable String reference;
    private Instant createdAt;
    private @Nullable Instant failingSince;
    private @Nullable Instant nextAttemptAt;
    private @Nullable Instant sentAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Delivery() {}

    /** @param leaseUntil from then on others may take it, where there is something left to send */
    Delivery(Content content, Leg leg, Instant now, Instant leaseUntil) {
        // The code of a short link is made of it.
        this.id = Ids.unguessable();
        this.event = content.event();
        this.personId = content.to().value();
        this.channel = leg.channel();
        this.template = content.template();
        this.language = content.language().toLanguageTag();
        this.values = content.values();
        this.path = content.path();
        this.title = content.title();
        this.state = leg.firstState();
        this.reason = leg.obstacle();
        this.replacedBy = leg.next();
        this.standsInFor = leg.standsInFor();
        this.createdAt = now;
        switch (state) {
            case PENDING -> nextAttemptAt = leaseUntil;
            case SENT -> {
                attempts = 1;
                sentAt = now;
            }
            default -> {} // an obstacle: nothing was tried
        }
    }

    /** Whoever took it has it until then. */
    void lease(Instant until) {
        mustBeOpen();
        nextAttemptAt = until;
    }

    /** @param reference the receiver's own name for it */
    void sent(@Nullable String reference, Instant now) {
        mustBeOpen();
        state = State.SENT;
        attempts++;
        this.reference = reference;
        reason = null;
        sentAt = now;
        nextAttemptAt = null;
    }

    /** The channel did not work: it is tried again. */
    void retry(String why, Instant now, Instant next) {
        mustBeOpen();
        state = State.RETRYING;
        attempts++;
        lastError = Text.cut(why, LONGEST_ERROR);
        reason = Reason.CHANNEL_DOWN;
        failingSince = failingSince == null ? now : failingSince;
        nextAttemptAt = next;
    }

    /** Another channel takes over. */
    void handOn(Channel next, Reason reason, @Nullable String why) {
        end(State.REPLACED, reason, why);
        replacedBy = next;
    }

    /**
     * Ends it without success.
     *
     * @param why what the last attempt said; null where none was made
     */
    void end(State as, Reason reason, @Nullable String why) {
        mustBeOpen();
        state = as;
        this.reason = reason;
        if (why != null) {
            attempts++;
            lastError = Text.cut(why, LONGEST_ERROR);
        }
        nextAttemptAt = null;
    }

    private void mustBeOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("The delivery " + id + " is settled: " + state);
        }
    }

    /** Whether there is something left to send. */
    boolean isOpen() {
        return nextAttemptAt != null;
    }

    /** Stays the same however often the message is repeated: receivers can tell a repeat by it. */
    UUID id() {
        return id;
    }

    String event() {
        return event;
    }

    PersonId to() {
        return new PersonId(personId);
    }

    Channel channel() {
        return channel;
    }

    String template() {
        return template;
    }

    Locale language() {
        return Locale.forLanguageTag(language);
    }

    Map<String, String> values() {
        return values;
    }

    String path() {
        return path;
    }

    @Nullable
    String title() {
        return title;
    }

    State state() {
        return state;
    }

    @Nullable
    Reason reason() {
        return reason;
    }

    @Nullable
    Channel replacedBy() {
        return replacedBy;
    }

    @Nullable
    Channel standsInFor() {
        return standsInFor;
    }

    int attempts() {
        return attempts;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** How long the channel has been failing it; nothing before the first failure. */
    Duration failingFor(Instant now) {
        return failingSince == null ? Duration.ZERO : Duration.between(failingSince, now);
    }

    /** From then on somebody else may take it. */
    Instant leaseUntil() {
        return Objects.requireNonNull(nextAttemptAt, "nobody sends what is settled");
    }

    @Nullable
    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
