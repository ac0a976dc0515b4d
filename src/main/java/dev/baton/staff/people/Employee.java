package dev.baton.staff.people;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A person as this house keeps one: credentials, roles and absences, which nobody else changes; others see a {@link Person}. */
@Entity
@Table(name = "person")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
public class Employee {

    private static final Duration LONGEST_ABSENCE = Duration.ofDays(2 * 366);

    /** How to reach somebody. */
    public record Contact(
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String wecomUserId) {

        public static final Contact NONE = new Contact(null, null, null);
    }

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private String login;
    private String name;
    private @Nullable String email;
    private @Nullable String mobile;
    private @Nullable String wecomUserId;
    private @Nullable String region;
    private boolean active;
    private @Nullable Instant disabledAt;
    private String language;
    private @Nullable Instant figuresSyncedAt;
    private @Nullable String passwordHash;
    private Instant credentialsChangedAt;
    private Instant createdAt;

    @ElementCollection
    @CollectionTable(name = "person_role", joinColumns = @JoinColumn(name = "person_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "person_id", nullable = false)
    private List<Absence> absences = new ArrayList<>();

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Employee() {}

    public Employee(
            PersonId id,
            String login,
            String name,
            Contact contact,
            @Nullable String region,
            Set<Role> roles,
            @Nullable String passwordHash,
            Instant now) {
        this.id = id.value();
        this.login = login;
        this.name = name;
        this.email = contact.email();
        this.mobile = contact.mobile();
        this.wecomUserId = contact.wecomUserId();
        this.region = region;
        this.active = true;
        this.language = Locale.SIMPLIFIED_CHINESE.toLanguageTag();
        this.roles.addAll(roles);
        this.passwordHash = passwordHash;
        this.credentialsChangedAt = now;
        this.createdAt = now;
    }

    public PersonId id() {
        return new PersonId(id);
    }

    public String login() {
        return login;
    }

    String name() {
        return name;
    }

    boolean active() {
        return active;
    }

    boolean has(Role role) {
        return roles.contains(role);
    }

    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    Instant credentialsChangedAt() {
        return credentialsChangedAt;
    }

    /** Roles and region as somebody else says them from now on. */
    public void place(Set<Role> said, @Nullable String home) {
        roles.clear();
        roles.addAll(said);
        region = home;
    }

    /** Returns whether this call made the change; whatever was proved before counts no longer, also not when back. */
    boolean disable(Instant now) {
        if (!active) {
            return false;
        }
        active = false;
        disabledAt = now;
        credentialsChangedAt = now;
        return true;
    }

    boolean enable() {
        if (active) {
            return false;
        }
        active = true;
        disabledAt = null;
        return true;
    }

    public void changePassword(String hash, Instant now) {
        passwordHash = hash;
        credentialsChangedAt = now;
    }

    /** Replaces every absence that is not over yet. */
    void goAway(Instant from, Instant to, Instant now) {
        if (!from.isBefore(to)) {
            throw Refusal.invalid("ends-before-start", "to", Map.of());
        }
        if (!to.isAfter(now)) {
            throw Refusal.invalid("date-in-past", "to", Map.of("field", "to", "value", to));
        }
        if (Duration.between(from, to).compareTo(LONGEST_ABSENCE) > 0) {
            throw Refusal.invalid("date-absurd", "to", Map.of("field", "to", "value", to));
        }
        comeBack(now);
        absences.add(new Absence(from, to));
    }

    /** Past absences stay as history. */
    void comeBack(Instant now) {
        absences.removeIf(absence -> absence.endsAt.isAfter(now));
    }

    void figuresCompleteUntil(Instant moment) {
        figuresSyncedAt = moment;
    }

    void speak(Locale chosen) {
        language = chosen.toLanguageTag();
    }

    /** From one moment to another, days or hours. */
    @Entity(name = "Absence")
    @Table(name = "absence")
    static class Absence {

        @Id
        private UUID id;

        private Instant startsAt;
        private Instant endsAt;

        /** For JPA. */
        @SuppressWarnings("NullAway.Init")
        protected Absence() {}

        Absence(Instant from, Instant to) {
            this.id = Ids.next();
            this.startsAt = from;
            this.endsAt = to;
        }
    }
}
