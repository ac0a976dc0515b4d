package dev.baton.lead;

import dev.baton.engine.Messages;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a lead in: once it has answered, the lead is on disk and will be worked on, whatever dies next. */
@Component
public class RegisteringLead {

    /**
     * @param repeated whether the same lead was handed in before
     */
    public record Registered(LeadId id, LeadStatus status, boolean repeated) {}

    /** Lets the same wish, sent twice, become one lead. */
    public record IdempotencyKey(String caller, String key) {}

    /** What came of one of many: a refusal has written nothing. */
    public record Outcome(
            @Nullable Registered registered, @Nullable Refusal refusal) {}

    private record Known(LeadId lead, String digest) {}

    /** What a source calls a lead; null where it has no name for it. */
    private record Reference(String source, @Nullable String externalRef) {

        static Reference of(NewLead lead) {
            return new Reference(lead.source(), lead.externalRef());
        }
    }

    private final Leads leads;
    private final IntakeRules rules;
    private final Messages messages;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RegisteringLead(
            Leads leads,
            IntakeRules rules,
            Messages messages,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.leads = leads;
        this.rules = rules;
        this.messages = messages;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Must not run inside a transaction: losing a race against the same wish is answered with the winner's lead. */
    @Transactional(propagation = Propagation.NEVER)
    public Registered register(NewLead raw, @Nullable PersonId by, @Nullable IdempotencyKey key) {
        return register(raw, by, key, false);
    }

    /** @param keep whether the lead stays with whoever enters it, unless the table says otherwise */
    @Transactional(propagation = Propagation.NEVER)
    public Registered register(NewLead raw, @Nullable PersonId by, @Nullable IdempotencyKey key, boolean keep) {
        var checked = rules.check(raw);
        try {
            return once(checked, by, key, keep);
        } catch (DataIntegrityViolationException race) {
            return once(checked, by, key, keep);
        }
    }

    /** The same inside the caller's transaction. A refusal has written nothing, so it leaves the transaction as it is. */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Refusal.class)
    public Registered registerWithin(NewLead raw, @Nullable PersonId by) {
        var checked = rules.check(raw);
        return earlier(checked, null).orElseGet(() -> store(checked, by, null, false));
    }

    /**
     * The same for the rows of a file, which commit together with their progress: what is on file already is asked once
     * for all of them, and a reference that comes twice in them is one lead.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> registerAllWithin(List<NewLead> raws, @Nullable PersonId by) {
        var rows = raws.stream().map(this::checked).toList();
        var known = onFile(rows.stream()
                .map(Row::checked)
                .filter(Objects::nonNull)
                .map(checked -> Reference.of(checked.lead()))
                .filter(reference -> reference.externalRef() != null)
                .toList());
        return rows.stream().map(row -> registered(row, by, known)).toList();
    }

    private record Row(
            IntakeRules.@Nullable Checked checked, @Nullable Refusal refusal) {}

    private Row checked(NewLead raw) {
        try {
            return new Row(rules.check(raw), null);
        } catch (Refusal refusal) {
            return new Row(null, refusal);
        }
    }

    private Outcome registered(Row row, @Nullable PersonId by, Map<Reference, Registered> known) {
        var checked = row.checked();
        if (checked == null) {
            return new Outcome(null, row.refusal());
        }
        var reference = Reference.of(checked.lead());
        var earlier = known.get(reference);
        if (earlier != null) {
            return new Outcome(earlier, null);
        }
        var stored = store(checked, by, null, false);
        if (reference.externalRef() != null) {
            known.put(reference, new Registered(stored.id(), stored.status(), true));
        }
        return new Outcome(stored, null);
    }

    private Map<Reference, Registered> onFile(List<Reference> references) {
        var known = new HashMap<Reference, Registered>();
        jdbc.sql("""
                        select l.id, l.status, l.source, l.external_ref
                        from unnest(?::text[], ?::text[]) as r(source, external_ref)
                        join lead l on l.source = r.source and l.external_ref = r.external_ref""")
                .params(
                        references.stream().map(Reference::source).toArray(String[]::new),
                        references.stream().map(Reference::externalRef).toArray(String[]::new))
                .query((ResultSet row) -> {
                    known.put(
                            new Reference(row.getString("source"), row.getString("external_ref")),
                            new Registered(
                                    LeadId.of(row.getString("id")), LeadStatus.valueOf(row.getString("status")), true));
                });
        return known;
    }

    private Registered once(
            IntakeRules.Checked checked, @Nullable PersonId by, @Nullable IdempotencyKey key, boolean keep) {
        var registered =
                transaction.execute(status -> earlier(checked, key).orElseGet(() -> store(checked, by, key, keep)));
        if (registered == null) {
            throw new IllegalStateException("a transaction always answers");
        }
        return registered;
    }

    private Optional<Registered> earlier(IntakeRules.Checked checked, @Nullable IdempotencyKey key) {
        if (key != null) {
            var known = jdbc.sql("select lead_id as lead, digest from intake_key where caller = ? and key = ?")
                    .params(key.caller(), key.key())
                    .query((row, number) -> new Known(LeadId.of(row.getString("lead")), row.getString("digest")))
                    .optional();
            if (known.isPresent()) {
                if (!known.get().digest().equals(digest(checked.lead()))) {
                    throw Refusal.conflict("idempotency-key-reused", Map.of("key", key.key()));
                }
                return leads.findById(known.get().lead().value())
                        .map(lead -> new Registered(lead.leadId(), lead.status(), true));
            }
        }
        var reference = checked.lead().externalRef();
        return reference == null
                ? Optional.empty()
                : leads.findBySourceAndExternalRef(checked.lead().source(), reference)
                        .map(lead -> new Registered(lead.leadId(), lead.status(), true));
    }

    private Registered store(
            IntakeRules.Checked checked, @Nullable PersonId by, @Nullable IdempotencyKey key, boolean keep) {
        var now = clock.instant();
        var lead = leads.save(new Lead(LeadId.next(), checked.lead(), checked.phone(), by, now));
        if (key != null) {
            jdbc.sql("insert into intake_key (caller, key, digest, lead_id, at) values (?, ?, ?, ?, ?)")
                    .params(
                            key.caller(),
                            key.key(),
                            digest(checked.lead()),
                            lead.leadId().value(),
                            Timestamp.from(now))
                    .update();
        }
        messages.publish(
                LeadResponse.Messages.LEAD_RECEIVED,
                lead.leadId().toString(),
                LeadResponse.Messages.LEAD_RECEIVED + ":" + lead.leadId(),
                startVariables(lead, keep ? by : null));
        return new Registered(lead.leadId(), lead.status(), false);
    }

    private static Map<String, @Nullable Object> startVariables(Lead lead, @Nullable PersonId keeper) {
        var variables = new HashMap<>(lead.facts());
        if (keeper != null) {
            variables.put("ownerId", keeper.toString());
            variables.put("assignedBy", "ENTERED");
        }
        return variables;
    }

    private static String digest(NewLead lead) {
        try {
            var bytes = lead.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
