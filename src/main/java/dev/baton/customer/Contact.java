package dev.baton.customer;

import dev.baton.customer.matching.Party;
import dev.baton.customer.naming.MailKey;
import dev.baton.customer.naming.PersonName;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a customer who can be reached.
 *
 * @param origin the customer that they were known at first; a merge does not change it
 * @param phone in E.164
 */
public record Contact(
        UUID id,
        UUID origin,
        String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String role) {

    Party.Contact asMatched() {
        return new Party.Contact(PersonName.of(name), phone, mailKey());
    }

    @Nullable
    String mailKey() {
        return email == null ? null : MailKey.of(email).orElse(null);
    }

    /** For somebody who compares two. */
    String said() {
        return Stream.of(name, phone, email, role).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    }

    boolean saysTheSameAs(Contact other) {
        return name.equals(other.name)
                && Objects.equals(phone, other.phone)
                && Objects.equals(mailKey(), other.mailKey());
    }
}
