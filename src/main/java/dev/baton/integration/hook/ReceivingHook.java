package dev.baton.integration.hook;

import dev.baton.lead.NewLead;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.lead.intake.RegisteringLead.Registered;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a signed message for a lead, once. The signature is used up together with the lead, so a message that failed
 * half-way may be sent again as it is, and one that was answered may not.
 */
@Component
class ReceivingHook {

    private static final JsonMapper JSON = JsonMapper.builderWithJackson2Defaults()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final HookProperties properties;
    private final HookSource source;
    private final RegisteringLead registering;
    private final UsedSignatures used;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReceivingHook(
            HookProperties properties,
            HookSource source,
            RegisteringLead registering,
            UsedSignatures used,
            TransactionTemplate transaction,
            Clock clock) {
        this.properties = properties;
        this.source = source;
        this.registering = registering;
        this.used = used;
        this.transaction = transaction;
        this.clock = clock;
    }

    Registered receive(String channel, @Nullable String signature, byte[] body, String address) {
        var rules = properties.channels().get(channel);
        if (rules == null || rules.secrets().isEmpty()) {
            throw Refusal.notFound("channel-not-found");
        }
        var proof =
                HookSignature.read(signature).verified(rules.secrets(), body, clock.instant(), properties.tolerance());
        var lead = source.standardise(new HookMessage(channel, rules, parsed(body), address));
        if (lead.externalRef() == null) {
            // Without the platform's own name for it, a repeated message would be a second lead.
            var place = rules.mapping().getOrDefault("externalRef", "externalRef");
            throw Refusal.invalid("missing-field", place, Map.of("field", place));
        }
        try {
            return once(channel, proof, lead);
        } catch (DataIntegrityViolationException race) {
            return once(channel, proof, lead);
        }
    }

    private Registered once(String channel, String proof, NewLead lead) {
        var registered = transaction.execute(status -> {
            var signature = new UsedSignature.Id(channel, proof);
            if (used.existsById(signature)) {
                throw Refusal.conflict("signature-replayed", Map.of());
            }
            var result = registering.registerWithin(lead, null);
            used.save(new UsedSignature(signature, result.id(), clock.instant()));
            return result;
        });
        if (registered == null) {
            throw new IllegalStateException("a transaction always answers");
        }
        return registered;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            var node = JSON.readTree(body);
            if (!node.isObject()) {
                throw Refusal.invalid("wrong-type", "body", Map.of("field", "body"));
            }
            return node;
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw Refusal.invalid(
                    "json-malformed",
                    "body",
                    Map.of(
                            "line", place == null ? 1 : place.getLineNr(),
                            "column", place == null ? 1 : place.getColumnNr()));
        }
    }

    /** A signature that is too old is refused for that: it need not be remembered. */
    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void forgetOldSignatures() {
        used.forgetThoseBefore(clock.instant().minus(properties.tolerance().multipliedBy(3)));
    }
}
