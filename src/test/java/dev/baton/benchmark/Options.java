package dev.baton.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure.
 *
 * @param quick small sizes, to see that everything works; its figures say little
 * @param only names of the scenarios to run; empty for all of them
 * @param file leads to import instead of generated ones
 * @param pairs labelled pairs of names for the matching
 * @param records records for the matching, of which the column {@code truth} says whose they are
 * @param columns what the columns of the records hold: name, person, phone, email, address
 */
record Options(
        boolean quick,
        Set<String> only,
        Optional<Path> file,
        Optional<Path> pairs,
        Optional<Path> records,
        Optional<String> truth,
        Map<String, String> columns) {

    static final String USAGE = """
            Options: --quick            small sizes
                     --only=NAME,NAME   these scenarios only: %s
                     --file=PATH        leads to import (columns mql_id, first_contact_date, landing_page_id, origin)
                     --pairs=PATH       with --only=matching: pairs of names (columns id, name_a, name_b, label)
                     --records=PATH     with --only=matching: records, with --truth=COLUMN and
                                        --columns=name:COLUMN,phone:COLUMN,address:COLUMN,email:COLUMN,person:COLUMN""";

    static Options parse(String[] args, List<String> scenarios) {
        boolean quick = false;
        Set<String> only = new LinkedHashSet<>();
        Optional<Path> file = Optional.empty();
        Optional<Path> pairs = Optional.empty();
        Optional<Path> records = Optional.empty();
        Optional<String> truth = Optional.empty();
        Map<String, String> columns = new LinkedHashMap<>();
        for (String arg : args) {
            if (arg.equals("--quick")) {
                quick = true;
            } else if (arg.startsWith("--only=")) {
                only.addAll(Arrays.asList(arg.substring("--only=".length()).split(",")));
            } else if (arg.startsWith("--file=")) {
                file = Optional.of(Path.of(arg.substring("--file=".length())));
            } else if (arg.startsWith("--pairs=")) {
                pairs = Optional.of(Path.of(arg.substring("--pairs=".length())));
            } else if (arg.startsWith("--records=")) {
                records = Optional.of(Path.of(arg.substring("--records=".length())));
            } else if (arg.startsWith("--truth=")) {
                truth = Optional.of(arg.substring("--truth=".length()));
            } else if (arg.startsWith("--columns=")) {
                for (String column : arg.substring("--columns=".length()).split(",", -1)) {
                    String[] both = column.split(":", 2);
                    if (both.length != 2) {
                        throw new IllegalArgumentException("Write FIELD:COLUMN instead of " + column);
                    }
                    columns.put(both[0], both[1]);
                }
            } else {
                throw new IllegalArgumentException("Unknown option " + arg);
            }
        }
        if (!scenarios.containsAll(only)) {
            throw new IllegalArgumentException("There is no such scenario in " + only);
        }
        return new Options(quick, only, file, pairs, records, truth, columns);
    }

    /** Picks the size for this run. */
    int size(int full, int small) {
        return quick ? small : full;
    }

    /** Whether nothing is measured that needs a database, a broker or Baton itself. */
    boolean needsNoStand() {
        return only.equals(Set.of(Matching.NAME));
    }

    boolean wants(String scenario) {
        return only.isEmpty() || only.contains(scenario);
    }
}
