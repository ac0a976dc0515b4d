package dev.baton.engine.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Takes a file of decisions apart and says of each cell whether the engine will understand it. */
final class TableReader {

    /** What a file holds: its tables, the ids of all its decisions, and what could not be read. */
    record Read(List<DecisionTable> tables, List<String> decisions, List<TableFault> faults) {}

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final Set<String> KNOWN_NAMES = Set.of("true", "false", "null");
    private static final Pattern PLAIN_WORD = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern WORDS = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final String file;
    private final List<DecisionTable> tables = new ArrayList<>();
    private final List<String> decisions = new ArrayList<>();
    private final List<TableFault> faults = new ArrayList<>();

    private TableReader(String file) {
        this.file = file;
    }

    static Read read(String file, String content) {
        var reader = new TableReader(file);
        try {
            ModelXml.all(ModelXml.read(content), "decision").forEach(reader::decision);
        } catch (SAXException e) {
            reader.faults.add(new TableFault(
                    file, null, null, "the file cannot be read: " + e.getMessage(), "Save it anew from the modeler"));
        }
        return new Read(reader.tables, reader.decisions, reader.faults);
    }

    private void decision(Element decision) {
        var id = decision.getAttribute("id");
        decisions.add(id);
        children(decision, "decisionTable").findFirst().ifPresent(table -> table(id, table));
        children(decision, "literalExpression").forEach(expression -> {
            if (feel.parseExpression(text(expression)).isFailure()) {
                faults.add(new TableFault(
                        file, id, null, "its expression cannot be understood", "Correct the FEEL expression"));
            }
        });
    }

    private void table(String id, Element table) {
        var inputs = children(table, "input").map(TableReader::input).toList();
        var outputs = children(table, "output")
                .map(output -> new DecisionTable.Output(
                        output.getAttribute("name"), output.getAttribute("typeRef"), allowed(output, "outputValues")))
                .toList();
        var rows = new ArrayList<DecisionTable.Row>();
        children(table, "rule").forEach(rule -> rows.add(row(id, rows.size() + 1, rule, inputs, outputs)));
        var policy = table.getAttribute("hitPolicy");
        tables.add(new DecisionTable(file, id, policy.isEmpty() ? "UNIQUE" : policy, inputs, outputs, rows));
        if (rows.isEmpty()) {
            faults.add(new TableFault(file, id, null, "it has no row", "Add the rows, or delete the table"));
        }
    }

    private static DecisionTable.Input input(Element input) {
        var expression = children(input, "inputExpression").findFirst();
        return new DecisionTable.Input(
                expression.map(TableReader::text).orElse(""),
                expression.map(said -> said.getAttribute("typeRef")).orElse(""),
                allowed(input, "inputValues"));
    }

    private static Set<String> allowed(Element column, String element) {
        var words = new LinkedHashSet<String>();
        children(column, element).forEach(values -> {
            var found = WORDS.matcher(text(values));
            while (found.find()) {
                words.add(found.group(1));
            }
        });
        return words;
    }

    private DecisionTable.Row row(
            String id, int number, Element rule, List<DecisionTable.Input> inputs, List<DecisionTable.Output> outputs) {
        var conditions = children(rule, "inputEntry").map(TableReader::text).toList();
        var answers = children(rule, "outputEntry").map(TableReader::text).toList();
        var when = new LinkedHashMap<String, Cell>();
        for (var at = 0; at < inputs.size(); at++) {
            var text = at < conditions.size() ? conditions.get(at) : "-";
            var cell = Cell.of(text);
            when.put(inputs.get(at).name(), cell);
            condition(id, number, inputs.get(at), cell);
        }
        var says = new LinkedHashMap<String, String>();
        var values = new HashMap<String, @Nullable Object>();
        for (var at = 0; at < outputs.size(); at++) {
            var text = at < answers.size() ? answers.get(at) : "";
            says.put(outputs.get(at).name(), text);
            values.put(outputs.get(at).name(), answer(id, number, inputs, outputs.get(at), text));
        }
        return new DecisionTable.Row(number, when, says, values);
    }

    private void condition(String id, int row, DecisionTable.Input input, Cell cell) {
        if (cell.any()) {
            return;
        }
        if (!PLAIN_WORD.matcher(cell.text()).matches()
                && feel.parseUnaryTests(cell.text()).isFailure()) {
            fault(
                    id,
                    row,
                    "\"" + input.name() + "\" says " + cell.text() + ", which is no condition",
                    "Correct the cell");
        } else if (NAME.matcher(cell.text()).matches() && !KNOWN_NAMES.contains(cell.text())) {
            unquoted(id, row, input.name(), cell.text());
        } else if (cell.isEmptyRange()) {
            fault(
                    id,
                    row,
                    "\"" + input.name() + "\" says " + cell.text() + ", and nothing lies in that range",
                    "Put the smaller figure first");
        } else if ((input.type().equals("number") && !cell.words().isEmpty())
                || (input.type().equals("string") && !cell.bounds().isEmpty())) {
            fault(
                    id,
                    row,
                    "\"" + input.name() + "\" is a " + input.type() + " and is compared with " + cell.text(),
                    input.type().equals("number") ? "Write a figure without quotes" : "Write the word in quotes");
        } else {
            cell.words().stream()
                    .filter(word ->
                            !input.allowed().isEmpty() && !input.allowed().contains(word))
                    .forEach(word -> fault(
                            id,
                            row,
                            "\"" + input.name() + "\" cannot be \"" + word + "\"",
                            "Allowed are " + String.join(", ", input.allowed())));
        }
    }

    /** The value of an answer that is the same whatever is asked; null for one that is worked out. */
    private @Nullable Object answer(
            String id, int row, List<DecisionTable.Input> inputs, DecisionTable.Output output, String text) {
        if (text.isEmpty()) {
            fault(id, row, "\"" + output.name() + "\" is empty", "Write an answer, or null where there is none");
            return null;
        }
        var plain = PLAIN_WORD.matcher(text);
        if (plain.matches() && !output.type().equals("number") && !output.type().equals("boolean")) {
            return allowed(id, row, output, plain.group(1));
        }
        if (feel.parseExpression(text).isFailure()) {
            fault(id, row, "\"" + output.name() + "\" says " + text + ", which is no value", "Correct the cell");
            return null;
        }
        if (NAME.matcher(text).matches()
                && !KNOWN_NAMES.contains(text)
                && inputs.stream().noneMatch(input -> input.name().equals(text))) {
            unquoted(id, row, output.name(), text);
            return null;
        }
        var evaluated = feel.evaluateExpression(text, Map.<String, Object>of());
        var value = evaluated.isSuccess() ? evaluated.result() : null;
        var wrong = (output.type().equals("number") && !(value instanceof Number))
                || (output.type().equals("boolean") && !(value instanceof Boolean))
                || (output.type().equals("string") && !(value instanceof String));
        if (value != null && wrong) {
            fault(
                    id,
                    row,
                    "\"" + output.name() + "\" is a " + output.type() + " and says " + text,
                    output.type().equals("string") ? "Write the word in quotes" : "Write a " + output.type());
        }
        return value instanceof String word ? allowed(id, row, output, word) : value;
    }

    private String allowed(String id, int row, DecisionTable.Output output, String word) {
        if (!output.allowed().isEmpty() && !output.allowed().contains(word)) {
            fault(
                    id,
                    row,
                    "\"" + output.name() + "\" cannot be \"" + word + "\"",
                    "Allowed are " + String.join(", ", output.allowed()));
        }
        return word;
    }

    private void unquoted(String id, int row, String column, String text) {
        fault(id, row, "\"" + column + "\" says " + text + " without quotes", "Write \"" + text + "\"");
    }

    private void fault(String id, int row, String what, String remedy) {
        faults.add(new TableFault(file, id, row, what, remedy));
    }

    private static String text(Element element) {
        return children(element, "text")
                .findFirst()
                .map(Node::getTextContent)
                .orElse("")
                .strip();
    }

    private static Stream<Element> children(Element parent, String name) {
        var found = parent.getChildNodes();
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .filter(node -> node instanceof Element element && name.equals(element.getLocalName()))
                .map(Element.class::cast);
    }
}
