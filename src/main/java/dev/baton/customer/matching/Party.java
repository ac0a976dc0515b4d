package dev.baton.customer.matching;

import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.PersonName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is matched: everything in the spelling in which it is compared.
 *
 * @param names of the company, former ones and aliases too; none for a person of no company
 * @param keys values of {@link MatchField#CREDIT_CODE}, tax and ICP numbers
 * @param trade what it does, where a record says so beside its name
 */
public record Party(
        List<CompanyName> names,
        List<Contact> contacts,
        Map<MatchField, Set<String>> keys,
        @Nullable String region,
        @Nullable String trade,
        @Nullable String address,
        @Nullable String legalPerson) {

    /** Somebody who can be reached, from one card. */
    public record Contact(
            PersonName name,
            @Nullable String phone,
            @Nullable String email) {

        boolean hasPhone(String number) {
            return number.equals(phone);
        }

        boolean hasEmail(String mail) {
            return mail.equals(email);
        }
    }

    Set<String> values(MatchField key) {
        return keys.getOrDefault(key, Set.of());
    }

    List<String> phones() {
        return contacts.stream()
                .map(Contact::phone)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    List<String> emails() {
        return contacts.stream()
                .map(Contact::email)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
