package dev.baton.customer.matching;

import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.MailKey;
import dev.baton.customer.naming.NameComparison;
import dev.baton.customer.naming.PersonName;
import dev.baton.engine.DecisionTables;
import dev.baton.lead.Phone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The matching of the product with the table that ships, for whoever measures it on data of their own. */
public final class MatchingOnTrial {

    private final Matching matching = new Matching(MatchTables.asPackaged(new DecisionTables()));

    /** What two names alone say: {@code same}, {@code related} or {@code different}. */
    public static String names(String one, String other) {
        return switch (NameComparison.of(CompanyName.of(one), CompanyName.of(other))
                .verdict()) {
            case SAME, ALIKE -> "same";
            case RELATED -> "related";
            case DIFFERENT, UNKNOWN -> "different";
        };
    }

    /** A record of a file, in the spelling in which it is compared. */
    public Party record(
            @Nullable String company,
            @Nullable String person,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address) {
        var name = PersonName.of(person == null ? "" : person);
        return new Party(
                company == null ? List.of() : CompanyName.of(company).andFormer(),
                List.of(new Party.Contact(
                        name,
                        number(phone),
                        email == null ? null : MailKey.of(email).orElse(null))),
                Map.of(),
                null,
                null,
                address == null ? null : address.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""),
                null);
    }

    /** A number that no plan of numbers knows still is one in a file: its digits. */
    private static @Nullable String number(@Nullable String phone) {
        if (phone == null || phone.isBlank()) {
            return null;
        }
        var digits = phone.replaceAll("\\D", "");
        return Phone.parse(phone.replace("/", "-")).map(Phone::e164).orElse(digits.length() < 7 ? null : digits);
    }

    public MatchClass compare(Party one, Party other) {
        return matching.compare(one, other).outcome();
    }

    /** Pairs of names that are known to be the same firm, related or different, drawn from a seed. */
    public static List<String[]> generated(long seed, int count) {
        return new LabelledPairs(seed)
                .draw(count).stream()
                        .filter(pair -> pair.one().contacts().isEmpty())
                        .map(pair -> new String[] {
                            pair.one().names().getFirst().written(),
                            pair.other().names().getFirst().written(),
                            pair.label().name().toLowerCase(Locale.ROOT)
                        })
                        .toList();
    }
}
