package dev.baton.web;

import dev.baton.staff.Identity;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request whose caller is proved; the roles are those of the moment of the request. */
class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Identity identity;
    private final @Nullable UUID signIn;

    /** Proved by the request itself. */
    SignedIn(Identity identity) {
        this(identity, null);
    }

    /** @param signIn what the session keeps; null where the request proves it itself */
    SignedIn(Identity identity, @Nullable UUID signIn) {
        super(authorities(identity));
        this.identity = identity;
        this.signIn = signIn;
        setAuthenticated(true);
    }

    Identity identity() {
        return identity;
    }

    @Nullable
    UUID signIn() {
        return signIn;
    }

    @Override
    public Object getPrincipal() {
        return identity.person().login();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn signedIn
                && identity.equals(signedIn.identity)
                && Objects.equals(signIn, signedIn.signIn);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    private static List<GrantedAuthority> authorities(Identity identity) {
        return identity.person().roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
