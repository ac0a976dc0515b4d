package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.baton.BatonTest;
import dev.baton.staff.Accounts;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends texts that are none through every string of the API's own document, parameters and bodies. */
@BatonTest
class EveryTextTests {

    private static final List<String> ODD = List.of(
            "\u0000",
            "a\u0000b\u0007",
            "\u200B\u2060",
            "\u202Eevil\u2066",
            "\u3164\u2800",
            " \u00A0\u3000 ",
            "ＡＢ１２",
            "\uD800",
            "mailto:a@example.com",
            "1700000000",
            "-1",
            "99999999999999999999");

    /** What must not come out of the house again, wherever it was put in. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\x00\\u200B\\u202E\\u2060\\u2066\\u3164\\u2800]|\\\\u0000");

    /** They end the sitting, wait for ever, or change what every other test of this context stands on. */
    private static final Set<String> LEFT_OUT = Set.of("/api/session", "/api/notifications/stream");

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    Accounts accounts;

    @Autowired
    ObjectMapper json;

    private JsonNode document;
    private final List<String> wrong = new ArrayList<>();
    private int sent;

    @Test
    @DisplayName("No text of any operation makes the server fail, and none that cannot be seen comes out again")
    void noTextMakesTheServerFail() throws Exception {
        var people = List.of(staff.person(null, Role.ADMIN), staff.person("east", Role.SUPERVISOR, Role.REP));
        document = json.readTree(mvc.perform(get("/v3/api-docs").with(as(people.getFirst())))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (LEFT_OUT.stream().noneMatch(path.getKey()::startsWith)) {
                    for (var person : people) {
                        tryOut(path.getKey(), operation.getKey(), operation.getValue(), person);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(sent).as("the document has operations with texts").isGreaterThan(1_000);
    }

    @Test
    @DisplayName("What the document calls required is missed by its own name where it is left out")
    void whatIsRequiredIsMissedByItsName() throws Exception {
        var admin = staff.person(null, Role.ADMIN);
        document = json.readTree(mvc.perform(get("/v3/api-docs").with(as(admin)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (path.getKey().startsWith("/api/")) {
                    leaveOut(path.getKey(), operation.getKey(), operation.getValue(), admin);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(sent).as("the document has properties that are required").isGreaterThan(25);
    }

    private void leaveOut(String path, String method, JsonNode operation, Person person) throws Exception {
        var known = path;
        for (var parameter : operation.path("parameters")) {
            var schema = resolved(parameter.path("schema"));
            if (schema.has("enum")) {
                known = known.replace(
                        "{" + parameter.get("name").asString("") + "}",
                        schema.get("enum").get(0).asString(""));
            }
        }
        var filled = known.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        var schema = resolved(
                operation.at("/requestBody/content").path("application/json").path("schema"));
        for (var required : schema.path("required")) {
            var name = required.asString("");
            var body = filled(schema);
            body.remove(name);
            sent++;
            var response = mvc.perform(request(HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)), filled)
                            .with(as(person))
                            .cookie(new Cookie("XSRF-TOKEN", "same"))
                            .header("X-XSRF-TOKEN", "same")
                            .contentType("application/json")
                            .content(json.writeValueAsBytes(body)))
                    .andReturn()
                    .getResponse();
            var text = response.getContentAsString(StandardCharsets.UTF_8);
            if (response.getStatus() != 400 || !text.contains("\"field\":\"" + name + "\"")) {
                wrong.add(method + " " + path + " without " + name + ": " + response.getStatus() + " " + text);
            }
        }
    }

    private void tryOut(String path, String method, JsonNode operation, Person person) throws Exception {
        var filled = path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        for (var parameter : operation.path("parameters")) {
            if (parameter.get("in").asString("").equals("query")) {
                for (var odd : ODD) {
                    look(path, method, filled, Map.of(parameter.get("name").asString(""), odd), null, person);
                }
            }
        }
        var schema = resolved(
                operation.at("/requestBody/content").path("application/json").path("schema"));
        for (var field : schema.path("properties").properties()) {
            for (var odd : ODD) {
                var body = filled(schema);
                body.set(field.getKey(), odd(resolved(field.getValue()), odd));
                look(path, method, filled, Map.of(), body, person);
            }
        }
        if (schema.has("properties")) {
            var body = filled(schema);
            body.put("noSuchField", "x");
            var answer = look(path, method, filled, Map.of(), body, person);
            if (answer >= 200 && answer < 300) {
                wrong.add(method + " " + path + " takes a field that nobody knows");
            }
        }
    }

    private int look(
            String path, String method, String filled, Map<String, String> query, ObjectNode body, Person person)
            throws Exception {
        sent++;
        var request = request(HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)), filled)
                .with(as(person))
                // Not csrf() of the framework's: that exchanges the repository of tokens for every test after this one.
                .cookie(new Cookie("XSRF-TOKEN", "same"))
                .header("X-XSRF-TOKEN", "same");
        query.forEach(request::queryParam);
        if (body != null) {
            request.contentType("application/json").content(json.writeValueAsBytes(body));
        }
        var response = mvc.perform(request).andReturn().getResponse();
        var text = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(text).as("%s %s is let in", method, path).doesNotContain("csrf-missing");
        // There is no engine here, and an answer that says so is no failure of the text.
        if (response.getStatus() >= 500 && !text.contains("\"engine-unavailable\"")) {
            wrong.add(response.getStatus() + " " + method + " " + path + " " + query + " " + body + " " + text);
        } else if (UNSEEN.matcher(text).find()) {
            wrong.add("seen again: " + method + " " + path + " " + query + " " + body + " " + text);
        }
        return response.getStatus();
    }

    /** A body that has what it needs, as far as the document says so. */
    private ObjectNode filled(JsonNode schema) {
        var body = json.createObjectNode();
        var needed = new ArrayList<String>();
        schema.path("required").forEach(name -> needed.add(name.asString("")));
        for (var field : schema.path("properties").properties()) {
            if (needed.contains(field.getKey()) || KNOWN.containsKey(field.getKey())) {
                body.set(field.getKey(), usual(field.getKey(), resolved(field.getValue())));
            }
        }
        return body;
    }

    private static final Map<String, Object> KNOWN = known();

    private static Map<String, Object> known() {
        var known = new HashMap<String, Object>();
        known.put("name", "测试");
        known.put("phone", "13812345678");
        known.put("source", "phone");
        known.put("intent", "high");
        known.put("nextFollowUpAt", Instant.now().plusSeconds(86_400).toString());
        known.put("customerName", "测试公司");
        known.put("customerType", "smb");
        known.put("currency", "CNY");
        known.put("reason", "这是一个足够长的理由，用来通过长度检查");
        return known;
    }

    private JsonNode usual(String name, JsonNode schema) {
        var type = type(schema);
        if (type.equals("string") && KNOWN.containsKey(name)) {
            return json.valueToTree(KNOWN.get(name));
        }
        return switch (type) {
            case "integer", "number" -> json.valueToTree(1);
            case "boolean" -> json.valueToTree(true);
            case "array" -> json.createArrayNode();
            case "object" -> json.createObjectNode();
            default ->
                schema.has("enum")
                        ? schema.get("enum").get(0)
                        : json.valueToTree(
                                switch (schema.path("format").asString("")) {
                                    case "uuid" -> UUID.randomUUID().toString();
                                    case "date" -> "2027-03-01";
                                    case "date-time" -> "2027-03-01T10:00:00Z";
                                    default -> "text";
                                });
        };
    }

    /** The odd text where a text belongs, however deep. */
    private JsonNode odd(JsonNode schema, String odd) {
        return switch (type(schema)) {
            case "array" -> json.createArrayNode().add(odd(resolved(schema.path("items")), odd));
            case "object" -> {
                var object = json.createObjectNode();
                for (var field : schema.path("properties").properties()) {
                    object.set(field.getKey(), odd(resolved(field.getValue()), odd));
                }
                if (object.isEmpty()) {
                    object.put("key", odd);
                    object.put("k" + odd, "value");
                }
                yield object;
            }
            default -> json.valueToTree(odd);
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? type.get(0).asString("")
                : schema.has("properties") ? "object" : type.asString("string");
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        for (var choice : schema.path("oneOf")) {
            if (choice.has("$ref")) {
                return resolved(choice);
            }
        }
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    private org.springframework.test.web.servlet.request.RequestPostProcessor as(Person person) {
        return authentication(new SignedIn(accounts.current(person.id()).orElseThrow()));
    }
}
