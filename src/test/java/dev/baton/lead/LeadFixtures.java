package dev.baton.lead;

import dev.baton.lead.file.Leads;
import dev.baton.lead.intake.RegisteringLead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes leads for tests of any module. */
@TestComponent
public class LeadFixtures {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final RegisteringLead registering;
    private final Leads leads;
    private final TransactionTemplate transaction;

    LeadFixtures(RegisteringLead registering, Leads leads, TransactionTemplate transaction) {
        this.registering = registering;
        this.leads = leads;
        this.transaction = transaction;
    }

    public static NewLead newLead(String source, @Nullable String region) {
        return new NewLead(
                "客户" + COUNT.incrementAndGet(),
                "138" + String.format("%08d", COUNT.get()),
                source,
                "medium",
                Instant.now().plus(1, ChronoUnit.DAYS),
                null,
                null,
                region,
                null,
                null,
                null,
                Map.of(),
                Map.of());
    }

    public LeadId received(@Nullable String region) {
        return registering.register(newLead("site-form", region), null, null).id();
    }

    /** A lead that says this, entered by somebody or by nobody. */
    public LeadId received(NewLead lead, dev.baton.staff.@Nullable PersonId by) {
        return registering.register(lead, by, null).id();
    }

    /** A lead as the step "hand over" leaves it, due after the usual window. */
    public LeadId assigned(dev.baton.staff.PersonId owner, @Nullable String region) {
        var id = received(region);
        transaction.executeWithoutResult(status -> leads.change(id)
                .handOverTo(owner, "RULE", Instant.now(), Instant.now().plusSeconds(5_400)));
        return id;
    }

    /** The same, entered by somebody else. */
    public LeadId assigned(dev.baton.staff.PersonId owner, @Nullable String region, dev.baton.staff.PersonId creator) {
        var id = registering
                .register(newLead("site-form", region), creator, null)
                .id();
        transaction.executeWithoutResult(status -> leads.change(id)
                .handOverTo(owner, "RULE", Instant.now(), Instant.now().plusSeconds(5_400)));
        return id;
    }

    /** What the step "hand over" does after a transfer. */
    public void handedOver(LeadId id, dev.baton.staff.PersonId owner) {
        transaction.executeWithoutResult(status -> leads.change(id)
                .handOverTo(owner, "TRANSFER", Instant.now(), Instant.now().plusSeconds(5_400)));
    }

    public LeadId pooled(@Nullable String region) {
        var id = received(region);
        transaction.executeWithoutResult(status -> leads.change(id).offerToPool(Instant.now()));
        return id;
    }
}
