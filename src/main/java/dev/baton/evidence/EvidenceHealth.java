package dev.baton.evidence;

import dev.baton.evidence.inspection.Condition;
import dev.baton.evidence.inspection.TextRecognition;
import dev.baton.evidence.inspection.VirusScan;
import dev.baton.evidence.storage.ContentStore;
import dev.baton.evidence.storage.Incoming;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Says where files go and who looks at them; the rest of the application works without, so it is never down for it. */
@Component("evidenceHealthIndicator")
class EvidenceHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final ContentStore store;
    private final Incoming incoming;
    private final VirusScan viruses;
    private final TextRecognition characters;

    EvidenceHealth(ContentStore store, Incoming incoming, VirusScan viruses, TextRecognition characters) {
        this.store = store;
        this.incoming = incoming;
        this.viruses = viruses;
        this.characters = characters;
    }

    @Override
    public Health health() {
        var storage = store();
        var scan = viruses.condition();
        var recognition = characters.condition();
        var works = storage.state() == Condition.State.UP && scan.state() != Condition.State.DOWN;
        return Health.status(works ? Status.UP : DEGRADED)
                .withDetail("store", shown(storage))
                .withDetail("virusScan", shown(scan))
                .withDetail("textRecognition", shown(recognition))
                .build();
    }

    private Condition store() {
        try {
            store.check();
            incoming.check();
            return new Condition(Condition.State.UP, store.place());
        } catch (IOException e) {
            return new Condition(Condition.State.DOWN, store.place() + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> shown(Condition condition) {
        return Map.of("status", condition.state().name(), "detail", condition.detail());
    }
}
