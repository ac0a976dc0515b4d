package dev.baton.staff.people;

import dev.baton.staff.Role;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;

/** What everybody who has a role may do beyond what the role itself says; it is there or it is not. */
@Entity
@Table(name = "role_permission")
class RolePermission {

    static final String RECEIVE_LEADS = "RECEIVE_LEADS";

    /** A role has a permission once. */
    @Embeddable
    record Id(@Enumerated(EnumType.STRING) Role role, String permission) implements Serializable {}

    @EmbeddedId
    private Id id;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected RolePermission() {}

    RolePermission(Id id) {
        this.id = id;
    }

    Role role() {
        return id.role();
    }
}
