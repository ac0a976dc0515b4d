package dev.baton.customer;

import dev.baton.customer.matching.MatchField;
import dev.baton.customer.matching.Party;
import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.Grams;
import dev.baton.customer.naming.Sounds;
import dev.baton.shared.Ids;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * An organisation or a person, with everything that was ever said of them: nothing that a record said is lost when the next
 * one says it differently.
 */
@Entity
@Table(name = "customer")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Customer extends StoredRecord<Customer, UUID> {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private CustomerType type;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Contact> contacts;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Alias> aliases;

    private @Nullable String creditCode;
    private @Nullable String taxNumber;
    private @Nullable String icpNumber;
    private @Nullable String legalPerson;
    private @Nullable String address;
    private @Nullable String region;
    private @Nullable String industry;
    private @Nullable UUID mergedInto;
    private @Nullable UUID createdBy;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private int version;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> keys;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> grams;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> sounds;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Customer() {}

    @SuppressWarnings("NullAway.Init")
    Customer(CustomerId id, Profile from, @Nullable PersonId by, Instant at) {
        this.id = id.value();
        this.type = from.company() == null ? CustomerType.PERSON : CustomerType.ORGANISATION;
        this.name = from.company() == null ? Objects.requireNonNullElse(from.person(), "") : from.company();
        this.contacts = List.of();
        this.aliases = List.of();
        this.creditCode = from.creditCode();
        this.taxNumber = from.taxNumber();
        this.icpNumber = from.icpNumber();
        this.legalPerson = from.legalPerson();
        this.address = from.address();
        this.region = from.region();
        this.industry = from.industry();
        this.createdBy = by == null ? null : by.value();
        this.createdAt = at;
        add(contactOf(from));
        touched(at);
    }

    /** Another record said this of the same customer: what is new is added, what is missing is filled, nothing changes. */
    void absorb(Profile from, Instant at) {
        add(contactOf(from));
        var company = from.company();
        if (company != null && type == CustomerType.PERSON) {
            type = CustomerType.ORGANISATION;
            name = company;
        } else if (company != null && !isCalled(company)) {
            aliases = with(aliases, new Alias(company, id));
        }
        region = region == null ? from.region() : region;
        industry = industry == null ? from.industry() : industry;
        legalPerson = legalPerson == null ? from.legalPerson() : legalPerson;
        address = address == null ? from.address() : address;
        touched(at);
    }

    /** Another customer is the same: everything it is known by counts here too, and nothing that stands here changes. */
    void absorb(Customer other, Instant at) {
        if (other.type == CustomerType.ORGANISATION && type == CustomerType.PERSON) {
            type = CustomerType.ORGANISATION;
            name = other.name;
        } else if (other.type == CustomerType.ORGANISATION && !isCalled(other.name)) {
            aliases = with(aliases, new Alias(other.name, other.id));
        }
        other.contacts.forEach(this::add);
        other.aliases.stream()
                .filter(alias -> !isCalled(alias.name()))
                .forEach(alias -> aliases = with(aliases, alias));
        creditCode = creditCode == null ? other.creditCode : creditCode;
        taxNumber = taxNumber == null ? other.taxNumber : taxNumber;
        icpNumber = icpNumber == null ? other.icpNumber : icpNumber;
        region = region == null ? other.region : region;
        industry = industry == null ? other.industry : industry;
        legalPerson = legalPerson == null ? other.legalPerson : legalPerson;
        address = address == null ? other.address : address;
        touched(at);
    }

    /** It counts no longer by itself; its row stays as it is, so that it can stand again. */
    void becomePartOf(Customer survivor) {
        mergedInto = survivor.id;
    }

    void standAgain() {
        mergedInto = null;
    }

    /** What the other one says differently. */
    List<MergeConflict> differencesTo(Customer other) {
        var differences = new ArrayList<MergeConflict>();
        for (var field : Field.values()) {
            var here = value(field);
            var there = other.value(field);
            if (here != null && there != null && !Grams.folded(here).equals(Grams.folded(there))) {
                differences.add(new MergeConflict(field.word(), here, there));
            }
        }
        return differences;
    }

    /**
     * Says again what it said before a merge, as far as it still says what it said right after.
     *
     * @return what was changed since, and stays
     */
    List<MergeConflict> restore(CustomerFacts before, CustomerFacts after, Instant at) {
        var edited = new ArrayList<MergeConflict>();
        type = before.type();
        name = Objects.requireNonNullElse(
                restored(Field.NAME.word(), name, before.name(), after.name(), edited), before.name());
        legalPerson =
                restored(Field.LEGAL_PERSON.word(), legalPerson, before.legalPerson(), after.legalPerson(), edited);
        address = restored(Field.ADDRESS.word(), address, before.address(), after.address(), edited);
        region = restored(Field.REGION.word(), region, before.region(), after.region(), edited);
        industry = restored(Field.INDUSTRY.word(), industry, before.industry(), after.industry(), edited);
        creditCode = restored("uscc", creditCode, before.creditCode(), after.creditCode(), edited);
        taxNumber = restored("taxNumber", taxNumber, before.taxNumber(), after.taxNumber(), edited);
        icpNumber = restored("icpNumber", icpNumber, before.icpNumber(), after.icpNumber(), edited);
        var kept = new ArrayList<Contact>();
        for (var contact : contacts) {
            var came = after.contacts().contains(contact) && !before.contacts().contains(contact);
            if (!came) {
                kept.add(contact);
                if (!before.contacts().contains(contact)) {
                    edited.add(new MergeConflict("contact", contact.said(), said(after, contact.id())));
                }
            }
        }
        contacts = List.copyOf(kept);
        aliases = aliases.stream()
                .filter(alias ->
                        before.aliases().contains(alias) || !after.aliases().contains(alias))
                .toList();
        touched(at);
        return edited;
    }

    private static @Nullable String restored(
            String field,
            @Nullable String now,
            @Nullable String before,
            @Nullable String after,
            List<MergeConflict> edited) {
        if (Objects.equals(now, after)) {
            return before;
        }
        edited.add(new MergeConflict(field, now, after));
        return now;
    }

    private static @Nullable String said(CustomerFacts facts, UUID contact) {
        return facts.contacts().stream()
                .filter(one -> one.id().equals(contact))
                .findFirst()
                .map(Contact::said)
                .orElse(null);
    }

    /** Nothing was changed between a merge and its undoing. */
    void updatedLast(Instant at) {
        updatedAt = at;
    }

    CustomerFacts facts() {
        return new CustomerFacts(
                type,
                name,
                contacts,
                aliases,
                creditCode,
                taxNumber,
                icpNumber,
                legalPerson,
                address,
                region,
                industry);
    }

    /** What can be corrected. */
    enum Field {
        NAME("name"),
        LEGAL_PERSON("legalPerson"),
        ADDRESS("address"),
        REGION("region"),
        INDUSTRY("industry");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        /** As the API calls it. */
        String word() {
            return word;
        }
    }

    /**
     * @return the value that it had
     */
    @Nullable
    String correct(Field field, @Nullable String value, Instant at) {
        var before = value(field);
        switch (field) {
            case NAME -> {
                // Who looks for the old name finds it.
                aliases = isCalled(name) && !name.equals(value) ? with(aliases, new Alias(name, id)) : aliases;
                name = Objects.requireNonNull(value, "a customer has a name");
                aliases = aliases.stream()
                        .filter(alias -> !alias.name().equals(value))
                        .toList();
            }
            case LEGAL_PERSON -> legalPerson = value;
            case ADDRESS -> address = value;
            case REGION -> region = value;
            case INDUSTRY -> industry = value;
        }
        touched(at);
        return before;
    }

    @Nullable
    String value(Field field) {
        return switch (field) {
            case NAME -> name;
            case LEGAL_PERSON -> legalPerson;
            case ADDRESS -> address;
            case REGION -> region;
            case INDUSTRY -> industry;
        };
    }

    /** Puts a contact in the place of the one with its id. */
    void correct(Contact corrected, Instant at) {
        contacts = contacts.stream()
                .map(contact -> contact.id().equals(corrected.id()) ? corrected : contact)
                .toList();
        touched(at);
    }

    private void add(@Nullable Contact contact) {
        if (contact != null && contacts.stream().noneMatch(contact::saysTheSameAs)) {
            contacts = with(contacts, contact);
        }
    }

    private @Nullable Contact contactOf(Profile from) {
        if (from.phone() == null && from.email() == null && (from.person() == null || type == CustomerType.PERSON)) {
            return null;
        }
        return new Contact(
                Ids.next(), id, Objects.requireNonNullElse(from.person(), ""), from.phone(), from.email(), null);
    }

    private boolean isCalled(String other) {
        return Grams.folded(name).equals(Grams.folded(other))
                || aliases.stream().anyMatch(alias -> Grams.folded(alias.name()).equals(Grams.folded(other)));
    }

    private void touched(Instant at) {
        updatedAt = at;
        var found = new LinkedHashSet<String>();
        CustomerKeys.add(found, CustomerKeys.CODE, creditCode);
        CustomerKeys.add(found, CustomerKeys.TAX, taxNumber);
        CustomerKeys.add(found, CustomerKeys.ICP, icpNumber);
        var texts = new LinkedHashSet<String>();
        var heard = new LinkedHashSet<String>();
        for (var contact : contacts) {
            CustomerKeys.addNumber(found, contact.phone());
            CustomerKeys.add(found, CustomerKeys.EMAIL, contact.mailKey());
            texts.add(contact.name());
            heard.addAll(Sounds.ofPerson(contact.name()));
        }
        if (type == CustomerType.PERSON) {
            texts.add(name);
            heard.addAll(Sounds.ofPerson(name));
        }
        for (var company : companyNames()) {
            found.addAll(CustomerKeys.ofName(company));
            texts.addAll(company.searchable());
            heard.addAll(Sounds.ofCompany(company));
        }
        keys = List.copyOf(found);
        grams = List.copyOf(Grams.of(texts));
        sounds = heard.stream().filter(sound -> !sound.isEmpty()).toList();
    }

    private List<CompanyName> companyNames() {
        var names = new ArrayList<CompanyName>();
        if (type == CustomerType.ORGANISATION) {
            names.add(CompanyName.of(name));
            aliases.forEach(alias -> names.add(CompanyName.of(alias.name())));
        }
        return names;
    }

    /** @param notEvidence numbers and addresses that so many share that they prove nothing */
    Party asMatched(Set<String> notEvidence) {
        var strong = new EnumMap<MatchField, Set<String>>(MatchField.class);
        Profile.put(strong, MatchField.CREDIT_CODE, creditCode);
        Profile.put(strong, MatchField.TAX_NUMBER, taxNumber);
        Profile.put(strong, MatchField.ICP_NUMBER, icpNumber);
        return new Party(
                companyNames().stream()
                        .flatMap(company -> company.andFormer().stream())
                        .toList(),
                contacts.stream()
                        .map(Contact::asMatched)
                        .map(contact -> new Party.Contact(
                                contact.name(),
                                notEvidence.contains(CustomerKeys.PHONE + contact.phone()) ? null : contact.phone(),
                                notEvidence.contains(CustomerKeys.EMAIL + contact.email()) ? null : contact.email()))
                        .toList(),
                strong,
                region,
                industry,
                address == null ? null : Grams.folded(address),
                legalPerson == null ? null : Grams.folded(legalPerson));
    }

    /** Numbers, addresses and codes: what only one customer should have. */
    Set<String> strongKeys() {
        return keys.stream().filter(CustomerKeys::isStrong).collect(Collectors.toSet());
    }

    boolean has(String key) {
        return keys.contains(key);
    }

    boolean wasCreatedBy(PersonId person) {
        return person.value().equals(createdBy);
    }

    CustomerId customerId() {
        return new CustomerId(id);
    }

    CustomerType type() {
        return type;
    }

    String name() {
        return name;
    }

    List<Contact> contacts() {
        return contacts;
    }

    List<Alias> aliases() {
        return aliases;
    }

    @Nullable
    String creditCode() {
        return creditCode;
    }

    @Nullable
    String taxNumber() {
        return taxNumber;
    }

    @Nullable
    String region() {
        return region;
    }

    @Nullable
    UUID mergedInto() {
        return mergedInto;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    private static <T> List<T> with(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }

    @Override
    public UUID getId() {
        return id;
    }
}
