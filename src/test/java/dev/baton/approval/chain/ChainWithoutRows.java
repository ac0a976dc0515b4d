package dev.baton.approval.chain;

import dev.baton.engine.DeployedResource;
import dev.baton.shared.BusinessCalendar;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;

/** Tables as an owner should never leave them: they are there, and no row answers. */
public final class ChainWithoutRows {

    private ChainWithoutRows() {}

    public static ChoosingChain of(ChainTables tables, BusinessCalendar calendar, MessageSource messages) {
        var nothing = new ChainTables(null, null) {
            @Override
            List<Map<?, ?>> rows(String decision, Map<String, Object> context) {
                return List.of();
            }

            @Override
            DeployedResource table(String decision) {
                return tables.table(decision);
            }
        };
        return new ChoosingChain(nothing, new TimeLimits(nothing, calendar, messages));
    }
}
