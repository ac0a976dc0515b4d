package dev.baton.evidence;

import dev.baton.shared.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who answers for which kind of record. */
@Component
class EvidenceOwners {

    private final List<EvidenceOwner> owners;

    EvidenceOwners(List<EvidenceOwner> owners) {
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
