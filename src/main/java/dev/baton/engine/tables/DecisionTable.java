package dev.baton.engine.tables;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A decision table as its owner wrote it, line by line. */
public final class DecisionTable {

    /** @param allowed the words that the table says this column may hold; empty where it says nothing */
    record Input(String name, String type, Set<String> allowed) {}

    record Output(String name, String type, Set<String> allowed) {}

    /** One line; its number is the one that the modeler shows. */
    public static final class Row {

        private final int number;
        private final Map<String, Cell> when;
        private final Map<String, String> says;
        private final Map<String, @Nullable Object> values;

        Row(int number, Map<String, Cell> when, Map<String, String> says, Map<String, @Nullable Object> values) {
            this.number = number;
            this.when = when;
            this.says = says;
            this.values = values;
        }

        public int number() {
            return number;
        }

        /** The words that a column of conditions names; none where it takes everything. */
        public Set<String> words(String input) {
            return cell(input).words();
        }

        /** Whether a column of conditions takes everything. */
        public boolean takesAny(String input) {
            return cell(input).any();
        }

        /** The word of an answer; empty where it is none. */
        public String word(String output) {
            return values.get(output) instanceof String word ? word : "";
        }

        /** The figure of an answer; nothing where it is none, or one that only the engine can tell. */
        public @Nullable Double number(String output) {
            return values.get(output) instanceof Number number ? number.doubleValue() : null;
        }

        /** The answer as it is written. */
        public String written(String output) {
            return says.getOrDefault(output, "");
        }

        Cell cell(String input) {
            var cell = when.get(input);
            return cell == null ? Cell.of("-") : cell;
        }
    }

    private final String file;
    private final String decision;
    private final String hitPolicy;
    private final List<Input> inputs;
    private final List<Output> outputs;
    private final List<Row> rows;

    DecisionTable(
            String file, String decision, String hitPolicy, List<Input> inputs, List<Output> outputs, List<Row> rows) {
        this.file = file;
        this.decision = decision;
        this.hitPolicy = hitPolicy;
        this.inputs = inputs;
        this.outputs = outputs;
        this.rows = rows;
    }

    public List<Row> rows() {
        return rows;
    }

    /** The lines that may answer where one column says this word, whatever the others say; in their order. */
    public List<Row> rowsFor(String input, String word) {
        return rows.stream()
                .filter(row -> row.cell(input).matches(word) != Cell.Answer.NO)
                .toList();
    }

    /** The first line that answers to these words, figures and flags; columns that are not named match nothing special. */
    public Optional<Row> answering(Map<String, Object> asked) {
        return rows.stream()
                .filter(row -> inputs.stream()
                        .allMatch(input ->
                                row.cell(input.name()).matches(value(asked.get(input.name()))) != Cell.Answer.NO))
                .findFirst();
    }

    private static Object value(@Nullable Object given) {
        return given == null
                ? Cell.NOTHING
                : given instanceof Number number ? new BigDecimal(number.toString()) : given;
    }

    public TableFault fault(Row row, String what, String remedy) {
        return new TableFault(file, decision, row.number(), what, remedy);
    }

    public TableFault fault(String what, String remedy) {
        return new TableFault(file, decision, null, what, remedy);
    }

    String file() {
        return file;
    }

    String decision() {
        return decision;
    }

    String hitPolicy() {
        return hitPolicy;
    }

    List<Input> inputs() {
        return inputs;
    }

    List<Output> outputs() {
        return outputs;
    }
}
