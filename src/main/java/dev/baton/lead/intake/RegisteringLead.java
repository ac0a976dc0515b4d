package dev.baton.lead.intake;

import dev.baton.engine.Messages;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.NewLead;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.LeadScope;
import dev.baton.lead.file.Leads;
import dev.baton.lead.intake.IntakeQueries.Reference;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a lead in: once it has answered, the lead is on disk and will be worked on, whatever dies next.
 *
 * <p>The same source and reference is the same lead only where name and number agree: a reference that comes back with
 * somebody else's is refused by name, for whoever it stands for would be on file nowhere.
 */
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

    private final Leads leads;
    private final IntakeKeys keys;
    private final IntakeQueries onFile;
    private final IntakeRules rules;
    private final LeadScope scope;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RegisteringLead(
            Leads leads,
            IntakeKeys keys,
            IntakeQueries onFile,
            IntakeRules rules,
            LeadScope scope,
            Messages messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.leads = leads;
        this.keys = keys;
        this.onFile = onFile;
        this.rules = rules;
        this.scope = scope;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Must not run inside a transaction: losing a race against the same wish is answered with the winner's lead. */
    @Transactional(propagation = Propagation.NEVER)
    public Registered register(NewLead raw, @Nullable PersonId by, @Nullable IdempotencyKey key) {
        return raced(rules.check(raw), by, null, key, false);
    }

    /**
     * The same for somebody who is told the id: of a lead that they may not see they learn nothing.
     *
     * @param keep whether the lead stays with whoever enters it, unless the table says otherwise
     */
    @Transactional(propagation = Propagation.NEVER)
    public Registered registerFor(Caller caller, NewLead raw, @Nullable IdempotencyKey key, boolean keep) {
        return raced(rules.check(raw), caller.id(), caller, key, keep);
    }

    /** The same inside the caller's transaction. A refusal has written nothing, so it leaves the transaction as it is. */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Refusal.class)
    public Registered registerWithin(NewLead raw, @Nullable PersonId by) {
        var checked = rules.check(raw);
        return ofReference(checked, null).orElseGet(() -> store(checked, by, null, false));
    }

    /**
     * The same for the rows of a file, which commit together with their progress: what is on file already is asked once
     * for all of them, and a reference that comes twice in them is one lead.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> registerAllWithin(List<NewLead> raws, @Nullable PersonId by) {
        var rows = raws.stream().map(this::checked).toList();
        var known = onFile.onFile(rows.stream()
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

    private Outcome registered(Row row, @Nullable PersonId by, Map<Reference, LeadOnFile> known) {
        var checked = row.checked();
        if (checked == null) {
            return new Outcome(null, row.refusal());
        }
        try {
            var reference = Reference.of(checked.lead());
            var earlier = known.get(reference);
            if (earlier != null) {
                return new Outcome(again(earlier, checked), null);
            }
            var stored = store(checked, by, null, false);
            if (reference.externalRef() != null) {
                known.put(
                        reference,
                        new LeadOnFile(
                                stored.id(),
                                stored.status(),
                                checked.lead().name(),
                                checked.phone().e164(),
                                checked.phone().original()));
            }
            return new Outcome(stored, null);
        } catch (Refusal refusal) {
            return new Outcome(null, refusal);
        }
    }

    private Registered raced(
            IntakeRules.Checked checked,
            @Nullable PersonId by,
            @Nullable Caller told,
            @Nullable IdempotencyKey key,
            boolean keep) {
        try {
            return once(checked, by, told, key, keep);
        } catch (DataIntegrityViolationException race) {
            return once(checked, by, told, key, keep);
        }
    }

    private Registered once(
            IntakeRules.Checked checked,
            @Nullable PersonId by,
            @Nullable Caller told,
            @Nullable IdempotencyKey key,
            boolean keep) {
        var registered = transaction.execute(status -> ofKey(checked, key)
                .or(() -> ofReference(checked, told))
                .orElseGet(() -> store(checked, by, key, keep)));
        if (registered == null) {
            throw new IllegalStateException("a transaction always answers");
        }
        return registered;
    }

    private Optional<Registered> ofKey(IntakeRules.Checked checked, @Nullable IdempotencyKey key) {
        if (key == null) {
            return Optional.empty();
        }
        var known = keys.findById(new IntakeKey.Id(key.caller(), key.key()));
        if (known.isPresent() && !known.get().standsFor(digest(checked.lead()))) {
            throw Refusal.conflict("idempotency-key-reused", Map.of("key", key.key()));
        }
        return known.flatMap(one -> leads.findById(one.lead().value()))
                .map(lead -> new Registered(lead.leadId(), lead.status(), true));
    }

    private Optional<Registered> ofReference(IntakeRules.Checked checked, @Nullable Caller told) {
        var reference = checked.lead().externalRef();
        if (reference == null) {
            return Optional.empty();
        }
        var known = leads.findBySourceAndExternalRef(checked.lead().source(), reference);
        if (known.isPresent() && told != null && scope.sight(told, known.get()) == LeadScope.Sight.NONE) {
            throw new Refusal(Refusal.Kind.CONFLICT, "reference-taken", "externalRef", Map.of("value", reference));
        }
        return known.map(lead -> again(LeadOnFile.of(lead), checked));
    }

    private static Registered again(LeadOnFile earlier, IntakeRules.Checked checked) {
        var differences = earlier.differences(checked.lead(), checked.phone());
        if (!differences.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "reference-reused",
                    "externalRef",
                    Map.of("value", Objects.requireNonNull(checked.lead().externalRef()), "differences", differences));
        }
        return new Registered(earlier.id(), earlier.status(), true);
    }

    private Registered store(
            IntakeRules.Checked checked, @Nullable PersonId by, @Nullable IdempotencyKey key, boolean keep) {
        // Only now: a repeat gets the first answer, however late it comes.
        checked.mustBeTimely();
        var now = clock.instant();
        var lead = leads.save(new Lead(LeadId.next(), checked.lead(), checked.phone(), by, now));
        if (key != null) {
            keys.save(new IntakeKey(
                    new IntakeKey.Id(key.caller(), key.key()), digest(checked.lead()), lead.leadId(), now));
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

    /** Of what was said of the lead; where it was said from may be another place the next time. */
    private static String digest(NewLead lead) {
        try {
            var said = new NewLead(
                    lead.name(),
                    lead.phone(),
                    lead.source(),
                    lead.intent(),
                    lead.nextFollowUpAt(),
                    lead.company(),
                    lead.email(),
                    lead.region(),
                    lead.industry(),
                    lead.companySize(),
                    lead.externalRef(),
                    lead.utm(),
                    Map.of());
            var bytes = said.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
