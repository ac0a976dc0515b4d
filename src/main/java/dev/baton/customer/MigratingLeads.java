package dev.baton.customer;

import dev.baton.customer.ClaimingLeads.Claimed;
import dev.baton.lead.arrival.ArrivedLeads;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the leads that were there before customers were their customer. It goes by portions that are committed each; a lead
 * that has a customer is passed over, so that a run that was broken off goes on where it was, and a second run does nothing.
 */
@Component
public class MigratingLeads {

    /** @param customers how many come of the leads */
    @Schema(name = "CustomerMigrationForeseen")
    public record Foreseen(long leads, long customers) {}

    /** @param next where to go on; null at the end */
    @Schema(name = "CustomerMigrationPortion")
    public record Portion(
            long leads, long customers, @Nullable UUID next) {}

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int AT_ONCE = 500;

    private final ArrivedLeads arrived;
    private final ClaimingLeads claiming;
    private final EntityManager entities;
    private final TransactionTemplate transaction;

    MigratingLeads(
            ArrivedLeads arrived, ClaimingLeads claiming, EntityManager entities, TransactionTemplate transaction) {
        this.arrived = arrived;
        this.claiming = claiming;
        this.entities = entities;
        this.transaction = transaction;
    }

    /** What the whole run would do: it is done, counted, and taken back. */
    public Foreseen foresee() {
        var foreseen = transaction.execute(status -> {
            var leads = 0L;
            var customers = 0L;
            var after = BEFORE_ALL;
            while (true) {
                var portion = arrived.arrivedAfter(after, AT_ONCE);
                if (portion.isEmpty()) {
                    break;
                }
                var claimed = claiming.claim(portion);
                entities.flush();
                entities.clear();
                leads += claimed.leads();
                customers += claimed.created();
                after = portion.getLast().lead();
            }
            status.setRollbackOnly();
            return new Foreseen(leads, customers);
        });
        if (foreseen == null) {
            throw new IllegalStateException("a transaction always answers");
        }
        return foreseen;
    }

    /** The next portion. */
    public Portion migrate(@Nullable UUID after) {
        var leads = arrived.arrivedAfter(after == null ? BEFORE_ALL : after, AT_ONCE);
        if (leads.isEmpty()) {
            return new Portion(0, 0, null);
        }
        var claimed = transaction.execute(status -> claiming.claim(leads));
        if (claimed == null) {
            throw new IllegalStateException("a transaction always answers");
        }
        return told(claimed, leads.size() < AT_ONCE ? null : leads.getLast().lead());
    }

    private static Portion told(Claimed claimed, @Nullable UUID next) {
        return new Portion(claimed.leads(), claimed.created(), next);
    }
}
