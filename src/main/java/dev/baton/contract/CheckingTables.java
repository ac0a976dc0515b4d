package dev.baton.contract;

import dev.baton.staff.Role;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * Reads the tables of approvals before anybody relies on them: a step without a limit, two limits for one step, a word
 * that names nobody, or figures that nobody would approve stop the start, with the row named.
 */
@Component
class CheckingTables implements SmartInitializingSingleton {

    private static final Set<String> MODES = Set.of("parallel", "in-order");

    private final ChainTables tables;
    private final ChoosingChain choosing;

    CheckingTables(ChainTables tables, ChoosingChain choosing) {
        this.tables = tables;
        this.choosing = choosing;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var problems = new ArrayList<>(
                problems(tables.packagedOnly().table("approval-chain").content()));
        if (problems.isEmpty()) {
            problems.addAll(gaps(choosing.on(tables.packagedOnly())));
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("approval-chain.dmn cannot be used: " + String.join("; ", problems));
        }
    }

    /** One rule of a table, by the names of its columns. */
    private record Row(String table, int number, Map<String, String> cells) {

        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        String problem(String what) {
            return table + " row " + number + ": " + what;
        }
    }

    static List<String> problems(String content) {
        var problems = new ArrayList<String>();
        var rows = rows(content);
        var steps = new HashSet<String>();
        var orders = new HashSet<String>();
        for (var row : of(rows, "approval-limits")) {
            if (!steps.add(row.cell("kind") + " " + row.cell("step"))) {
                problems.add(row.problem("the step " + row.cell("step") + " is there twice"));
            }
            if (!orders.add(row.cell("kind") + " " + row.cell("order"))) {
                problems.add(row.problem("the order " + row.cell("order") + " is there twice"));
            }
            if (!MODES.contains(row.cell("mode"))) {
                problems.add(row.problem("the mode is parallel or in-order"));
            }
            if (!positive(row.cell("hours"))) {
                problems.add(row.problem("the hours are a number above zero"));
            }
            if (Seating.role(row.cell("nextLevel")) == null) {
                problems.add(row.problem("the next level is one of " + Arrays.toString(Role.values())));
            }
        }
        for (var row : of(rows, "approval-chain")) {
            if (!steps.contains(row.cell("kind") + " " + row.cell("step"))) {
                problems.add(row.problem("the step " + row.cell("step") + " has no row in approval-limits"));
            }
            names(row, "who", problems);
            if (!row.cell("needed").equals("all") && !row.cell("needed").matches("[1-9][0-9]{0,2}")) {
                problems.add(row.problem("needed is all, or how many"));
            }
        }
        of(rows, "approval-calls").forEach(row -> names(row, "who", problems));
        for (var row : of(rows, "approval-rates")) {
            if (!positive(row.cell("rate"))) {
                problems.add(row.problem("the rate is a number above zero"));
            }
        }
        return problems;
    }

    private static void names(Row row, String column, List<String> problems) {
        var words =
                Arrays.stream(row.cell(column).split(",")).map(String::strip).toList();
        if (words.stream().anyMatch(String::isEmpty)) {
            problems.add(row.problem(column + " names nobody"));
        }
        words.stream()
                .filter(word -> !word.isEmpty() && !word.startsWith("person:") && Seating.role(word) == null)
                .forEach(word -> problems.add(row.problem(word + " is no role and no person:login")));
    }

    /** Figures of every size and kind: each has to find somebody. */
    private static List<String> gaps(ChoosingChain choosing) {
        var gaps = new ArrayList<String>();
        for (var kind : ApprovalKind.values()) {
            for (var customer : List.of("smb", "enterprise", "government")) {
                for (var variant : List.of("", "light", "standard", "government", "key")) {
                    for (var type : List.of("", "renewal", "framework", "other")) {
                        for (var amount : List.of("0.01", "49999.99", "50000", "999999", "999999999999")) {
                            var figures = new ChoosingChain.Figures(
                                    kind, customer, variant, type, new BigDecimal(amount), "CNY", BigDecimal.ZERO);
                            if (choosing.choose(figures).notices().contains(Chain.EMPTY_CHAIN)) {
                                gaps.add("nobody approves " + figures);
                            }
                        }
                    }
                }
            }
        }
        return gaps.size() > 3 ? gaps.subList(0, 3) : gaps;
    }

    private static List<Row> of(List<Row> rows, String table) {
        return rows.stream().filter(row -> row.table().equals(table)).toList();
    }

    private static boolean positive(String cell) {
        try {
            return new BigDecimal(cell).signum() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static List<Row> rows(String content) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var document = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            var rows = new ArrayList<Row>();
            for (var decision : elements(document.getDocumentElement(), "decision")) {
                var columns = new ArrayList<String>();
                elements(decision, "inputExpression").forEach(input -> columns.add(text(input)));
                elements(decision, "output").forEach(output -> columns.add(output.getAttribute("name")));
                var number = 0;
                for (var rule : elements(decision, "rule")) {
                    var cells = new ArrayList<String>();
                    elements(rule, "inputEntry").forEach(entry -> cells.add(text(entry)));
                    elements(rule, "outputEntry").forEach(entry -> cells.add(text(entry)));
                    var named = new HashMap<String, String>();
                    for (var at = 0; at < Math.min(columns.size(), cells.size()); at++) {
                        named.put(columns.get(at), cells.get(at).replaceAll("^\"|\"$", ""));
                    }
                    rows.add(new Row(decision.getAttribute("id"), ++number, named));
                }
            }
            return rows;
        } catch (Exception e) {
            throw new IllegalStateException("approval-chain.dmn cannot be read", e);
        }
    }

    private static List<Element> elements(Element within, String name) {
        var found = within.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (var at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element cell) {
        return cell.getTextContent().strip();
    }
}
