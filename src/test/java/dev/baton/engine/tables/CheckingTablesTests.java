package dev.baton.engine.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What is found in any decision table, whoever owns it; the words of a module are tested where the module is. */
class CheckingTablesTests {

    private static final String HEAD = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
              <decision id="chain" name="chain"><decisionTable hitPolicy="%s">""";

    private boolean mustAnswer;
    private Map<String, Set<String>> words = Map.of();

    @Test
    @DisplayName("The tables and diagrams of this product have no fault of any kind that holds for all of them")
    void ours() throws IOException {
        assertThat(new CheckingTables(List.of()).faults(ProcessFiles.read())).isEmpty();
    }

    @Test
    @DisplayName("A hole between two figures is found, with the rows beside it")
    void hole() {
        var faults = check("FIRST", table("number", "< 100000", "1"), row("> 100000", "2"));
        assertThat(faults).singleElement().satisfies(fault -> assertThat(fault.toString())
                .isEqualTo("t.dmn, table chain: there is a gap: no row answers to input = 100000"
                        + " (nearest: row 1, 2). Widen one of these rows or add one."));
    }

    @Test
    @DisplayName("A range without an upper end leaves the largest amounts without a row")
    void open() {
        assertThat(check("UNIQUE", table("number", "[0..100)", "1"), row("[100..500]", "2")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).contains("input > 500"));
    }

    @Test
    @DisplayName("Amounts below zero are nobody's to answer, unless a row speaks of them")
    void belowZero() {
        assertThat(check("FIRST", table("number", "[0..10]", "1"), row("> 10", "2")))
                .isEmpty();
        assertThat(check("FIRST", table("number", "< -5", "1"), row(">= 0", "2")))
                .extracting(TableFault::what)
                .anySatisfy(what -> assertThat(what).contains("input between -5 and 0"));
    }

    @Test
    @DisplayName("Two rows that may answer alike are found under UNIQUE, with both numbers")
    void overlap() {
        assertThat(check("UNIQUE", table("number", "<= 100", "1"), row(">= 100", "2")))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.row()).isEqualTo(2);
                    assertThat(fault.what()).contains("overlaps with row 1", "input = 100");
                });
        assertThat(check("FIRST", table("number", "<= 100", "1"), row(">= 100", "2")))
                .as("the first one counts")
                .isEmpty();
    }

    @Test
    @DisplayName("Under ANY, rows may overlap where they say the same")
    void any() {
        assertThat(check("ANY", table("number", "<= 100", "1"), row(">= 100", "1")))
                .isEmpty();
        assertThat(check("ANY", table("number", "<= 100", "1"), row(">= 100", "2")))
                .hasSize(1);
    }

    @Test
    @DisplayName("A row below one that takes everything never counts")
    void shadowed() {
        assertThat(check("FIRST", table("string", "-", "1"), row("\"quote\"", "2")))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.row()).isEqualTo(2);
                    assertThat(fault.what()).contains("never counts");
                });
    }

    @Test
    @DisplayName("A table that has to answer everything needs a last line for what nobody has thought of")
    void noDefault() {
        assertThat(check("FIRST", table("string", "\"a\"", "1"), row("\"b\"", "2")))
                .isEmpty();
        mustAnswer = true;
        assertThat(check("FIRST", table("string", "\"a\"", "1"), row("\"b\"", "2")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).contains("input = any other"));
        assertThat(check("FIRST", table("string", "\"a\"", "1"), row("-", "2"))).isEmpty();
    }

    @Test
    @DisplayName("A table that collects may answer with nothing, but no row may say what another says")
    void collects() {
        assertThat(check("COLLECT", table("number", "> 100", "1"))).isEmpty();
        assertThat(check("COLLECT", table("string", "\"a\"", "1"), row("\"a\"", "1")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).contains("same as row 1"));
    }

    @Test
    @DisplayName("What only the engine can work out is neither a gap nor an overlap")
    void unknown() {
        assertThat(check("UNIQUE", table("number", "< limit(amount)", "1"), row(">= 100", "2")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | 100 TO 200    | 1       | is no condition",
                "string | quote         | 1       | Write \"quote\"",
                "number | \"100\"       | 1       | Write a figure without quotes",
                "string | >= 100        | 1       | Write the word in quotes",
                "number | [20..10]      | 1       | nothing lies in that range",
                "string | -             | high    | Write \"high\"",
                "string | -             | \"1\"   | is a number",
                "string | -             | 1 +     | is no value",
                "string | -             |         | is empty"
            })
    @DisplayName("A cell that cannot be understood is named with its row and what to write")
    void cells(String type, String condition, String answer, String told) {
        var faults = check("FIRST", table(type, condition, answer == null ? "" : answer), row("-", "2"));
        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.row()).isEqualTo(1);
            assertThat(fault.toString())
                    .startsWith("t.dmn, table chain, row 1: ")
                    .contains(told);
        });
    }

    @Test
    @DisplayName("A word that a column does not allow is named")
    void allowedWords() {
        var faults = check("FIRST", """
                <input id="i"><inputExpression typeRef="string"><text>input</text></inputExpression>
                <inputValues><text>"a","b"</text></inputValues></input><output name="out" typeRef="number"/>""" + row("\"c\"", "1"), row("\"a\"", "2"));
        assertThat(faults)
                .extracting(TableFault::what)
                .anySatisfy(what -> assertThat(what).contains("cannot be \"c\""))
                .anySatisfy(what -> assertThat(what).contains("no row answers to input = \"b\""));
    }

    @Test
    @DisplayName("Where it is known what a column is ever asked, all of that is answered and nothing else is")
    void closedWords() {
        words = Map.of("chain.input", Set.of("a", "b"));
        mustAnswer = true;
        assertThat(check("COLLECT", table("string", "\"a\"", "1")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).contains("no row answers to input = \"b\""));
        assertThat(check("COLLECT", table("string", "\"a\"", "1"), row("\"b\"", "2")))
                .isEmpty();
    }

    @Test
    @DisplayName("Where a column counts, nothing lies between its figures")
    void counting() {
        assertThat(check("FIRST", table("number", "1", "1"), row("2", "2"))).isEmpty();
        assertThat(check("UNIQUE", table("number", "1", "1"), row("1, 2", "2"))).hasSize(1);
    }

    @Test
    @DisplayName("A missing table, one that is there twice and a file that is none are named")
    void files() {
        TableRule rule = new TableRule() {
            @Override
            public Set<String> decisions() {
                return Set.of("other");
            }

            @Override
            public void check(DeployableTables tables, Consumer<TableFault> faults) {
                throw new AssertionError("nothing to look at");
            }
        };
        var file = file("FIRST", table("string", "-", "1"));
        var faults = new CheckingTables(List.of(rule)).faults(Map.of("a.dmn", file, "b.dmn", file, "c.dmn", "<"));
        assertThat(faults)
                .extracting(TableFault::toString)
                .anySatisfy(fault -> assertThat(fault).contains("table other", "no file has this table"))
                .anySatisfy(fault -> assertThat(fault).startsWith("b.dmn, table chain: the table is in a.dmn too"))
                .anySatisfy(fault -> assertThat(fault).startsWith("c.dmn: the file cannot be read"));
    }

    @Test
    @DisplayName("A diagram whose gateway has no default flow is refused, with the gateway named (LA-14)")
    void gatewayWithoutDefault() throws IOException {
        var diagram = ProcessFiles.read().get("lead-response.bpmn");
        var broken = diagram.replace(" default=\"flow_distribution_to_fallback\"", "");
        assertThat(broken).isNotEqualTo(diagram);

        assertThat(new CheckingTables(List.of()).faults(Map.of("lead-response.bpmn", broken)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .startsWith("lead-response.bpmn: the gateway gateway_distribution \"分给谁？ Where to?\" has no"
                                + " default flow. "));
    }

    @Test
    @DisplayName("A default flow that leaves another gateway is none")
    void defaultOfAnotherGateway() throws IOException {
        var diagram = ProcessFiles.read()
                .get("lead-response.bpmn")
                .replace("default=\"flow_distribution_to_fallback\"", "default=\"flow_weights_to_fallback\"");

        assertThat(new CheckingTables(List.of()).faults(Map.of("lead-response.bpmn", diagram)))
                .extracting(TableFault::what)
                .singleElement()
                .asString()
                .contains("gateway_distribution");
    }

    @Test
    @DisplayName("A gateway with one way out decides nothing and needs no default; a file that is no diagram is named")
    void otherDiagrams() {
        var joining = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"p\">"
                + "<exclusiveGateway id=\"g\"><outgoing>f</outgoing></exclusiveGateway></process></definitions>";
        assertThat(new CheckingTables(List.of()).faults(Map.of("p.bpmn", joining)))
                .isEmpty();
        assertThat(new CheckingTables(List.of()).faults(Map.of("p.bpmn", "<")))
                .extracting(TableFault::toString)
                .singleElement()
                .asString()
                .startsWith("p.bpmn: the file cannot be read");
    }

    @Test
    @DisplayName("The start says which rows to correct")
    void analysis() {
        var faults = check("UNIQUE", table("number", "<= 100", "1"), row(">= 100", "2"));
        var analysis = new BrokenTablesAnalyzer().analyze(new BrokenTables(faults));
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("t.dmn, table chain, row 2");
        assertThat(analysis.getAction()).contains("processes/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNIQUE | <= 100 | >= 100 | on-trial.dmn, table chain, row 2: | overlaps with row 1",
                "FIRST  | < 100  | > 100  | on-trial.dmn, table chain: there is a gap | nearest: row 1, 2"
            })
    @DisplayName(
            "The application does not start with a table that has an overlap or a gap, and says where and what to do")
    void refusedAtStart(String hitPolicy, String first, String second, String where, String what, @TempDir Path folder)
            throws IOException {
        var added =
                Files.createDirectories(folder.resolve("processes/on-trial")).resolve("on-trial.dmn");
        Files.writeString(added, file(hitPolicy, table("number", first, "1"), row(second, "2")));
        try (var classpath = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThatThrownBy(() -> startWith(classpath)).isInstanceOfSatisfying(BrokenTables.class, broken -> {
                assertThat(broken.faults()).hasSize(1);
                assertThat(broken)
                        .hasMessageContainingAll(
                                where, what, broken.faults().getFirst().remedy());
            });
            Files.writeString(added, file(hitPolicy, table("number", "< 100", "1"), row(">= 100", "2")));
            startWith(classpath);
        }
    }

    /** As the application does, with whatever lies on this classpath. */
    private static void startWith(ClassLoader classpath) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(classpath);
        try (var start = new AnnotationConfigApplicationContext(CheckingTables.class)) {
            assertThat(start.isActive()).isTrue();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<TableFault> check(String hitPolicy, String... rows) {
        var tables = TableReader.read("t.dmn", file(hitPolicy, rows));
        var faults = new ArrayList<>(tables.faults());
        tables.tables().forEach(table -> TableCoverage.check(table, mustAnswer, words, faults::add));
        return faults;
    }

    private static String file(String hitPolicy, String... rows) {
        return HEAD.formatted(hitPolicy) + String.join("", rows) + "</decisionTable></decision></definitions>";
    }

    private static String table(String type, String condition, String answer) {
        return "<input id=\"i\"><inputExpression typeRef=\"%s\"><text>input</text></inputExpression></input>"
                        .formatted(type)
                + "<output name=\"out\" typeRef=\"number\"/>"
                + row(condition, answer);
    }

    private static String row(String condition, String answer) {
        return "<rule><inputEntry><text><![CDATA[%s]]></text></inputEntry><outputEntry><text><![CDATA[%s]]></text></outputEntry></rule>"
                .formatted(condition, answer);
    }
}
