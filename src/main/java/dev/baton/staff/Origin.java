package dev.baton.staff;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an attempt to prove something comes from.
 *
 * @param address of the caller, behind the proxies that are trusted
 * @param program what the caller says it is
 * @param browser the secret that a browser keeps where somebody has signed in before; null from all others
 * @param signIn the sign-in that the request itself is made in; null where it is made in none
 */
public record Origin(
        String address,
        @Nullable String program,
        @Nullable String browser,
        @Nullable UUID signIn) {}
