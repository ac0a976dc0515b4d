package dev.baton.notification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.notification.Channel;
import dev.baton.notification.HouseOfPeople;
import dev.baton.notification.LiveUpdates;
import dev.baton.notification.Notices;
import dev.baton.notification.NotificationTest;
import dev.baton.notification.Notifications;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Over HTTP, with the caller named by a header instead of the security of the whole application. */
@SpringBootTest(
        classes = NotificationWebTests.Web.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"baton.notification.sweep-every=1h", "baton.notification.stream.heartbeat=300ms"})
@ContextConfiguration(initializers = NotificationTest.Servers.class)
class NotificationWebTests {

    @LocalServerPort
    int port;

    @Autowired
    Notifications notifications;

    @Autowired
    LiveUpdates live;

    @Autowired
    LiveStreams streams;

    @Autowired
    LiveListener listener;

    @Autowired
    HouseOfPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Environment environment;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void listening() {
        await().until(listener::isListening);
    }

    @Test
    void listShowsOwnNoticesNewestFirstAndCountsTheUnread() throws Exception {
        var rep = people.rep("list");
        var other = people.rep("list-other");
        notifications.send(Notices.windowDue(rep, Channel.IN_APP));
        var second = Notices.windowDue(rep, Channel.IN_APP);
        notifications.send(second);
        notifications.send(Notices.windowDue(other, Channel.IN_APP));

        var list = read(get("/api/notifications", rep));
        assertThat(list.get("unread").asInt()).isEqualTo(2);
        assertThat(list.get("items")).hasSize(2);
        var newest = list.get("items").get(0);
        assertThat(newest.get("path").asString()).isEqualTo(second.path());
        assertThat(newest.get("title").asString()).isEqualTo("响应已超时：华东机械有限公司");
        assertThat(newest.get("readAt").isNull()).isTrue();

        assertThat(post("/api/notifications/" + newest.get("id").asString() + "/read", rep)
                        .statusCode())
                .isEqualTo(204);
        assertThat(read(get("/api/notifications", rep)).get("unread").asInt()).isEqualTo(1);
        assertThat(post("/api/notifications/all/read", rep).statusCode()).isEqualTo(204);
        assertThat(read(get("/api/notifications", rep)).get("unread").asInt()).isZero();
        assertThat(read(get("/api/notifications", other)).get("unread").asInt()).isEqualTo(1);
    }

    @Test
    void nobodyReadsSomebodyElsesNotice() throws Exception {
        var rep = people.rep("mine");
        var other = people.rep("not-mine");
        notifications.send(Notices.windowDue(rep, Channel.IN_APP));
        var id = read(get("/api/notifications", rep))
                .get("items")
                .get(0)
                .get("id")
                .asString();
        assertThat(post("/api/notifications/" + id + "/read", other).statusCode())
                .isEqualTo(404);
        assertThat(post("/api/notifications/" + UUID.randomUUID() + "/read", other)
                        .statusCode())
                .isEqualTo(404);
        assertThat(read(get("/api/notifications", rep)).get("unread").asInt()).isEqualTo(1);
    }

    @Test
    void openBrowserShowsANoticeAsSoonAsItIsCommitted() throws Exception {
        var rep = people.rep("live");
        var other = people.rep("live-other");
        try (var mine = listen(rep, null);
                var others = listen(other, null)) {
            transaction.executeWithoutResult(status -> {
                notifications.send(Notices.windowDue(rep, Channel.IN_APP));
                live.leadChanged(UUID.fromString("00000000-0000-0000-0000-000000000007"), List.of(rep.id()));
            });
            await().until(() -> mine.has("event:notice") && mine.has("event:lead"));
            assertThat(mine.lines).anyMatch(line -> line.startsWith("data:{\"id\":") && line.contains("响应已超时"));
            assertThat(mine.lines).contains("data:{\"leadId\":\"00000000-0000-0000-0000-000000000007\"}");
            assertThat(others.lines).noneMatch(line -> line.startsWith("event:"));
        }
    }

    @Test
    void browserThatComesBackGetsWhatItMissedOnce() throws Exception {
        var rep = people.rep("back");
        String last;
        try (var first = listen(rep, null)) {
            notifications.send(Notices.windowDue(rep, Channel.IN_APP));
            await().until(() -> first.has("event:notice"));
            last = first.lastId();
        }
        await().until(() -> streams.count() == 0);
        notifications.send(Notices.windowDue(rep, Channel.IN_APP));
        notifications.send(Notices.windowDue(rep, Channel.IN_APP));
        try (var second = listen(rep, last)) {
            await().until(() -> second.count("event:notice") == 2);
            notifications.send(Notices.windowDue(rep, Channel.IN_APP));
            await().until(() -> second.count("event:notice") == 3);
            assertThat(second.count("id:")).isEqualTo(3);
        }
        try (var fresh = listen(rep, null)) {
            await().until(() -> fresh.count(":still here") > 1);
            assertThat(fresh.count("event:notice"))
                    .as("old notices are in the list, not in the stream")
                    .isZero();
        }
    }

    @Test
    void noticeOfAnotherApplicationArrivesToo() throws Exception {
        var rep = people.rep("elsewhere");
        try (var browser = listen(rep, null);
                var other = anotherApplication()) {
            other.getBean(HouseOfPeople.class).add(rep);
            other.getBean(Notifications.class).send(Notices.windowDue(rep, Channel.IN_APP));
            other.getBean(LiveUpdates.class).leadChanged(UUID.randomUUID(), Set.of(rep.id()));
            await().until(() -> browser.has("event:notice") && browser.has("event:lead"));
        }
    }

    @Test
    void noticeWhoseSignalGotLostIsFoundAtTheNextHeartbeat() throws Exception {
        var rep = people.rep("lost");
        try (var browser = listen(rep, null)) {
            jdbc.sql("""
                            insert into in_app_notice (id, person_id, title, text, path, created_at)
                            values (gen_random_uuid(), :person, 't', 't', '/', now())""").param("person", rep.id().value()).update();
            await().until(() -> browser.has("event:notice"));
        }
    }

    @Test
    void listenerComesBackWhenItsLineIsCut() throws Exception {
        var rep = people.rep("cut");
        try (var browser = listen(rep, null)) {
            jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen baton_live'")
                    .query()
                    .listOfRows();
            await().until(() -> !listener.isListening());
            await().until(listener::isListening);
            live.leadChanged(UUID.randomUUID(), List.of(rep.id()));
            await().until(() -> browser.has("event:lead"));
        }
    }

    @Test
    void eleventhBrowserOfAPersonEndsTheFirst() throws Exception {
        var rep = people.rep("many");
        var first = listen(rep, null);
        var others = new CopyOnWriteArrayList<Browser>();
        for (int i = 0; i < 10; i++) {
            others.add(listen(rep, null));
        }
        await().until(() -> first.ended);
        assertThat(others).noneMatch(browser -> browser.ended);
        first.close();
        others.forEach(Browser::close);
    }

    @Test
    void browsersThatLeaveWhileTheyAreWrittenToEndQuietly() throws Exception {
        var rep = people.rep("leaving");
        var uncaught = new CopyOnWriteArrayList<Throwable>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> uncaught.add(fault));
        try {
            for (int round = 0; round < 30; round++) {
                var browsers = new CopyOnWriteArrayList<Browser>();
                for (int i = 0; i < 5; i++) {
                    browsers.add(opened(rep, null));
                }
                for (int i = 0; i < 200; i++) {
                    streams.leadChanged(UUID.randomUUID(), rep.id());
                    if (i == 100) {
                        browsers.forEach(Browser::close);
                    }
                }
            }
            await().dontCatchUncaughtExceptions().until(() -> streams.count() == 0);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void streamOfSomebodyWhoLeftEnds() throws Exception {
        var rep = people.rep("leaves");
        try (var browser = listen(rep, null)) {
            people.add(HouseOfPeople.left().apply(rep));
            await().until(() -> browser.ended);
        }
    }

    @Test
    void managersSeeWhatBecameOfTheNoticesAboutALead() throws Exception {
        var rep = people.rep("traced");
        var notice = Notices.windowDue(rep, Channel.IN_APP, Channel.SMS);
        notifications.send(notice);
        var lead = notice.event().split(":", -1)[1];

        var supervisor = person("boss", "east", Role.SUPERVISOR);
        await().untilAsserted(() -> {
            var trace = read(get("/api/deliveries?leadId=" + lead, supervisor));
            assertThat(trace).hasSize(3);
            assertThat(trace.findValuesAsString("channel")).containsExactly("IN_APP", "MAIL", "SMS");
            assertThat(trace.get(0).get("to").get("name").asString()).isEqualTo(rep.name());
            assertThat(trace.get(1).get("standsInFor").asString()).isEqualTo("SMS");
            assertThat(trace.get(2).get("status").asString()).isEqualTo("REPLACED");
            assertThat(trace.get(2).get("reason").asString()).isEqualTo("CHANNEL_OFF");
            assertThat(trace.get(2).get("replacedBy").asString()).isEqualTo("MAIL");
        });
        assertThat(read(get("/api/deliveries?leadId=" + lead, person("west", "west", Role.SUPERVISOR))))
                .isEmpty();
        assertThat(read(get("/api/deliveries?leadId=" + lead, person("dir", null, Role.DIRECTOR))))
                .hasSize(3);
        assertThat(get("/api/deliveries?leadId=" + lead, rep).statusCode()).isEqualTo(403);
    }

    @Test
    void shortLinkLeadsToTheLead() throws Exception {
        var rep = people.rep("short");
        var notice = Notices.windowDue(rep, Channel.IN_APP);
        notifications.send(notice);
        var id = jdbc.sql("select id from notification_delivery where event = :event")
                .param("event", notice.event())
                .query(UUID.class)
                .single();
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var answer = get("/n/" + code, rep);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue(notice.path());
        assertThat(get("/n/AAAAAAAAAAAAAAAAAAAAAA", rep).headers().firstValue("Location"))
                .hasValue("/");
        assertThat(get("/n/short", rep).statusCode()).isEqualTo(404);
    }

    private Person person(String login, @Nullable String region, Role role) {
        return people.rep(
                login,
                p -> new Person(
                        p.id(),
                        p.login(),
                        p.name(),
                        p.email(),
                        p.mobile(),
                        p.wecomUserId(),
                        region,
                        Set.of(role),
                        true,
                        false,
                        false,
                        null,
                        p.language()));
    }

    private ConfigurableApplicationContext anotherApplication() {
        return new SpringApplicationBuilder(NotificationTest.Module.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--spring.mail.host=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--baton.notification.sweep-every=1h");
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path, Person caller) throws Exception {
        return http.send(request(path, caller).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Person caller) throws Exception {
        return http.send(
                request(path, caller).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, Person caller) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Caller", caller.id().toString());
    }

    private Browser listen(Person person, @Nullable String lastEventId) throws Exception {
        var browser = opened(person, lastEventId);
        await().until(() -> browser.has(":hello") && browser.count(":still here") > 0);
        return browser;
    }

    private Browser opened(Person person, @Nullable String lastEventId) throws Exception {
        var request = request("/api/notifications/stream", person).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var answer = http.send(request.GET().build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return new Browser(answer.body());
    }

    private static final class Browser implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> body;
        private volatile boolean ended;

        Browser(Stream<String> body) {
            this.body = body;
            Thread.ofVirtual().start(() -> {
                try {
                    body.forEach(lines::add);
                } catch (RuntimeException closed) {
                    // by the test
                } finally {
                    ended = true;
                }
            });
        }

        boolean has(String beginning) {
            return count(beginning) > 0;
        }

        long count(String beginning) {
            return lines.stream().filter(line -> line.startsWith(beginning)).count();
        }

        String lastId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> line.substring(3))
                    .reduce((first, second) -> second)
                    .orElseThrow();
        }

        @Override
        public void close() {
            body.close();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({NotificationTest.Module.class, NotificationWebTests.Problems.class})
    @ComponentScan(
            basePackages = "dev.baton.notification.web",
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests(\\$.*)?"))
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class
    })
    static class Web implements WebMvcConfigurer {

        @Autowired
        HouseOfPeople people;

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new HandlerMethodArgumentResolver() {
                @Override
                public boolean supportsParameter(MethodParameter parameter) {
                    return parameter.getParameterType() == Caller.class;
                }

                @Override
                public Caller resolveArgument(
                        MethodParameter parameter,
                        @Nullable ModelAndViewContainer view,
                        NativeWebRequest request,
                        @Nullable WebDataBinderFactory binder) {
                    var person = people.find(PersonId.of(String.valueOf(request.getHeader("X-Caller"))))
                            .orElseThrow();
                    return new Caller(person.id(), person.name(), person.roles(), person.region());
                }
            });
        }
    }

    @RestControllerAdvice
    static class Problems {

        @ExceptionHandler
        ResponseEntity<String> refused(Refusal refusal) {
            var status =
                    switch (refusal.kind()) {
                        case NOT_FOUND -> HttpStatus.NOT_FOUND;
                        case FORBIDDEN -> HttpStatus.FORBIDDEN;
                        default -> HttpStatus.BAD_REQUEST;
                    };
            return ResponseEntity.status(status).body(refusal.code());
        }
    }
}
