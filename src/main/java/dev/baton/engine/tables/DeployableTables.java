package dev.baton.engine.tables;

import java.util.Map;
import java.util.TreeMap;

/** All decision tables and diagrams that are deployed together. */
public final class DeployableTables {

    private final Map<String, DecisionTable> tables;
    private final Map<String, String> files;

    DeployableTables(Map<String, DecisionTable> tables, Map<String, String> files) {
        this.tables = new TreeMap<>(tables);
        this.files = files;
    }

    /** @throws IllegalArgumentException for a table that nobody said they need */
    public DecisionTable table(String decision) {
        var table = tables.get(decision);
        if (table == null) {
            throw new IllegalArgumentException("no table " + decision);
        }
        return table;
    }

    /** The text of a file, for example of a diagram whose stages a table names. */
    public String file(String name) {
        var content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return content;
    }
}
