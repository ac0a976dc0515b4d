package dev.baton.web;

import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What a session says of its person; it proves nothing until somebody has looked whether it still counts. */
class RememberedSignIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient PersonId person;
    private final Instant credentialsChangedAt;

    RememberedSignIn(PersonId person, Instant credentialsChangedAt) {
        super(List.of());
        this.person = person;
        this.credentialsChangedAt = credentialsChangedAt;
    }

    PersonId person() {
        return person;
    }

    Instant credentialsChangedAt() {
        return credentialsChangedAt;
    }

    @Override
    public Object getPrincipal() {
        return person.toString();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RememberedSignIn that
                && person.equals(that.person)
                && credentialsChangedAt.equals(that.credentialsChangedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(person, credentialsChangedAt);
    }
}
