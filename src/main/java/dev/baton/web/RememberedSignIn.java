package dev.baton.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The sign-in that a session names; it proves nothing until somebody has looked whether it still counts. */
class RememberedSignIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final UUID signIn;

    RememberedSignIn(UUID signIn) {
        super(List.of());
        this.signIn = signIn;
    }

    UUID signIn() {
        return signIn;
    }

    @Override
    public Object getPrincipal() {
        return signIn.toString();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RememberedSignIn that && signIn.equals(that.signIn);
    }

    @Override
    public int hashCode() {
        return signIn.hashCode();
    }
}
