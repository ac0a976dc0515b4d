package dev.baton.staff;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is asking, as far as scope rules need it. */
public record Caller(
        PersonId id, String name, Set<Role> roles, @Nullable String region) {

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Directors and administrators see every region. */
    public boolean seesEverything() {
        return has(Role.DIRECTOR) || has(Role.ADMIN);
    }

    /** Supervisors see their own region. */
    public boolean supervises(@Nullable String otherRegion) {
        return seesEverything() || (has(Role.SUPERVISOR) && region != null && region.equals(otherRegion));
    }
}
