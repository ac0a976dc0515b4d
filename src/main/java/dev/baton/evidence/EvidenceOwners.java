package dev.baton.evidence;

import dev.baton.shared.Refusal;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who answers for which kind of record. Asked for late, for owners use the evidence that uses them. */
@Component
class EvidenceOwners {

    private final ObjectProvider<EvidenceOwner> owners;

    EvidenceOwners(ObjectProvider<EvidenceOwner> owners) {
        this.owners = owners;
    }

    EvidenceOwner of(String recordKind) {
        return owners.stream()
                .filter(owner -> owner.recordKind().equals(recordKind))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "recordKind",
                        Map.of(
                                "field",
                                "recordKind",
                                "value",
                                recordKind,
                                "allowed",
                                owners.stream().map(EvidenceOwner::recordKind).toList())));
    }
}
