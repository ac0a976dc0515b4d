package dev.baton.staff;

import java.util.Optional;

/** Proves who somebody is; passwords and tokens are known only as hashes. */
public interface Accounts {

    /** Slow on purpose (Argon2id): callers on a hot path remember the answer for a while. */
    Optional<Identity> byPassword(String login, String password);

    Optional<Identity> byToken(String token);

    /** The active person as of now; empty when disabled, so that what was proved earlier can be checked again. */
    Optional<Identity> current(PersonId id);
}
