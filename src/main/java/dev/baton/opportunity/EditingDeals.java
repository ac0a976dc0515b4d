package dev.baton.opportunity;

import dev.baton.opportunity.deal.DealId;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes what many deals say, picked on a board or named by a script. */
@Component
public class EditingDeals {

    /** Nobody picks more on a board; a script can come again. */
    private static final int MOST = 500;

    /**
     * What came of it.
     *
     * @param changed the fields that are different now
     * @param refusal absent where it was done
     */
    public record Outcome(
            DealId id, List<String> changed, @Nullable Refusal refusal) {}

    private final EditingDeal editing;

    EditingDeals(EditingDeal editing) {
        this.editing = editing;
    }

    /** Each by itself: what is refused for one is no harm to the others. */
    @Transactional(propagation = Propagation.NEVER)
    public List<Outcome> edit(List<UUID> ids, EditingDeal.Change change, Caller caller) {
        if (ids.isEmpty()) {
            throw Refusal.invalid("missing-field", "ids", Map.of("field", "ids"));
        }
        if (ids.size() > MOST) {
            throw Refusal.invalid("too-many-deals", "ids", Map.of("field", "ids", "max", MOST));
        }
        return new LinkedHashSet<>(ids)
                .stream().map(id -> outcome(new DealId(id), change, caller)).toList();
    }

    private Outcome outcome(DealId id, EditingDeal.Change change, Caller caller) {
        try {
            return new Outcome(id, editing.edit(id, change, caller), null);
        } catch (Refusal refusal) {
            return new Outcome(id, List.of(), refusal);
        }
    }
}
