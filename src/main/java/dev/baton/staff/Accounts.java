package dev.baton.staff;

import java.util.Optional;
import java.util.UUID;

/** Proves who somebody is; passwords and tokens are known only as hashes, and no guess is looked at for free. */
public interface Accounts {

    /**
     * Slow on purpose (Argon2id): callers on a hot path remember the answer for a while. Refuses by name where there were
     * too many wrong ones.
     */
    Optional<Identity> byPassword(String login, String password, Origin from);

    Optional<Identity> byToken(String token, Origin from);

    /** The active person as of now; empty when disabled, so that what was proved earlier can be checked again. */
    Optional<Identity> current(PersonId id);

    /** A browser is signed in from here on; its id is what the session keeps. */
    UUID begin(Identity identity, Origin from);

    /** Who is signed in there as of now; empty once it ended, whoever ended it. */
    Optional<Identity> ofSignIn(UUID signIn);

    void end(UUID signIn);

    /** What a browser keeps after somebody has signed in there, so that it is known the next time. */
    String remember(PersonId person, Origin from);
}
