package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.shared.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

@DisplayName("JSON has its texts in one shape before anything reads it")
class PlainJsonTests {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void textsAndNamesArePlainAndSecretsAreAsTheyWereTyped() throws Exception {
        var read = json.readTree(
                PlainJson.of(
                        "{\"na\\u200bme\": \" 张\\u0000伟\\u202e \", \"oldPassword\": \" a\\u0000 \", \"list\": [\"\\u3164\", \"Ａ\"], \"n\": 1e5}"));

        assertThat(read.get("name").asString("")).isEqualTo("张伟");
        assertThat(read.get("oldPassword").asString("")).isEqualTo(" a\u0000 ");
        assertThat(read.get("list").get(0).asString("")).isEmpty();
        assertThat(read.get("list").get(1).asString("")).isEqualTo("A");
        assertThat(read.get("n").asDouble()).isEqualTo(1e5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\": \"b",
                "{\"a\": \"\\x\"}",
                "[1, 2",
                "{\"a\": \"\\u12\"}",
                "\"",
                "{\"a\": \"b\\",
                "nothing",
                "{\"a\": \"line\nbreak\"}"
            })
    void whatIsNoJsonStaysAsItIs(String broken) {
        assertThat(PlainJson.of(broken)).isEqualTo(broken);
    }

    @Test
    @DisplayName("Whatever is in a text, the JSON around it means the same")
    void everythingElseMeansTheSame() throws Exception {
        var random = new Random(Long.getLong("seed", 38L));
        for (int i = 0; i < 5_000; i++) {
            var said = new LinkedHashMap<String, Object>();
            for (int field = 0; field < 3; field++) {
                said.put("field" + field, field == 2 ? Map.of("inner", text(random)) : text(random));
            }
            var read = json.readTree(PlainJson.of(json.writeValueAsString(said)));
            assertThat(read.get("field0").asString("")).isEqualTo(PlainText.of((String) said.get("field0")));
            assertThat(read.get("field1").asString("")).isEqualTo(PlainText.of((String) said.get("field1")));
            assertThat(read.get("field2").get("inner").asString(""))
                    .isEqualTo(PlainText.of(
                            ((Map<?, ?>) said.get("field2")).get("inner").toString()));
            assertThat(read.size()).isEqualTo(3);
        }
    }

    private static String text(Random random) {
        var signs = "ab \"\\/{}[]:,\n\t\r\b\f\u0000\u001f\u200b\u202e\u3000张１Ａ";
        var text = new StringBuilder();
        for (var length = random.nextInt(10); length > 0; length--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }
}
