package dev.baton.approval.file;

import dev.baton.evidence.EvidenceOwner;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** Asks the module of a deal who may see and change it: the same rule as for its evidence. */
@Component
@NamedInterface("deals")
public class RecordDoor {

    public static final String DEAL = "deal";

    private final ObjectProvider<EvidenceOwner> owners;

    RecordDoor(ObjectProvider<EvidenceOwner> owners) {
        this.owners = owners;
    }

    public void mustSee(Caller caller, UUID dealId) {
        deals().mustSee(caller, dealId);
    }

    public void mustChange(Caller caller, UUID dealId) {
        deals().mustChange(caller, dealId);
    }

    public EvidenceOwner.Belonging belonging(UUID dealId) {
        return deals().belonging(dealId);
    }

    private EvidenceOwner deals() {
        return owners.stream()
                .filter(owner -> owner.recordKind().equals(DEAL))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("deal-not-found"));
    }
}
