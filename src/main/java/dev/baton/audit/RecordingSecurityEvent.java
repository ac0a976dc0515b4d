package dev.baton.audit;

import dev.baton.audit.AuditTrail.Entry;
import dev.baton.shared.SecurityEvent;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes what concerns safety into the trail, and so under its seals, and hands each event to a logger of its own as one
 * line of JSON, so that it can be shipped to a place that nobody of this house can reach.
 */
@Component
class RecordingSecurityEvent {

    static final String SUBJECT = "security";
    static final String ACTION = SUBJECT + ".";

    /** Configured like any logger: a file of its own, a syslog, or nothing. */
    static final String LOGGER = "baton.security";

    private static final Logger LINES = LoggerFactory.getLogger(LOGGER);
    private static final Logger LOG = LoggerFactory.getLogger(RecordingSecurityEvent.class);
    private static final int LONGEST_ACCOUNT = 100;

    private final AuditTrail trail;
    private final Staff staff;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final TransactionTemplate joining;
    private final TransactionTemplate apart;

    RecordingSecurityEvent(
            AuditTrail trail,
            Staff staff,
            ObjectMapper json,
            MeterRegistry meters,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.trail = trail;
        this.staff = staff;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.joining = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @EventListener
    void record(SecurityEvent event) {
        if (!event.kind().refused()) {
            joining.executeWithoutResult(status -> write(event));
            return;
        }
        try {
            apart.executeWithoutResult(status -> write(event));
        } catch (RuntimeException unwritten) {
            // Who is refused gets the refusal, also while nothing can be written down; the line says so.
            LOG.error("An event of the security log could not be written down", unwritten);
            tell(event, named(event));
        }
    }

    private void write(SecurityEvent event) {
        var name = named(event);
        trail.record(new Entry(
                SUBJECT,
                event.subject(),
                ACTION + event.kind().code(),
                PersonId.orNull(event.by()),
                name,
                Map.of(),
                event.details(),
                null,
                null));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell(event, name);
            }
        });
    }

    private void tell(SecurityEvent event, String name) {
        var kind = event.kind().code();
        meters.counter("baton.security.events", "kind", kind).increment();
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("at", clock.instant().toString());
        line.put("kind", kind);
        line.put("by", event.by());
        line.put("name", name);
        line.put("subject", event.subject());
        line.put("address", StoredAuditTrail.origin().address());
        line.put("userAgent", StoredAuditTrail.origin().userAgent());
        line.put("details", event.details());
        line.values().removeIf(Objects::isNull);
        try {
            LINES.info("{}", json.writeValueAsString(line));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the details of a security event must be JSON", e);
        }
    }

    /** A name that nobody has is cut short: some people type their password into the field above it. */
    private String named(SecurityEvent event) {
        var by = PersonId.orNull(event.by());
        if (by != null) {
            return staff.find(by).map(Person::name).orElse("?");
        }
        var account = event.account();
        if (account == null) {
            return "process";
        }
        if (account.length() <= LONGEST_ACCOUNT && staff.findByLogin(account).isPresent()) {
            return account;
        }
        return account.substring(0, Math.min(2, account.length())) + "…";
    }
}
