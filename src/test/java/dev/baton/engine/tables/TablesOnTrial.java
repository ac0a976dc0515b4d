package dev.baton.engine.tables;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Changes a table of the product in one place and asks what the start would say. */
public final class TablesOnTrial {

    private TablesOnTrial() {}

    /** Stands for a module that knows these words of a column and wants nothing else. */
    public static TableRule knowing(String column, Set<String> words) {
        return new TableRule() {
            @Override
            public Set<String> decisions() {
                return Set.of();
            }

            @Override
            public Map<String, Set<String>> words() {
                return Map.of(column, words);
            }

            @Override
            public void check(DeployableTables tables, Consumer<TableFault> faults) {}
        };
    }

    /** What would be said of the tables as they are. */
    public static List<String> asTheyAre(TableRule... rules) throws IOException {
        return told(ProcessFiles.read(), rules);
    }

    /** What would be said if this stood in the file instead of that, the first time that it does. */
    public static List<String> with(String file, String instead, String of, TableRule... rules) throws IOException {
        Map<String, String> files = ProcessFiles.read();
        var content = files.get(file);
        if (content == null || !content.contains(of)) {
            throw new IllegalArgumentException(file + " does not say " + of);
        }
        var at = content.indexOf(of);
        files.put(file, content.substring(0, at) + instead + content.substring(at + of.length()));
        return told(files, rules);
    }

    private static List<String> told(Map<String, String> files, TableRule... rules) {
        return new CheckingTables(List.of(rules))
                .faults(files).stream().map(TableFault::toString).toList();
    }
}
