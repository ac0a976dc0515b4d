package dev.baton.customer;

import dev.baton.audit.AuditTrail;
import dev.baton.lead.Phone;
import dev.baton.shared.MailAddress;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets whoever works with a customer mend what is wrong of it (DQ-19): the old value stays readable, and it is audited. */
@Component
public class CorrectingCustomer {

    /** What is right; a field that is missing stays as it is. */
    @Schema(name = "CustomerCorrection")
    public record Correction(
            @Nullable String name,
            @Nullable String legalPerson,
            @Nullable String address,
            @Nullable String region,
            @Nullable String industry,
            @Nullable List<ContactCorrection> contacts) {}

    /** The same of one contact, by its id. */
    public record ContactCorrection(
            UUID id,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String role) {}

    private static final int LONGEST = 500;

    private final Customers customers;
    private final CustomerScope scope;
    private final CustomerChanges changes;
    private final AuditTrail audit;
    private final Clock clock;

    CorrectingCustomer(
            Customers customers, CustomerScope scope, CustomerChanges changes, AuditTrail audit, Clock clock) {
        this.customers = customers;
        this.scope = scope;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void correct(Caller caller, CustomerId id, Correction right) {
        var seen = scope.require(caller, id);
        var customer = customers.findForUpdate(seen.getId()).orElseThrow(() -> Refusal.notFound("customer-not-found"));
        var made = new Made(caller, customer, clock.instant());
        made.field(Customer.Field.NAME, right.name());
        made.field(Customer.Field.LEGAL_PERSON, right.legalPerson());
        made.field(Customer.Field.ADDRESS, right.address());
        made.field(Customer.Field.REGION, right.region());
        made.field(Customer.Field.INDUSTRY, right.industry());
        if (right.contacts() != null) {
            right.contacts().forEach(made::contact);
        }
        made.note();
    }

    /** What is corrected in one go: one entry in the trail, one row for each field. */
    private final class Made {

        private final Caller caller;
        private final Customer customer;
        private final Instant now;
        private final Map<String, String> before = new TreeMap<>();
        private final Map<String, String> after = new TreeMap<>();

        Made(Caller caller, Customer customer, Instant now) {
            this.caller = caller;
            this.customer = customer;
            this.now = now;
        }

        void field(Customer.Field field, @Nullable String typed) {
            var called = field.word();
            var value = CustomerDraft.text(called, typed, LONGEST);
            if (typed == null || Objects.equals(value, customer.value(field))) {
                return;
            }
            if (field == Customer.Field.NAME && value == null) {
                throw Refusal.invalid("missing-field", called, Map.of());
            }
            changed(called, customer.correct(field, value, now), value);
        }

        void contact(ContactCorrection right) {
            var known = customer.contacts().stream()
                    .filter(contact -> contact.id().equals(right.id()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("unknown-contact", "contacts.id", Map.of()));
            var corrected = new Contact(
                    known.id(),
                    known.origin(),
                    Objects.requireNonNullElse(CustomerDraft.text("name", right.name(), LONGEST), known.name()),
                    right.phone() == null ? known.phone() : phone(right.phone()),
                    right.email() == null ? known.email() : email(right.email()),
                    right.role() == null ? known.role() : CustomerDraft.text("role", right.role(), LONGEST));
            customer.correct(corrected, now);
            changed("contactName", known.name(), corrected.name());
            changed("contactPhone", known.phone(), corrected.phone());
            changed("contactEmail", known.email(), corrected.email());
            changed("contactRole", known.role(), corrected.role());
        }

        private static @Nullable String phone(String typed) {
            return typed.isBlank()
                    ? null
                    : Phone.parse(typed)
                            .map(Phone::e164)
                            .orElseThrow(() -> Refusal.invalid("invalid-phone", "phone", Map.of("value", typed)));
        }

        private static @Nullable String email(String typed) {
            if (typed.isBlank()) {
                return null;
            }
            if (!MailAddress.isOne(typed)) {
                throw Refusal.invalid("invalid-email", "email", Map.of("value", typed));
            }
            return typed;
        }

        private void changed(String field, @Nullable String old, @Nullable String now) {
            if (Objects.equals(old, now)) {
                return;
            }
            changes.save(new CustomerChange(customer.customerId(), field, old, now, caller.id(), this.now));
            before.put(field, Objects.requireNonNullElse(old, ""));
            after.put(field, Objects.requireNonNullElse(now, ""));
        }

        void note() {
            if (!after.isEmpty()) {
                audit.record(AuditTrail.Entry.by(
                        caller,
                        "customer",
                        customer.getId(),
                        "customer.corrected",
                        before,
                        after,
                        customer.region(),
                        null));
            }
        }
    }
}
