package dev.baton.engine.tables;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a module needs of decision tables that their owners edit, beyond what holds for every table. A table that does not
 * keep it is refused at start.
 */
public interface TableRule {

    /** The tables that the module cannot do without. */
    Set<String> decisions();

    /** Those among them that need an answer to whatever they are asked: a last line for everything else. */
    default Set<String> mustAnswer() {
        return Set.of();
    }

    /**
     * The words that columns may hold, as far as this module knows: {@code table.column} to words. What no module knows is
     * refused, and nothing beyond has to be answered.
     */
    default Map<String, Set<String>> words() {
        return Map.of();
    }

    /** Looks at the words and figures; called only when all {@link #decisions()} are there and can be read. */
    void check(DeployableTables tables, Consumer<TableFault> faults);
}
