package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    private final ImportTarget target;
    private final List<String> headers;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Set<String> mentioned = new HashSet<>();

    private Mapping(ImportTarget target, List<String> headers) {
        this.target = target;
        this.headers = headers;
    }

    static ImportPlan plan(
            ImportTarget target,
            TextEncoding encoding,
            char delimiter,
            List<String> rawHeaders,
            @Nullable String mapping,
            @Nullable String defaults) {
        var headers = rawHeaders.stream().map(String::strip).toList();
        refuseDuplicates(headers);
        var result = new Mapping(target, headers);
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
            columns.put(field, column(said.stringValue()));
            return;
        }
        if (said.isNull()) {
            return;
        }
        var column = said.get("column");
        var otherwise = said.get("default");
        if (!said.isObject() || (column == null && otherwise == null)) {
            throw Refusal.invalid("import-mapping-malformed", "mapping." + name, Map.of("field", "mapping." + name));
        }
        if (column != null && !column.isNull()) {
            columns.put(field, column(column.asString("")));
        }
        if (otherwise != null && !otherwise.isNull()) {
            defaults.put(field, otherwise.asString(""));
        }
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
        return entry.getValue().asString("");
    }

    private int column(String header) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).equalsIgnoreCase(header.strip())) {
                return i;
            }
        }
        throw Refusal.invalid(
                "import-column-unknown", "mapping", Map.of("field", "mapping", "value", header, "allowed", headers));
    }

    private void guess(boolean everything) {
        var taken = new HashSet<>(columns.values());
        for (int i = 0; i < headers.size(); i++) {
            var field = taken.contains(i)
                    ? null
                    : target.fieldOfColumn(headers.get(i)).orElse(null);
            if (field != null && !mentioned.contains(field) && (everything || target.isLookedFor(field))) {
                columns.putIfAbsent(field, i);
            }
        }
        if (headers.size() - columns.size() > target.mostOtherColumns()) {
            throw Refusal.invalid("import-too-many-columns", "file", Map.of("max", target.mostOtherColumns()));
        }
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
