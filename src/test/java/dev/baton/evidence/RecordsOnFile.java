package dev.baton.evidence;

import dev.baton.evidence.inspection.FileType;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;

/** Records of a kind that only tests have: whoever owns one and whoever supervises its region sees it. */
@TestComponent
public class RecordsOnFile implements EvidenceOwner {

    public static final String KIND = "trial";

    private record Held(Person owner, Map<String, Expectation> expectations) {}

    private final Map<UUID, Held> records = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> changes = new ConcurrentHashMap<>();

    /** A new record of this person that takes anything as {@code any}. */
    public UUID of(Person owner) {
        var id = Ids.next();
        records.put(id, new Held(owner, new ConcurrentHashMap<>()));
        expect(id, "any", Expectation.of(Set.of(FileType.values())));
        return id;
    }

    public void expect(UUID record, String kind, Expectation expectation) {
        records.get(record).expectations().put(kind, expectation);
    }

    /** How often its owner has heard of a change. */
    public int changes(UUID record) {
        var count = changes.get(record);
        return count == null ? 0 : count.get();
    }

    @Override
    public String recordKind() {
        return KIND;
    }

    @Override
    public void mustSee(Caller caller, UUID recordId) {
        var record = records.get(recordId);
        if (record == null
                || (!record.owner().id().equals(caller.id())
                        && !caller.supervises(record.owner().region()))) {
            throw Refusal.notFound("not-found");
        }
    }

    @Override
    public Expectation expectation(UUID recordId, String stage, String kind) {
        var expectations = records.get(recordId).expectations();
        var expectation = expectations.get(kind);
        if (expectation == null) {
            throw Refusal.invalid(
                    "invalid-enum", "kind", Map.of("field", "kind", "value", kind, "allowed", expectations.keySet()));
        }
        return expectation;
    }

    @Override
    public Belonging belonging(UUID recordId) {
        var owner = records.get(recordId).owner();
        return new Belonging(owner.region(), owner.id());
    }

    @Override
    public void changed(UUID recordId) {
        changes.computeIfAbsent(recordId, id -> new AtomicInteger()).incrementAndGet();
    }
}
