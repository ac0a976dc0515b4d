package dev.baton.customer.matching;

import dev.baton.customer.matching.MatchPolicy.Figure;
import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The table of matching: as deployed, or as packaged while nothing is deployed. */
@Component
public class MatchTables {

    static final String FIELD = "match-field";
    static final String FIGURE = "match-figure";
    static final String PLACEHOLDER = "match-placeholder";

    /** The fields that have placeholders. */
    static final List<String> WITH_PLACEHOLDERS = List.of("phone", "email", "name");

    private static final String FILE = "processes/duplicate-review/match-policy.dmn";
    private static final int PERCENT = 100;

    private final DeployedResources resources;
    private final DecisionTables tables;
    private final Map<String, DeployedResource> packaged = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable MatchPolicy> read = new AtomicReference<>();

    MatchTables(DeployedResources resources, DecisionTables tables) {
        this.resources = resources;
        this.tables = tables;
    }

    /** What counts now; read anew when its owner has deployed another version. */
    public MatchPolicy policy() {
        var version = table(FIELD).key();
        var known = read.get();
        if (known != null && known.version() == version) {
            return known;
        }
        var fresh = read(version, tables, this::table);
        read.set(fresh);
        return fresh;
    }

    /** What the table says that travels with the application. */
    static MatchPolicy asPackaged(DecisionTables tables) {
        return read(0, tables, MatchTables::packaged);
    }

    private static MatchPolicy read(long version, DecisionTables tables, Function<String, DeployedResource> table) {
        var fields = new EnumMap<MatchField, MatchPolicy.Field>(MatchField.class);
        for (var field : MatchField.values()) {
            if (tables.evaluate(table.apply(FIELD), Map.of("field", field.word())) instanceof Map<?, ?> row) {
                fields.put(
                        field,
                        new MatchPolicy.Field(
                                Boolean.TRUE.equals(row.get("active")),
                                number(row.get("confidence")) / PERCENT,
                                String.valueOf(row.get("evidence"))));
            }
        }
        var figures = new EnumMap<Figure, Double>(Figure.class);
        for (var figure : Figure.values()) {
            figures.put(figure, number(tables.evaluate(table.apply(FIGURE), Map.of("figure", figure.word()))));
        }
        var placeholders = new HashMap<String, Set<String>>();
        for (var field : WITH_PLACEHOLDERS) {
            if (tables.evaluate(table.apply(PLACEHOLDER), Map.of("field", field)) instanceof List<?> values) {
                placeholders.put(field, values.stream().map(String::valueOf).collect(Collectors.toSet()));
            }
        }
        return new MatchPolicy(version, fields, figures, placeholders);
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("match-policy has no figure where one is needed");
    }

    private DeployedResource table(String decision) {
        return resources
                .latest(DeployedResource.Kind.DECISION, decision)
                .orElseGet(() -> packaged.computeIfAbsent(decision, MatchTables::packaged));
    }

    private static DeployedResource packaged(String decision) {
        try {
            var content = new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8);
            return new DeployedResource(DeployedResource.Kind.DECISION, 0, decision, 0, content, Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
