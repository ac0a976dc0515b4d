package dev.baton.workbench.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Nothing that people typed is markup in a form. */
class FormTextTests {

    static final List<String> MARKUP = List.of(
            "<a href=\"https://evil.example\">王芳</a>",
            "<img src=x onerror=alert(1)>",
            "[会话已过期](https://evil.example)",
            "![x](https://evil.example/x.png)",
            "# Session expired\n\n**Grant** now",
            "Session expired\n===",
            "https://evil.example www.evil.example a@evil.example",
            "- one\n- two\n1. three\n> four\n| five |\n|---|",
            "    code\n\tcode\n```\ncode\n```",
            "{{password}} &lt;b&gt; \\* _x_ ~x~",
            "<!-- -->\u202Eevil\u0000");

    static Stream<Path> forms() throws IOException {
        try (var all = Files.list(Path.of("forms"))) {
            return all.filter(file -> file.toString().endsWith(".form")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noTextOfAFormCarriesMarkupThatPeopleTyped(Path form) throws IOException {
        var schema = Files.readString(form);
        for (var name : FormText.namesIn(schema)) {
            for (var markup : MARKUP) {
                var values = new HashMap<String, Object>();
                values.put(name, markup);
                values.put("other", markup);
                var safe = FormText.safe(schema, values);
                assertThat(withoutReferences(String.valueOf(safe.get(name))))
                        .as(name)
                        .doesNotContainPattern("[<>&\\[\\]()*_#`~|{}!:/@.+\\\\=\"'-]");
                assertThat(String.valueOf(safe.get(name)).lines()).noneMatch(line -> line.startsWith(" "));
                assertThat(safe.get("other")).isEqualTo(markup);
            }
        }
    }

    /** What a field is filled with must stay as it is; so a text has to show it under another name. */
    @ParameterizedTest
    @MethodSource("forms")
    void noFieldIsFilledWithWhatATextShows(Path form) throws IOException {
        var schema = Files.readString(form);
        var bound = new HashSet<String>();
        collect(new ObjectMapper().readTree(schema).path("components"), bound);

        bound.retainAll(FormText.namesIn(schema));
        assertThat(bound).isEmpty();
    }

    @Test
    void whatPeopleTypedReadsAsTheyTypedIt() {
        for (var markup : MARKUP) {
            var read = Markdown.escaped(markup);
            for (int c = 0; c < 0x80; c++) {
                read = read.replace("&#" + c + ";", Character.toString(c));
            }
            var typed = markup.replace("\u202E", "").lines().map(String::strip).toList();
            assertThat(read.lines().toList()).isEqualTo(typed);
        }
    }

    @Test
    void valuesInsideListsAreEscapedAndThoseOfTheHouseAreNot() {
        var schema = """
                {"components": [{"type": "text", "text": "{{#loop tags}}{{this}}{{/loop}} {{votes}} {{who.name}}"},
                                {"type": "text", "text": "=expression"}]}""";
        var safe = FormText.safe(
                schema,
                Map.of(
                        "tags",
                        List.of("<b>"),
                        "votes",
                        new Markdown("**yes**"),
                        "who",
                        Map.of("name", "*x*"),
                        "expression",
                        "<i>",
                        "amount",
                        5));

        assertThat(safe)
                .containsEntry("tags", List.of("&#60;b&#62;"))
                .containsEntry("votes", new Markdown("**yes**"))
                .containsEntry("who", Map.of("name", "&#42;x&#42;"))
                .containsEntry("expression", "&#60;i&#62;")
                .containsEntry("amount", 5);
    }

    private static String withoutReferences(String text) {
        return text.replaceAll("&#\\d+;", "");
    }

    private static void collect(JsonNode components, Set<String> names) {
        for (var component : components) {
            for (var of : List.of("key", "valuesKey", "path")) {
                if (component.path(of).isString()) {
                    names.add(component.path(of).asString().replaceAll("\\..*", ""));
                }
            }
            collect(component.path("components"), names);
        }
    }
}
