package dev.baton.staff;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as other modules see one.
 *
 * @param region code of the home region, for example {@code east}; null for people who work for all regions
 * @param receivesLeads whether the roles of this person carry the permission to receive leads
 * @param onLeave whether an absence covers the moment of reading
 * @param figuresSyncedAt when the follow-up figures of this person were last complete; old figures must not count
 *     against a person
 */
public record Person(
        PersonId id,
        String login,
        String name,
        @Nullable String email,
        @Nullable String mobile,
        @Nullable String wecomUserId,
        @Nullable String region,
        Set<Role> roles,
        boolean active,
        boolean receivesLeads,
        boolean onLeave,
        @Nullable Instant figuresSyncedAt,
        Locale language) {

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
