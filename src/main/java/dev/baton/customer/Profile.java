package dev.baton.customer;

import dev.baton.customer.matching.MatchField;
import dev.baton.customer.matching.MatchPolicy;
import dev.baton.customer.matching.Party;
import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.Grams;
import dev.baton.customer.naming.PersonName;
import dev.baton.lead.arrival.LeadArrived;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of somebody who may be a customer, before it is decided whether it is a new one.
 *
 * @param company null where they are a person of no company
 * @param person null where nobody is named
 * @param phone in E.164
 */
public record Profile(
        @Nullable String company,
        @Nullable String person,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String creditCode,
        @Nullable String taxNumber,
        @Nullable String icpNumber,
        @Nullable String legalPerson,
        @Nullable String address,
        @Nullable String region,
        @Nullable String industry) {

    static Profile of(LeadArrived lead) {
        return new Profile(
                named(lead.company()),
                lead.name(),
                lead.phone(),
                lead.email(),
                null,
                null,
                null,
                null,
                null,
                lead.region(),
                lead.industry());
    }

    /** A company whose name is nothing but a legal form is none. */
    private static @Nullable String named(@Nullable String company) {
        return company == null || CompanyName.of(company).saysNothing() ? null : company;
    }

    /** The same without what its owner's table calls a placeholder: nobody's number, nobody's name. */
    Profile without(MatchPolicy policy) {
        return new Profile(
                company == null || policy.isPlaceholder("name", Grams.folded(company)) ? null : company,
                person,
                phone == null || policy.isPlaceholder("phone", national(phone)) ? null : phone,
                email == null || policy.isPlaceholder("email", Grams.folded(email)) ? null : email,
                creditCode,
                taxNumber,
                icpNumber,
                legalPerson,
                address,
                region,
                industry);
    }

    private static String national(String phone) {
        return phone.startsWith("+86") ? phone.substring(3) : phone;
    }

    Set<String> strongKeys() {
        var keys = new LinkedHashSet<String>();
        CustomerKeys.add(keys, CustomerKeys.PHONE, phone);
        CustomerKeys.add(keys, CustomerKeys.EMAIL, email == null ? null : CustomerKeys.mail(email));
        CustomerKeys.add(keys, CustomerKeys.CODE, creditCode);
        CustomerKeys.add(keys, CustomerKeys.TAX, taxNumber);
        CustomerKeys.add(keys, CustomerKeys.ICP, icpNumber);
        return keys;
    }

    Set<String> nameKeys() {
        return company == null ? Set.of() : CustomerKeys.ofName(CompanyName.of(company));
    }

    Party asMatched() {
        var keys = new EnumMap<MatchField, Set<String>>(MatchField.class);
        put(keys, MatchField.CREDIT_CODE, creditCode);
        put(keys, MatchField.TAX_NUMBER, taxNumber);
        put(keys, MatchField.ICP_NUMBER, icpNumber);
        var contact = new Party.Contact(
                PersonName.of(person == null ? "" : person), phone, email == null ? null : CustomerKeys.mail(email));
        return new Party(
                company == null ? List.of() : CompanyName.of(company).andFormer(),
                List.of(contact),
                keys,
                region,
                industry,
                address == null ? null : Grams.folded(address),
                legalPerson == null ? null : Grams.folded(legalPerson));
    }

    static void put(Map<MatchField, Set<String>> keys, MatchField field, @Nullable String value) {
        if (value != null) {
            keys.put(field, Set.of(value));
        }
    }
}
