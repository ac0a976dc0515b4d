package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.RealServer;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.FilterChainProxy;

/**
 * No way of writing a path leads past a filter: every filter is met at every spelling of its paths, on a real line, where
 * nothing tidies them up on the way.
 */
@RealServer
class PathsOfFiltersTests {

    /** Each filter of ours, and the test here that walks its paths. */
    private static final Set<Class<?>> WALKED = Set.of(
            HeaderSignInFilter.class, // aHeaderThatProvesNothing…
            SessionCheckFilter.class, // aSessionThatEnded…
            BodyLimitFilter.class, // whatIsTooLarge…
            PlainTextFilter.class, // aTextHasItsOneShape…
            TrustedProxies.class, // looks at no path
            FailureFilter.class); // looks at no path: it answers what the others throw

    private static final Pattern COOKIE = Pattern.compile("(?mi)^Set-Cookie: ([A-Z_-]+=[^;\r\n]+)");

    @LocalServerPort
    int port;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<Filter> filters;

    @Autowired
    FilterChainProxy security;

    @Test
    void everyFilterIsWalked() {
        var all = new ArrayList<Filter>(filters);
        security.getFilterChains().forEach(chain -> all.addAll(chain.getFilters()));

        assertThat(all.stream()
                        .map(Object::getClass)
                        .filter(type -> type.getName().startsWith("dev.baton."))
                        .collect(Collectors.toSet()))
                .isEqualTo(WALKED);
    }

    @Test
    @DisplayName("AC-04: a session that ended is over at every spelling of a path")
    void aSessionThatEndedIsOverAtEverySpellingOfAPath() throws Exception {
        // Only what reaches a living session can reach one that ended, and each try needs its own: the first that is
        // noticed takes its session along.
        var living = signedIn(staff.rep("west"));
        var read = new ArrayList<String>();
        for (var path : spellings("/api/me")) {
            if (send("GET", path, living, "").contains("\"login\"")) {
                read.add(path);
            }
        }
        var written = new ArrayList<String>();
        for (var path : spellings("/api/me/language")) {
            if (status(send("PUT", path, living, "{\"language\": \"en\"}")) == 204) {
                written.add(path);
            }
        }
        assertThat(read).contains("/api/me", "/%61pi/me").hasSizeGreaterThan(5);
        assertThat(written).contains("/api/me/language").hasSizeGreaterThan(10);

        var ways = List.<Ending>of(
                rep -> assertThat(
                                send("PUT", "/api/me/password", "Authorization: " + basic(rep) + "\r\n", """
                                {"oldPassword": "%s", "newPassword": "an entirely new one"}""".formatted(
                                                StaffOnFile.PASSWORD)))
                        .startsWith("HTTP/1.1 204"),
                rep -> assertThat(send(
                                "PUT",
                                "/api/people/" + rep.id() + "/password",
                                "Authorization: " + basic(staff.admin()) + "\r\n",
                                "{\"newPassword\": \"an entirely new one\"}"))
                        .startsWith("HTTP/1.1 204"),
                staff::leaves);
        for (var way : ways) {
            var rep = staff.rep("east");
            var readers = sessions(rep, read.size());
            var writers = sessions(rep, written.size());
            way.end(rep);
            for (int i = 0; i < read.size(); i++) {
                notServed("GET", read.get(i), readers.get(i), "", rep);
            }
            for (int i = 0; i < written.size(); i++) {
                notServed("PUT", written.get(i), writers.get(i), "{\"language\": \"en\"}", rep);
            }
            assertThat(language(rep)).isEqualTo("zh-CN");
        }
    }

    private interface Ending {
        void end(Person person) throws IOException;
    }

    private List<String> sessions(Person person, int many) throws IOException {
        var all = new ArrayList<String>();
        for (int i = 0; i < many; i++) {
            all.add(signedIn(person));
        }
        return all;
    }

    @Test
    @DisplayName("AC-04: a header that proves nothing is not made up for by a session, and forges nothing")
    void aHeaderThatProvesNothingIsNotMadeUpForByASession() throws Exception {
        var rep = staff.rep("east");
        var browser = signedIn(rep);
        for (var header : List.of("Negotiate x", "Bearer x", "Basic x", "x")) {
            for (var path : spellings("/api/me")) {
                notServed("GET", path, cookies(browser) + "Authorization: " + header + "\r\n", "", rep);
            }
            for (var path : spellings("/api/me/language")) {
                notServed(
                        "PUT",
                        path,
                        cookies(browser) + "Authorization: " + header + "\r\n",
                        "{\"language\": \"en\"}",
                        rep);
            }
        }
        assertThat(language(rep)).isEqualTo("zh-CN");
    }

    @Test
    void aChangeWithoutTheTokenIsRefusedAtEverySpellingOfAPath() throws Exception {
        var rep = staff.rep("east");
        var browser = signedIn(rep);
        for (var path : spellings("/api/me/language")) {
            notServed("PUT", path, cookies(browser), "{\"language\": \"en\"}", rep);
        }
        assertThat(language(rep)).isEqualTo("zh-CN");
        assertThat(send("PUT", "/api/me/language", browser, "{\"language\": \"en\"}"))
                .as("the walk means something")
                .startsWith("HTTP/1.1 204");
    }

    @Test
    void whatIsTooLargeIsNotTakenAtAnySpellingOfAPath() throws Exception {
        var marketing = staff.person(null, Role.MARKETING);
        var header = "Authorization: " + basic(marketing) + "\r\n";
        var large = "{\"label\": \"" + "x".repeat(1_100_000) + "\"}";
        for (var path : fewOf(spellings("/api/me/tokens"))) {
            assertThat(status(send("POST", path, header, large))).as(path).isGreaterThanOrEqualTo(400);
        }
        // A part of a large file may be larger than that: no other path passes for one of its places.
        for (var path : List.of(
                "/api/evidence/uploads/../../me/tokens",
                "/api/evidence/uploads/%2e%2e/%2e%2e/me/tokens",
                "/api/evidence/uploads/..;/..;/me/tokens",
                "/api/evidence/uploads/x/../../../me/tokens")) {
            assertThat(status(send("POST", path, header, large))).as(path).isGreaterThanOrEqualTo(400);
        }
        for (var path : fewOf(spellings("/api/me/language"))) {
            var form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n";
            var answer = send("PUT", path, header + "Content-Type: multipart/form-data; boundary=b\r\n", form);
            assertThat(status(answer)).as(path).isGreaterThanOrEqualTo(400);
        }
    }

    /** Only what is signed byte by byte stays as it was sent, and no other path passes for one of those. */
    @Test
    void aTextHasItsOneShapeAtEverySpellingOfAPath() throws Exception {
        var rep = staff.rep("east");
        var header = "Authorization: " + basic(rep) + "\r\n";
        var paths = new ArrayList<>(fewOf(spellings("/api/me/tokens")));
        paths.addAll(List.of(
                "/api/me/tokens",
                "/hooks/../api/me/tokens",
                "/hooks/%2e%2e/api/me/tokens",
                "/hooks/..;/api/me/tokens",
                "//hooks/../api/me/tokens"));
        for (var path : paths) {
            send("POST", path, header, """
                    {"label": "a\u202Eb", "scope": "READ", "password": "%s"}""".formatted(StaffOnFile.PASSWORD));
        }
        assertThat(jdbc.sql("select label from api_token where person_id = ?")
                        .param(rep.id().value())
                        .query(String.class)
                        .list())
                .contains("ab")
                .containsOnly("ab");
    }

    /** A refusal in any form, or a page of the workbench, which knows nobody. */
    private void notServed(String method, String path, String headers, String body, Person person) throws IOException {
        var answer = send(method, path, headers, body);
        assertThat(answer).as("%s %s", method, path).doesNotContain(person.login());
        if (!method.equals("GET")) {
            assertThat(status(answer)).as("%s %s", method, path).isGreaterThanOrEqualTo(400);
        }
    }

    /** Ways to write a path that some layer or other takes for the same. */
    private static List<String> spellings(String path) {
        var all = new LinkedHashSet<String>();
        all.add(path);
        for (int i = 1; i < path.length(); i++) {
            var letter = path.charAt(i);
            var before = path.substring(0, i);
            var after = path.substring(i + 1);
            var hex = "%02x".formatted((int) letter);
            all.add(before + "%" + hex + after);
            all.add(before + "%" + hex.toUpperCase(Locale.ROOT) + after);
            all.add(before + "%25" + hex + after);
            all.add(before + "%u00" + hex + after);
            // Overlong UTF-8, and full width.
            all.add(before + "%%%02x%%%02x".formatted(0xC0 | (letter >> 6), 0x80 | (letter & 0x3F)) + after);
            all.add(before + Character.toUpperCase(letter) + after);
            if (letter == '/') {
                all.add(before + "//" + after);
                all.add(before + "/./" + after);
                all.add(before + "/%2e/" + after);
                all.add(before + "/x/../" + after);
                all.add(before + "/x/%2e%2e/" + after);
                all.add(before + "/..;/" + after);
                all.add(before + ";/" + after);
                all.add(before + ";a=b/" + after);
                all.add(before + "%3b/" + after);
                all.add(before + "\\" + after);
                all.add(before + "%5c" + after);
                all.add(before + "%00/" + after);
                all.add(before + ".json/" + after);
            }
        }
        all.add(path.chars()
                .mapToObj(letter -> letter == '/' ? "/" : "%%%02x".formatted(letter))
                .collect(Collectors.joining()));
        for (var end : List.of(
                "/", "//", ".", ".json", ";", ";x", ";jsessionid=0", "%20", "%00", "%09", "?", "#", "/.", "%2f")) {
            all.add(path + end);
        }
        for (var start : List.of(
                "/",
                "/.",
                "/./",
                "/;",
                "/;x",
                "/public/..",
                "/public/../",
                "/hooks/..;",
                "/public/%2e%2e",
                "/assets/..")) {
            all.add(start + path);
        }
        all.add("http://localhost" + path);
        all.add("http://localhost/public/.." + path);
        return List.copyOf(all);
    }

    private static List<String> fewOf(List<String> many) {
        var few = new ArrayList<String>();
        for (int i = 0; i < many.size(); i += 9) {
            few.add(many.get(i));
        }
        return few;
    }

    private String signedIn(Person person) throws IOException {
        var first = send("GET", "/api/me", "", "");
        var answer =
                send("POST", "/api/session", headers(set(first)), """
                {"login": "%s", "password": "%s"}""".formatted(person.login(), StaffOnFile.PASSWORD));
        assertThat(answer).startsWith("HTTP/1.1 200");
        return headers(set(answer));
    }

    private static String cookies(String headers) {
        return Arrays.stream(headers.split("(?<=\n)"))
                .filter(line -> line.startsWith("Cookie: "))
                .collect(Collectors.joining());
    }

    private static List<String> set(String answer) {
        return COOKIE
                .matcher(answer)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toMap(
                        cookie -> cookie.substring(0, cookie.indexOf('=')), cookie -> cookie, (first, last) -> last))
                .values()
                .stream()
                .toList();
    }

    private static String headers(List<String> cookies) {
        var token = cookies.stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .map(cookie -> "X-XSRF-TOKEN: " + cookie.substring(cookie.indexOf('=') + 1) + "\r\n")
                .findFirst()
                .orElse("");
        return "Cookie: " + String.join("; ", cookies) + "\r\n" + token;
    }

    private String send(String method, String path, String headers, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var type = headers.contains("Content-Type:") ? "" : "Content-Type: application/json\r\n";
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + type + headers
                            + "Content-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            try {
                out.write(bytes);
            } catch (IOException answeredEarly) {
                // What is refused at once is not always heard out; the answer is there all the same.
                assertThat(bytes.length).isGreaterThan(1_000_000);
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    private String language(Person person) {
        return jdbc.sql("select language from person where id = ?")
                .param(person.id().value())
                .query(String.class)
                .single();
    }

    private static String basic(Person person) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((person.login() + ":" + StaffOnFile.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }
}
