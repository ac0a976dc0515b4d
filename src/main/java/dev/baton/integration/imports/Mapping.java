package dev.baton.integration.imports;

import dev.baton.integration.Vocabulary;
import dev.baton.shared.PlainText;
import dev.baton.shared.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which column is which field. What the uploader says counts as said; only required fields that were not mentioned are
 * still looked for among the headers. Without a mapping all columns are guessed by their names.
 */
final class Mapping {

    private static final JsonMapper JSON = JsonMapper.builderWithJackson2Defaults()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Headings that do not say whose number it is. */
    private static final Set<String> ANY_NUMBER =
            Set.of("编号", "序号", "号", "no", "nr", "id", "#", "reference", "ref", "number");

    private static final Pattern SHORT_NUMBER = Pattern.compile("\\d{1,6}");

    private final ImportTarget target;
    private final List<String> headers;
    private final List<List<String>> firstRows;
    private final Map<String, List<Integer>> columns = new LinkedHashMap<>();
    private final List<String> numbering = new ArrayList<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Set<String> mentioned = new HashSet<>();

    private Mapping(ImportTarget target, List<String> headers, List<List<String>> firstRows) {
        this.target = target;
        this.headers = headers;
        this.firstRows = firstRows;
    }

    static ImportPlan plan(
            ImportTarget target,
            TextEncoding encoding,
            char delimiter,
            List<String> rawHeaders,
            List<List<String>> firstRows,
            @Nullable String mapping,
            @Nullable String defaults) {
        var headers = rawHeaders.stream().map(PlainText::line).toList();
        refuseDuplicates(headers);
        var result = new Mapping(target, headers, firstRows);
        var said = read(mapping, "mapping");
        said.properties().forEach(entry -> result.say(entry.getKey(), entry.getValue()));
        read(defaults, "defaults")
                .properties()
                .forEach(entry ->
                        result.defaults.put(result.field("defaults", entry.getKey()), text("defaults", entry)));
        result.guess(said.isEmpty());
        result.requireWhatHasNoDefault();
        return new ImportPlan(encoding, delimiter, headers, result.columns, result.defaults);
    }

    /**
     * What a file is taken for before anybody has said anything.
     *
     * @param numbering headings whose columns only number the rows and are therefore no reference
     */
    record Guess(ImportPlan plan, List<String> numbering) {}

    static Guess guess(
            ImportTarget target,
            TextEncoding encoding,
            char delimiter,
            List<String> rawHeaders,
            List<List<String>> firstRows) {
        var headers = rawHeaders.stream().map(PlainText::line).toList();
        refuseDuplicates(headers);
        var result = new Mapping(target, headers, firstRows);
        result.guess(true);
        return new Guess(
                new ImportPlan(encoding, delimiter, headers, result.columns, result.defaults), result.numbering);
    }

    /** The columns of an earlier file by their headings, which may stand in another order now. */
    static ImportPlan asBefore(ImportPlan now, ImportPlan before) {
        var columns = new LinkedHashMap<String, List<Integer>>();
        before.columns()
                .forEach((field, places) -> columns.put(
                        field,
                        places.stream()
                                .map(place ->
                                        now.headers().indexOf(before.headers().get(place)))
                                .filter(place -> place >= 0)
                                .toList()));
        columns.values().removeIf(List::isEmpty);
        return new ImportPlan(now.encoding(), now.delimiter(), now.headers(), columns, before.defaults());
    }

    /** What somebody has chosen for a file that was looked at before: what they leave out is in no column. */
    static ImportPlan chosen(
            ImportTarget target, ImportPlan lookedAt, Map<String, List<String>> columns, Map<String, String> defaults) {
        var result = new Mapping(target, lookedAt.headers(), List.of());
        columns.forEach((name, chosen) -> {
            var field = result.field("columns", name);
            if (!chosen.isEmpty()) {
                result.columns.put(field, chosen.stream().map(result::column).toList());
            }
        });
        defaults.forEach((name, text) -> {
            var field = result.field("defaults", name);
            if (!text.isBlank()) {
                result.defaults.put(field, text);
            }
        });
        result.requireWhatHasNoDefault();
        return new ImportPlan(
                lookedAt.encoding(), lookedAt.delimiter(), lookedAt.headers(), result.columns, result.defaults);
    }

    private static void refuseDuplicates(List<String> headers) {
        var seen = new HashSet<String>();
        for (var header : headers) {
            if (!header.isEmpty() && !seen.add(header.toLowerCase(Locale.ROOT))) {
                throw Refusal.invalid("import-header-twice", "file", Map.of("value", header));
            }
        }
    }

    private static JsonNode read(@Nullable String json, String part) {
        if (json == null || json.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            var node = JSON.readTree(json);
            if (!node.isObject()) {
                throw Refusal.invalid("import-mapping-malformed", part, Map.of("field", part));
            }
            return node;
        } catch (JacksonException e) {
            throw Refusal.invalid("import-mapping-malformed", part, Map.of("field", part));
        }
    }

    private void say(String name, JsonNode said) {
        var field = field("mapping", name);
        mentioned.add(field);
        if (said.isString()) {
            columns.put(field, List.of(column(said.stringValue())));
            return;
        }
        if (said.isNull()) {
            return;
        }
        if (said.isArray()) {
            columns.put(field, columns(name, said));
            return;
        }
        var column = said.get("column");
        var otherwise = said.get("default");
        if (!said.isObject() || (column == null && otherwise == null)) {
            throw Refusal.invalid("import-mapping-malformed", "mapping." + name, Map.of("field", "mapping." + name));
        }
        if (column != null && !column.isNull()) {
            columns.put(field, column.isArray() ? columns(name, column) : List.of(column(column.asString(""))));
        }
        if (otherwise != null && !otherwise.isNull()) {
            defaults.put(field, PlainText.of(otherwise.asString("")));
        }
    }

    private List<Integer> columns(String name, JsonNode said) {
        var list = new ArrayList<Integer>();
        for (var header : said) {
            if (!header.isString()) {
                throw Refusal.invalid(
                        "import-mapping-malformed", "mapping." + name, Map.of("field", "mapping." + name));
            }
            list.add(column(header.stringValue()));
        }
        if (list.isEmpty()) {
            throw Refusal.invalid("import-mapping-malformed", "mapping." + name, Map.of("field", "mapping." + name));
        }
        return list;
    }

    private String field(String part, String name) {
        return target.field(name)
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum", part, Map.of("field", part, "value", name, "allowed", target.fields())));
    }

    private static String text(String part, Map.Entry<String, JsonNode> entry) {
        if (!entry.getValue().isValueNode()) {
            throw Refusal.invalid("import-mapping-malformed", part, Map.of("field", part));
        }
        return PlainText.of(entry.getValue().asString(""));
    }

    private int column(String header) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).equalsIgnoreCase(PlainText.line(header))) {
                return i;
            }
        }
        throw Refusal.invalid(
                "import-column-unknown", "mapping", Map.of("field", "mapping", "value", header, "allowed", headers));
    }

    private void guess(boolean everything) {
        var taken = new HashSet<Integer>();
        columns.values().forEach(taken::addAll);
        for (int i = 0; i < headers.size(); i++) {
            var field = taken.contains(i)
                    ? null
                    : target.fieldOfColumn(headers.get(i)).orElse(null);
            if (target.reference().equals(field) && onlyNumbersTheRows(i)) {
                numbering.add(headers.get(i));
                continue;
            }
            if (field != null && !mentioned.contains(field) && (everything || target.isLookedFor(field))) {
                var sofar = columns.getOrDefault(field, List.of());
                if (sofar.isEmpty() || target.mayHaveSeveral(field)) {
                    columns.put(
                            field, Stream.concat(sofar.stream(), Stream.of(i)).toList());
                }
            }
        }
        guessPartsOfName(taken);
        var used = columns.values().stream().mapToInt(List::size).sum();
        if (headers.size() - used > target.mostOtherColumns()) {
            throw Refusal.invalid("import-too-many-columns", "file", Map.of("max", target.mostOtherColumns()));
        }
    }

    /** First and last name stand in two columns where no column has the whole. */
    private void guessPartsOfName(Set<Integer> taken) {
        if (columns.containsKey("name") || mentioned.contains("name")) {
            return;
        }
        var parts = new TreeMap<Integer, Integer>();
        for (int i = 0; i < headers.size(); i++) {
            if (!taken.contains(i)) {
                var column = i;
                target.partOfName(headers.get(i)).ifPresent(part -> parts.putIfAbsent(part, column));
            }
        }
        if (!parts.isEmpty()) {
            columns.put("name", List.copyOf(parts.values()));
        }
    }

    /**
     * People number their rows, under whatever heading. Such a number is the outside reference of nothing: the next list
     * has the same ones for other people. So unless a mapping says so, a column is no reference where it counts 1, 2, 3,
     * or where its heading says no more than "number" and there is nothing but a short number in it.
     */
    private boolean onlyNumbersTheRows(int column) {
        var values = firstRows.stream()
                .map(row -> column < row.size() ? row.get(column).strip() : "")
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty()
                || !values.stream()
                        .allMatch(value -> SHORT_NUMBER.matcher(value).matches())) {
            return false;
        }
        var first = Integer.parseInt(values.getFirst());
        var counts = first <= 1;
        for (int i = 1; i < values.size(); i++) {
            counts &= Integer.parseInt(values.get(i)) == first + i;
        }
        return counts || ANY_NUMBER.contains(Vocabulary.plain(headers.get(column)));
    }

    private void requireWhatHasNoDefault() {
        for (var field : target.indispensable()) {
            var otherwise = defaults.get(field);
            if (!columns.containsKey(field) && (otherwise == null || otherwise.isBlank())) {
                throw Refusal.invalid("import-field-unmapped", "mapping", Map.of("field", field, "headers", headers));
            }
        }
    }
}
