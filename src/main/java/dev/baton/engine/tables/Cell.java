package dev.baton.engine.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition of one column in one line, as far as it can be understood without running it: words, figures, ranges,
 * {@code true}, {@code null}, lists of these and their negation. What goes beyond is left to the engine.
 */
record Cell(String text, List<Test> tests, boolean negated) {

    /** Whether a value meets a condition. */
    enum Answer {
        YES,
        NO,
        /** It calls something or compares with something that only the engine knows. */
        UNKNOWN
    }

    private sealed interface Test {

        record Word(String word) implements Test {}

        record Flag(boolean flag) implements Test {}

        record Nothing() implements Test {}

        /** A null bound is none. */
        record Range(
                @Nullable BigDecimal from,
                boolean withFrom,
                @Nullable BigDecimal to,
                boolean withTo) implements Test {

            boolean holds(BigDecimal number) {
                return (from == null || number.compareTo(from) > (withFrom ? -1 : 0))
                        && (to == null || number.compareTo(to) < (withTo ? 1 : 0));
            }
        }

        record Other(String text) implements Test {}
    }

    /** What stands for no value at all. */
    static final Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final String NUMBER = "[-+]?\\d+(?:\\.\\d+)?";
    private static final Pattern PLAIN = Pattern.compile(NUMBER);
    private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>|=)\\s*(" + NUMBER + ")");
    private static final Pattern RANGE =
            Pattern.compile("([\\[\\](])\\s*(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*([\\[\\])])");
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern NOT = Pattern.compile("not\\s*\\((.*)\\)", Pattern.DOTALL);

    static Cell of(String written) {
        var text = written.strip();
        if (text.isEmpty() || text.equals("-")) {
            return new Cell("-", List.of(), false);
        }
        var not = NOT.matcher(text);
        var negated = not.matches();
        return new Cell(
                text,
                parts(negated ? not.group(1) : text).stream().map(Cell::test).toList(),
                negated);
    }

    private static Test test(String part) {
        if (part.equals("null")) {
            return new Test.Nothing();
        }
        if (part.equals("true") || part.equals("false")) {
            return new Test.Flag(part.equals("true"));
        }
        var word = WORD.matcher(part);
        if (word.matches()) {
            return new Test.Word(word.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        if (PLAIN.matcher(part).matches()) {
            var number = new BigDecimal(part);
            return new Test.Range(number, true, number, true);
        }
        var compared = COMPARED.matcher(part);
        if (compared.matches()) {
            var number = new BigDecimal(compared.group(2));
            return switch (compared.group(1)) {
                case "<" -> new Test.Range(null, false, number, false);
                case "<=" -> new Test.Range(null, false, number, true);
                case ">" -> new Test.Range(number, false, null, false);
                case ">=" -> new Test.Range(number, true, null, false);
                default -> new Test.Range(number, true, number, true);
            };
        }
        var range = RANGE.matcher(part);
        if (range.matches()) {
            return new Test.Range(
                    new BigDecimal(range.group(2)),
                    range.group(1).equals("["),
                    new BigDecimal(range.group(3)),
                    range.group(4).equals("]"));
        }
        return new Test.Other(part);
    }

    /** At the commas that are not inside of quotes or brackets. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var depth = 0;
        var quoted = false;
        for (var at = 0; at < text.length(); at++) {
            var sign = text.charAt(at);
            if (sign == '"' && (at == 0 || text.charAt(at - 1) != '\\')) {
                quoted = !quoted;
            }
            depth += quoted ? 0 : sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ',' && !quoted && depth <= 0) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(sign);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    boolean any() {
        return tests.isEmpty();
    }

    /** @param value a {@link String}, {@link BigDecimal}, {@link Boolean} or {@link #NOTHING} */
    Answer matches(Object value) {
        if (any()) {
            return Answer.YES;
        }
        if (tests.stream().anyMatch(test -> meets(test, value))) {
            return yes();
        }
        var unknown = tests.stream().anyMatch(Test.Other.class::isInstance);
        return unknown ? Answer.UNKNOWN : negated ? Answer.YES : Answer.NO;
    }

    private static boolean meets(Test test, Object value) {
        return switch (test) {
            case Test.Word word -> word.word().equals(value);
            case Test.Flag flag -> Boolean.valueOf(flag.flag()).equals(value);
            case Test.Nothing nothing -> value == NOTHING;
            case Test.Range range -> value instanceof BigDecimal number && range.holds(number);
            case Test.Other other -> false;
        };
    }

    private Answer yes() {
        return negated ? Answer.NO : Answer.YES;
    }

    Set<String> words() {
        var words = new LinkedHashSet<String>();
        tests.forEach(test -> {
            if (test instanceof Test.Word word) {
                words.add(word.word());
            }
        });
        return words;
    }

    /** The figures at which its answer changes. */
    Set<BigDecimal> bounds() {
        var bounds = new TreeSet<BigDecimal>();
        tests.forEach(test -> {
            if (test instanceof Test.Range range) {
                if (range.from() != null) {
                    bounds.add(range.from());
                }
                if (range.to() != null) {
                    bounds.add(range.to());
                }
            }
        });
        return bounds;
    }

    /** Whether it speaks of more than single figures. */
    boolean hasRanges() {
        return tests.stream()
                .anyMatch(test -> test instanceof Test.Range range
                        && (range.from() == null
                                || range.to() == null
                                || range.from().compareTo(range.to()) != 0));
    }

    boolean hasFlags() {
        return tests.stream().anyMatch(Test.Flag.class::isInstance);
    }

    /** A range that nothing can lie in, for example {@code [20..10]}. */
    boolean isEmptyRange() {
        return tests.stream()
                .anyMatch(test -> test instanceof Test.Range range
                        && range.from() != null
                        && range.to() != null
                        && (range.from().compareTo(range.to()) > 0
                                || (range.from().compareTo(range.to()) == 0 && !(range.withFrom() && range.withTo()))));
    }
}
