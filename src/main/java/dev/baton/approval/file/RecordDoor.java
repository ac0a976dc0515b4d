package dev.baton.approval.file;

import dev.baton.evidence.EvidenceOwner;
import dev.baton.staff.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** Asks the module of a deal who may see and change it: the same rule as for its evidence. */
@Component
@NamedInterface("deals")
public class RecordDoor {

    public static final String DEAL = "deal";

    private final EvidenceOwner deals;

    /** Without a module of deals there is no approval, and no start either. */
    RecordDoor(List<EvidenceOwner> owners) {
        this.deals = owners.stream()
                .filter(owner -> owner.recordKind().equals(DEAL))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No module answers for records of the kind " + DEAL));
    }

    public void mustSee(Caller caller, UUID dealId) {
        deals.mustSee(caller, dealId);
    }

    public void mustChange(Caller caller, UUID dealId) {
        deals.mustChange(caller, dealId);
    }

    public EvidenceOwner.Belonging belonging(UUID dealId) {
        return deals.belonging(dealId);
    }
}
