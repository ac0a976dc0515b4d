package dev.baton.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure.
 *
 * @param quick small sizes, to see that everything works; its figures say little
 * @param only names of the scenarios to run; empty for all of them
 * @param file leads to import instead of generated ones
 */
record Options(boolean quick, Set<String> only, Optional<Path> file) {

    static final String USAGE = """
            Options: --quick            small sizes
                     --only=NAME,NAME   these scenarios only: %s
                     --file=PATH        leads to import (columns mql_id, first_contact_date, landing_page_id, origin)""";

    static Options parse(String[] args, List<String> scenarios) {
        boolean quick = false;
        Set<String> only = new LinkedHashSet<>();
        Optional<Path> file = Optional.empty();
        for (String arg : args) {
            if (arg.equals("--quick")) {
                quick = true;
            } else if (arg.startsWith("--only=")) {
                only.addAll(Arrays.asList(arg.substring("--only=".length()).split(",")));
            } else if (arg.startsWith("--file=")) {
                file = Optional.of(Path.of(arg.substring("--file=".length())));
            } else {
                throw new IllegalArgumentException("Unknown option " + arg);
            }
        }
        if (!scenarios.containsAll(only)) {
            throw new IllegalArgumentException("There is no such scenario in " + only);
        }
        return new Options(quick, only, file);
    }

    /** Picks the size for this run. */
    int size(int full, int small) {
        return quick ? small : full;
    }

    boolean wants(String scenario) {
        return only.isEmpty() || only.contains(scenario);
    }
}
