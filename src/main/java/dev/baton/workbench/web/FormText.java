package dev.baton.workbench.web;

import dev.baton.engine.Markdown;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Values of a form as its texts may show them. Texts of forms are Markdown and HTML, so a customer's name could be a link
 * and a reason a heading: every value that a text names is escaped before it leaves the server, whoever drew the form.
 */
final class FormText {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    /** A text may be an expression as a whole. */
    private static final Pattern EXPRESSION =
            Pattern.compile("\"(?:text|content)\"\\s*:\\s*\"\\s*=((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private FormText() {}

    static Map<String, Object> safe(String schema, Map<String, Object> values) {
        var shown = namesIn(schema);
        var safe = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> safe.put(name, shown.contains(name) ? escaped(value) : value));
        return safe;
    }

    /** Every name that a text of the form mentions. */
    static Set<String> namesIn(String schema) {
        var names = new HashSet<String>();
        for (var pattern : List.of(PLACEHOLDER, EXPRESSION)) {
            pattern.matcher(schema)
                    .results()
                    .flatMap(found -> NAME.matcher(found.group(1)).results())
                    .forEach(name -> names.add(name.group()));
        }
        return names;
    }

    private static @Nullable Object escaped(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> Markdown.escaped(text.toString());
            case Map<?, ?> many -> {
                var all = new LinkedHashMap<Object, @Nullable Object>();
                many.forEach((name, one) -> all.put(name, escaped(one)));
                yield all;
            }
            case Iterable<?> many ->
                StreamSupport.stream(many.spliterator(), false)
                        .map(FormText::escaped)
                        .collect(Collectors.toList());
            case null, default -> value;
        };
    }
}
