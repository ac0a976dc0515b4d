package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All that files can hold. */
@Component
class ImportTargets {

    private final List<ImportTarget> targets;

    ImportTargets(List<ImportTarget> targets) {
        this.targets = targets;
    }

    ImportTarget of(String kind) {
        return targets.stream()
                .filter(target -> target.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "kind",
                        Map.of(
                                "field",
                                "kind",
                                "value",
                                kind,
                                "allowed",
                                targets.stream()
                                        .map(ImportTarget::kind)
                                        .sorted()
                                        .toList())));
    }
}
