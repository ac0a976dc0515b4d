package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import dev.baton.customer.matching.MatchClass;
import dev.baton.customer.matching.MatchingOnTrial;
import dev.baton.customer.matching.Party;
import dev.baton.customer.naming.Sounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * How well customers are recognised, on generated pairs, on pairs of a file ({@code --pairs=}), or on records of a file
 * ({@code --records=}). Needs no stand: everything of it is a pure function.
 */
final class Matching implements Scenario {

    static final String NAME = "matching";

    private static final long SEED = 20_261_130;
    private static final int LARGEST_BLOCK = 1_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws IOException {
        measure(options, report);
    }

    void measure(Options options, Report report) throws IOException {
        if (options.pairs().isPresent()) {
            pairs(read(options.pairs().get()), report);
        } else if (options.records().isPresent()) {
            records(options, report);
        } else {
            generated(options, report);
        }
    }

    private record Labelled(String one, String other, String label) {}

    private static void generated(Options options, Report report) {
        var pairs = MatchingOnTrial.generated(SEED, options.size(200_000, 4_000)).stream()
                .map(pair -> new Labelled(pair[0], pair[1], pair[2]))
                .toList();
        var same = told(pairs, report);
        report.add("precision of same", same.precision(), "", Target.atLeast(0.99));
        report.add("recall of same", same.recall(), "", Target.atLeast(0.95));
    }

    private static void pairs(List<CSVRecord> rows, Report report) {
        var same = told(
                rows.stream()
                        .map(row -> new Labelled(
                                row.get("name_a"),
                                row.get("name_b"),
                                row.get("label").strip().toLowerCase(Locale.ROOT)))
                        .toList(),
                report);
        report.add("precision of same", same.precision(), "", null);
        report.add("recall of same", same.recall(), "", null);
    }

    private record Rates(int hits, int wrong, int missed) {

        double precision() {
            return hits + wrong == 0 ? 1 : (double) hits / (hits + wrong);
        }

        double recall() {
            return hits + missed == 0 ? 1 : (double) hits / (hits + missed);
        }
    }

    /** Prints what each label was taken for, and the rates of each label that the matching itself knows. */
    private static Rates told(List<Labelled> pairs, Report report) {
        var table = new TreeMap<String, Map<String, Integer>>();
        for (var pair : pairs) {
            table.computeIfAbsent(pair.label(), any -> new TreeMap<>())
                    .merge(MatchingOnTrial.names(pair.one(), pair.other()), 1, Integer::sum);
        }
        table.forEach((label, taken) -> {
            report.note("labelled " + label + ": taken for " + taken);
            if (Set.of("same", "related", "different").contains(label)) {
                var rates = rates(table, label);
                report.note("%s: precision %.4f, recall %.4f".formatted(label, rates.precision(), rates.recall()));
            }
        });
        return rates(table, "same");
    }

    private static Rates rates(Map<String, Map<String, Integer>> table, String label) {
        var hits = 0;
        var wrong = 0;
        var missed = 0;
        for (var line : table.entrySet()) {
            for (var cell : line.getValue().entrySet()) {
                if (cell.getKey().equals(label)) {
                    hits += line.getKey().equals(label) ? cell.getValue() : 0;
                    wrong += line.getKey().equals(label) ? 0 : cell.getValue();
                } else if (line.getKey().equals(label)) {
                    missed += cell.getValue();
                }
            }
        }
        return new Rates(hits, wrong, missed);
    }

    /** Two rows, by their numbers in the file; the smaller first. */
    private record Two(int one, int other) {}

    private static void records(Options options, Report report) throws IOException {
        var rows = read(options.records().orElseThrow());
        var matching = new MatchingOnTrial();
        var parties = new ArrayList<Party>();
        var blocks = new HashMap<String, List<Integer>>();
        for (var at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            var party = matching.record(
                    value(row, options.columns(), "name", "company"),
                    value(row, options.columns(), "person", "contact"),
                    value(row, options.columns(), "phone"),
                    value(row, options.columns(), "email"),
                    value(row, options.columns(), "address"));
            parties.add(party);
            for (var key : keys(party)) {
                blocks.computeIfAbsent(key, any -> new ArrayList<>()).add(at);
            }
        }
        var outcomes = new HashMap<Two, MatchClass>();
        var skipped = 0;
        for (var block : blocks.values()) {
            if (block.size() > LARGEST_BLOCK) {
                skipped += block.size();
                continue;
            }
            for (var a = 0; a < block.size(); a++) {
                for (var b = a + 1; b < block.size(); b++) {
                    var two = new Two(block.get(a), block.get(b));
                    outcomes.computeIfAbsent(
                            two, any -> matching.compare(parties.get(two.one()), parties.get(two.other())));
                }
            }
        }
        report.note(rows.size() + " records, " + outcomes.size() + " pairs compared, " + skipped
                + " records in blocks above " + LARGEST_BLOCK + " not compared");
        var truth = truth(rows, options.truth().orElse("truth"));
        var found = new HashSet<Two>();
        var certain = new HashSet<Two>();
        outcomes.forEach((two, outcome) -> {
            if (outcome.compareTo(MatchClass.REVIEW) >= 0) {
                found.add(two);
            }
            if (outcome == MatchClass.SAME) {
                certain.add(two);
            }
        });
        told("merged by itself", certain, truth, report);
        told("before grouping", found, truth, report);
        told("after grouping", grouped(found), truth, report);
    }

    private static void told(String what, Set<Two> found, Set<Two> truth, Report report) {
        var hits = (int) found.stream().filter(truth::contains).count();
        var rates = new Rates(hits, found.size() - hits, truth.size() - hits);
        report.add(what + ": precision", rates.precision(), "", null);
        report.add(what + ": recall", rates.recall(), "", null);
    }

    /** A group is one only where every pair of it holds: a chain of likenesses joins nobody. */
    private static Set<Two> grouped(Set<Two> found) {
        var groups = new HashMap<Integer, Set<Integer>>();
        var ordered = found.stream()
                .sorted((a, b) ->
                        a.one() != b.one() ? Integer.compare(a.one(), b.one()) : Integer.compare(a.other(), b.other()))
                .toList();
        for (var two : ordered) {
            var here = groups.computeIfAbsent(two.one(), Set::of);
            var there = groups.computeIfAbsent(two.other(), Set::of);
            if (!here.equals(there)
                    && here.stream().allMatch(a -> there.stream()
                            .allMatch(b -> found.contains(new Two(Math.min(a, b), Math.max(a, b)))))) {
                var both = new LinkedHashSet<>(here);
                both.addAll(there);
                both.forEach(member -> groups.put(member, both));
            }
        }
        var pairs = new HashSet<Two>();
        new HashSet<>(groups.values())
                .forEach(group ->
                        group.forEach(a -> group.stream().filter(b -> a < b).forEach(b -> pairs.add(new Two(a, b)))));
        return pairs;
    }

    private static Set<Two> truth(List<CSVRecord> rows, String column) {
        var members = new HashMap<String, List<Integer>>();
        for (var at = 0; at < rows.size(); at++) {
            members.computeIfAbsent(rows.get(at).get(column), any -> new ArrayList<>())
                    .add(at);
        }
        var pairs = new HashSet<Two>();
        members.forEach((any, group) -> {
            for (var a = 0; a < group.size(); a++) {
                for (var b = a + 1; b < group.size(); b++) {
                    pairs.add(new Two(group.get(a), group.get(b)));
                }
            }
        });
        return pairs;
    }

    /** As the product's index has them, and the first letters of a name and of an address beside. */
    private static Set<String> keys(Party party) {
        var keys = new LinkedHashSet<String>();
        party.names().forEach(name -> {
            keys.add("brand:" + name.brand());
            keys.add("alias:" + (name.alias().isEmpty() ? name.brand() : name.alias()));
            keys.add("sound:" + Sounds.ofBrand(name));
            keys.add("start:"
                    + name.brand().substring(0, Math.min(4, name.brand().length())));
        });
        party.contacts().forEach(contact -> {
            if (contact.phone() != null) {
                keys.add("phone:" + contact.phone());
            }
            if (contact.email() != null) {
                keys.add("email:" + contact.email());
            }
            if (party.names().isEmpty() && !contact.name().isEmpty()) {
                keys.add("person:" + contact.name().whole());
            }
        });
        var address = party.address();
        if (address != null && !address.isEmpty()) {
            keys.add("address:" + address.substring(0, Math.min(6, address.length())));
        }
        return keys;
    }

    private static @Nullable String value(CSVRecord row, Map<String, String> columns, String... fields) {
        for (var field : fields) {
            var column = columns.get(field);
            if (column != null && !row.get(column).isBlank()) {
                return row.get(column).strip();
            }
        }
        return null;
    }

    private static List<CSVRecord> read(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                var rows = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(reader)) {
            return rows.getRecords();
        }
    }
}
