package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.BatonApplication;
import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import dev.baton.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

@BatonTest
class ProblemTests {

    enum Colour {
        @JsonProperty("red")
        RED,
        @JsonProperty("green")
        GREEN
    }

    record Thing(
            @NotBlank @Size(max = 5) String name,
            @Nullable Colour colour,
            @Nullable Instant at,
            @Nullable @Email String email,
            @Nullable @Min(1) Integer count,
            @Nullable @Valid Inner inner) {}

    record Inner(@NotNull UUID id) {}

    /** Fails in every way that a controller can. */
    @ResponseBody
    static class Probe {

        private final JdbcClient jdbc;

        Probe(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        Thing take(@RequestBody @Valid Thing thing) {
            return thing;
        }

        String refuse(@RequestParam Refusal.Kind kind) {
            throw new Refusal(kind, "task-already-done", null, Map.of("by", "王伟"));
        }

        String byId(@PathVariable UUID id, @RequestParam(required = false) @Nullable Colour colour) {
            return id.toString();
        }

        String lost() {
            throw new OptimisticLockingFailureException("version 3 is not version 2");
        }

        String broken() {
            throw new IllegalStateException("secret of the house");
        }

        String file(@RequestPart MultipartFile file) {
            return file.getName();
        }

        int database() {
            return jdbc.sql("select 1").query(Integer.class).single();
        }
    }

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ConfigurableApplicationContext context;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Value("${spring.datasource.url}")
    String url;

    private final Map<RequestMappingInfo, String> probed = Map.of(
            info(RequestMethod.POST, "/public/probe/things"), "take",
            info(RequestMethod.GET, "/public/probe/refuse"), "refuse",
            info(RequestMethod.GET, "/public/probe/things/{id}"), "byId",
            info(RequestMethod.GET, "/public/probe/lost"), "lost",
            info(RequestMethod.GET, "/public/probe/broken"), "broken",
            info(RequestMethod.POST, "/public/probe/file"), "file",
            info(RequestMethod.GET, "/public/probe/database"), "database");

    @BeforeEach
    void openProbe() {
        var probe = new Probe(jdbc);
        probed.forEach((info, name) -> {
            for (var method : Probe.class.getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    mappings.registerMapping(info, probe, method);
                }
            }
        });
    }

    @AfterEach
    void closeProbe() {
        probed.keySet().forEach(mappings::unregisterMapping);
    }

    @Test
    void aMissingFieldIsNamedWithTheRemedyInChinese() throws Exception {
        send("{}")
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:baton:problem:missing-field"))
                .andExpect(jsonPath("$.title").value("缺少必填字段"))
                .andExpect(jsonPath("$.status").value(400))
                .andExpect(jsonPath("$.detail").value("“name”必须填写。"))
                .andExpect(jsonPath("$.instance").value("/public/probe/things"))
                .andExpect(jsonPath("$.errors[0].field").value("name"))
                .andExpect(jsonPath("$.errors[0].message").value("“name”必须填写。"))
                .andExpect(jsonPath("$.errors[0].remedy").value("请补上“name”后再提交。"));
    }

    @Test
    void aMissingFieldIsNamedInEnglishForThoseWhoAskForIt() throws Exception {
        mvc.perform(post("/public/probe/things")
                        .header("Accept-Language", "en-US,en;q=0.8")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(header().string("Content-Language", "en"))
                .andExpect(jsonPath("$.title").value("A required field is missing"))
                .andExpect(jsonPath("$.errors[0].message").value("\"name\" is required."));
    }

    @Test
    void severalWrongFieldsAreAllNamed() throws Exception {
        send("{\"name\":\"much too long\",\"email\":\"nobody\",\"count\":0,\"inner\":{}}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-fields"))
                .andExpect(jsonPath("$.errors.length()").value(4))
                .andExpect(jsonPath("$.errors[?(@.field=='name')].code").value("too-long"))
                .andExpect(jsonPath("$.errors[?(@.field=='name')].message").value("“name”最多 5 个字符。"))
                .andExpect(jsonPath("$.errors[?(@.field=='email')].code").value("invalid-email"))
                .andExpect(jsonPath("$.errors[?(@.field=='count')].code").value("out-of-range"))
                .andExpect(jsonPath("$.errors[?(@.field=='inner.id')].code").value("missing-field"));
    }

    @Test
    void aTenThousandCharacterValueIsRefusedAndNotRepeatedWhole() throws Exception {
        var answer = send("{\"name\":\"ok\",\"email\":\"" + "x".repeat(10_000) + "\"}")
                .andExpect(status().isBadRequest())
                .andReturn();

        assertThat(answer.getResponse().getContentAsString()).hasSizeLessThan(1_500);
    }

    @Test
    void aWrongEnumNamesTheAllowedValuesAsTheApiSpellsThem() throws Exception {
        send("{\"name\":\"a\",\"colour\":\"blue\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-enum"))
                .andExpect(jsonPath("$.errors[0].field").value("colour"))
                .andExpect(jsonPath("$.errors[0].message").value("“blue”不是可选的值。"))
                .andExpect(jsonPath("$.errors[0].remedy").value("可选的值：red、green。"));
    }

    @Test
    void aWrongEnumInTheQueryNamesTheAllowedValues() throws Exception {
        mvc.perform(get("/public/probe/things/" + UUID.randomUUID()).param("colour", "blue"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("colour"))
                .andExpect(jsonPath("$.errors[0].remedy").value(containsString("red")));
    }

    @Test
    void aDateThatIsNoneIsNamedWithTheFormat() throws Exception {
        send("{\"name\":\"a\",\"at\":\"2026-13-45\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-date"))
                .andExpect(jsonPath("$.errors[0].field").value("at"))
                .andExpect(jsonPath("$.errors[0].remedy").value(containsString("ISO 8601")));
    }

    @Test
    void aWrongTypeNamesTheField() throws Exception {
        send("{\"name\":{\"first\":\"a\"}}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("wrong-type"))
                .andExpect(jsonPath("$.errors[0].field").value("name"));
        send("{\"name\":\"a\",\"inner\":{\"id\":\"no uuid\"}}")
                .andExpect(jsonPath("$.errors[0].field").value("inner.id"));
        send("[]").andExpect(status().isBadRequest());
    }

    @Test
    void malformedJsonIsPlacedByLineAndColumn() throws Exception {
        send("{\"name\":\n \"a\",,}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("json-malformed"))
                .andExpect(jsonPath("$.detail").value(containsString("第 2 行")));
    }

    @Test
    void jsonNestedWithoutEndIsRefused() throws Exception {
        send("{\"name\":" + "[".repeat(100_000)).andExpect(status().isBadRequest());
    }

    @Test
    void anEmptyBodyIsCalledMissing() throws Exception {
        send("").andExpect(status().isBadRequest()).andExpect(jsonPath("$.code").value("body-missing"));
    }

    @Test
    void anUnknownFieldIsRefusedByName() throws Exception {
        send("{\"name\":\"a\",\"later\":1}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("unknown-field"))
                .andExpect(jsonPath("$.errors[0].field").value("later"));
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhateverItSaysOfItsLength() throws Exception {
        send("{\"name\":\"" + "x".repeat(10_000_000) + "\"}")
                .andExpect(status().isContentTooLarge())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("payload-too-large"))
                .andExpect(jsonPath("$.detail").value("请求内容超过 1 MB 的上限。"));
    }

    @Test
    void filesAreTakenAtTheImportsOnly() throws Exception {
        mvc.perform(multipart("/public/probe/file").file("file", new byte[] {1}))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.code").value("media-type-unsupported"));
    }

    @Test
    void anUnsupportedContentTypeIsNamed() throws Exception {
        mvc.perform(post("/public/probe/things").contentType("application/yaml").content("name: a"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.detail").value(containsString("application/yaml")));
    }

    @Test
    void aWrongMethodNamesTheRightOnes() throws Exception {
        mvc.perform(get("/public/probe/things"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", "POST"))
                .andExpect(jsonPath("$.remedy").value("支持的方法：POST。"));
    }

    @Test
    void anAddressWithoutContentIsNotFound() throws Exception {
        mvc.perform(get("/public/nothing")).andExpect(status().isNotFound()).andExpect(code("not-found"));
        mvc.perform(get("/picture.png")).andExpect(status().isNotFound()).andExpect(code("not-found"));
    }

    @Test
    void anAddressWithAnImpossibleIdIsNotFound() throws Exception {
        mvc.perform(get("/public/probe/things/17"))
                .andExpect(status().isNotFound())
                .andExpect(code("not-found"));
    }

    @ParameterizedTest
    @EnumSource(Refusal.Kind.class)
    void everyKindOfRefusalHasItsStatusAndFillsItsText(Refusal.Kind kind) throws Exception {
        var expected = Map.of(
                Refusal.Kind.INVALID, 400,
                Refusal.Kind.UNPROVED, 401,
                Refusal.Kind.FORBIDDEN, 403,
                Refusal.Kind.NOT_FOUND, 404,
                Refusal.Kind.CONFLICT, 409,
                Refusal.Kind.TOO_LARGE, 413,
                Refusal.Kind.INCOMPLETE, 422,
                Refusal.Kind.LOCKED, 423,
                Refusal.Kind.TOO_MANY, 429,
                Refusal.Kind.UNAVAILABLE, 503);

        var answer = mvc.perform(get("/public/probe/refuse").param("kind", kind.name()))
                .andExpect(status().is(expected.get(kind)))
                .andExpect(jsonPath("$.detail").value("该任务已由 王伟 完成。"))
                .andReturn();

        var comesBack = kind == Refusal.Kind.TOO_MANY || kind == Refusal.Kind.UNAVAILABLE;
        assertThat(answer.getResponse().getHeader("Retry-After") != null).isEqualTo(comesBack);
    }

    @Test
    void theFormOfARefusalDoesNotDependOnWhatTheCallerAccepts() throws Exception {
        mvc.perform(get("/public/probe/broken").accept("text/csv"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void aLostRaceIsAConflict() throws Exception {
        mvc.perform(get("/public/probe/lost")).andExpect(status().isConflict()).andExpect(code("changed-meanwhile"));
    }

    @Test
    void whatNobodyForesawIsANumberAndNothingElse() throws Exception {
        mvc.perform(get("/public/probe/broken"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.correlationId").isNotEmpty())
                .andExpect(content().string(not(containsString("secret"))))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @Test
    void aDatabaseThatIsAwayIsAClear503UntilItIsBack() throws Exception {
        var database = url.replaceAll(".*/([a-z0-9_]+)(\\?.*)?$", "$1");
        BatonDatabase.Shared.close(database);
        try {
            mvc.perform(get("/public/probe/database"))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(header().exists("Retry-After"))
                    .andExpect(code("database-unavailable"));
            // While a password is checked, before any controller.
            mvc.perform(get("/api/me").header("Authorization", "Bearer whoever"))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(code("database-unavailable"));
        } finally {
            BatonDatabase.Shared.open(database);
        }
        await().untilAsserted(() -> mvc.perform(get("/public/probe/database")).andExpect(status().isOk()));
    }

    /** What is done at the end of a start ends the application with an error of its own: nobody would answer any more. */
    @Test
    void aDatabaseThatGoesAwayAtTheEndOfTheStartDoesNotEndTheApplication() throws Exception {
        var database = url.replaceAll(".*/([a-z0-9_]+)(\\?.*)?$", "$1");
        var application = new SpringApplication(BatonApplication.class);
        BatonDatabase.Shared.close(database);
        try {
            assertThatCode(() -> {
                        context.publishEvent(
                                new ApplicationStartedEvent(application, new String[0], context, Duration.ZERO));
                        context.publishEvent(
                                new ApplicationReadyEvent(application, new String[0], context, Duration.ZERO));
                    })
                    .doesNotThrowAnyException();
        } finally {
            BatonDatabase.Shared.open(database);
        }
        await().untilAsserted(() -> mvc.perform(get("/public/probe/database")).andExpect(status().isOk()));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws Exception {
        var chinese = texts("messages.properties");
        var english = texts("messages_en.properties");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var name : chinese.stringPropertyNames()) {
            assertThat(placeholders(chinese.getProperty(name)))
                    .as(name)
                    .isEqualTo(placeholders(english.getProperty(name)));
        }
    }

    @Test
    void everyCodeThatIsThrownHasItsTexts() throws Exception {
        var texts = texts("messages.properties");
        var thrown =
                Pattern.compile("Refusal(?:\\.\\w+\\(|\\()\\s*(?:Refusal\\.)?(?:Kind\\.\\w+,)?\\s*\"([a-z0-9-]+)\"");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var codes = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> thrown.matcher(read(file)).results().map(found -> found.group(1)))
                    .collect(Collectors.toSet());

            assertThat(codes).hasSizeGreaterThan(10).allSatisfy(code -> assertThat(texts)
                    .containsKeys("problem." + code + ".title", "problem." + code + ".detail"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResultActions send(String body) throws Exception {
        return mvc.perform(post("/public/probe/things")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static org.springframework.test.web.servlet.ResultMatcher code(String code) {
        return jsonPath("$.type").value("urn:baton:problem:" + code);
    }

    private static Properties texts(String file) throws IOException {
        var texts = new Properties();
        try (InputStream in = ProblemTests.class.getResourceAsStream("/" + file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static java.util.Set<String> placeholders(String text) {
        return Pattern.compile("\\{[^}]+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static RequestMappingInfo info(RequestMethod method, String path) {
        var options = new RequestMappingInfo.BuilderConfiguration();
        options.setPatternParser(PathPatternParser.defaultInstance);
        return RequestMappingInfo.paths(path).methods(method).options(options).build();
    }
}
