package dev.baton.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.valuemapper.CustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Evaluates a stored version of a decision table outside the engine, with the same FEEL implementation: to explain what
 * a table says, and to make a past decision again.
 */
@Component
public class DecisionTables {

    private static final ValueMapper JAVA_VALUES = new ValueMapper.CompositeValueMapper(
            CollectionConverters.asScala(List.<CustomValueMapper>of(new JavaValueMapper()))
                    .toList());

    private final DmnEngine dmn = new DmnEngine.Builder().build();
    private final LoadingCache<String, ParsedDmn> parsed =
            Caffeine.newBuilder().maximumSize(50).build(this::parse);

    /**
     * The answer of the table; null where no row matches.
     *
     * @throws IllegalStateException when the table cannot be read or evaluated
     */
    public @Nullable Object evaluate(DeployedResource table, Map<String, Object> context) {
        var result = dmn.eval(parsed.get(table.content()), table.resourceId(), context);
        if (result.isLeft()) {
            throw new IllegalStateException(table.resourceId() + ": "
                    + result.left().toOption().get().failure().message());
        }
        var answer = result.toOption().get();
        return answer.isNil() ? null : plain(answer.value());
    }

    private ParsedDmn parse(String content) {
        var result = dmn.parse(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        if (result.isLeft()) {
            throw new IllegalStateException(result.left().toOption().get().message());
        }
        return result.toOption().get();
    }

    private Object plain(Object value) {
        return value instanceof Val val ? JAVA_VALUES.unpackVal(val) : value;
    }
}
