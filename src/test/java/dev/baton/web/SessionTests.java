package dev.baton.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import dev.baton.staff.people.DisablingPerson;
import jakarta.servlet.http.Cookie;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.ObjectMapper;

@BatonTest
class SessionTests {

    private static final String WRONG = "not the password";

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DisablingPerson disabling;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    /** A browser: keeps its cookies. */
    private final class Browser {

        private final String address;
        private Cookie session;
        private Cookie token;

        Browser(String address) throws Exception {
            this.address = address;
            token = mvc.perform(get("/api/me").with(from(address)))
                    .andReturn()
                    .getResponse()
                    .getCookie("XSRF-TOKEN");
        }

        MvcResult signIn(String login, String password) throws Exception {
            var result = mvc.perform(withToken(post("/api/session"))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(json.writeValueAsString(Map.of("login", login, "password", password))))
                    .andReturn();
            // As a browser does: a later cookie of the same name replaces an earlier one.
            for (var cookie : result.getResponse().getCookies()) {
                if (cookie.getName().equals("XSRF-TOKEN")) {
                    token = cookie;
                }
                if (cookie.getName().equals("BATON_SESSION")) {
                    session = cookie;
                }
            }
            return result;
        }

        MockHttpServletRequestBuilder withToken(MockHttpServletRequestBuilder request) {
            return withoutToken(request).cookie(token).header("X-XSRF-TOKEN", token.getValue());
        }

        MockHttpServletRequestBuilder withoutToken(MockHttpServletRequestBuilder request) {
            return session == null
                    ? request.with(from(address))
                    : request.with(from(address)).cookie(session);
        }
    }

    @Test
    void aClientWithBasicCredentialsLearnsWhoItIs() throws Exception {
        var rep = staff.rep("east");

        mvc.perform(get("/api/me").with(basic(rep)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.login").value(rep.login()))
                .andExpect(jsonPath("$.roles[0]").value("REP"))
                .andExpect(jsonPath("$.region").value("east"))
                .andExpect(jsonPath("$.language").value("zh-CN"));
    }

    @Test
    void aClientWithBasicCredentialsGetsNoSession() throws Exception {
        var answer = mvc.perform(get("/api/me").with(basic(staff.rep("east")))).andReturn();

        assertThat(answer.getRequest().getSession(false)).isNull();
        assertThat(answer.getResponse().getHeaders("Set-Cookie")).noneMatch(cookie -> cookie.contains("SESSION"));
    }

    @Test
    void aClientWithBasicCredentialsNeedsNoToken() throws Exception {
        mvc.perform(put("/api/me/language")
                        .with(basic(staff.rep("east")))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"language\":\"en\"}"))
                .andExpect(status().isNoContent());
    }

    @Test
    void wrongBasicCredentialsAreRefusedWithoutMakingABrowserAskForThem() throws Exception {
        mvc.perform(get("/api/me").with(httpBasic(staff.rep("east").login(), WRONG)))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("wrong-credentials"))
                .andExpect(header().string("WWW-Authenticate", Matchers.not(Matchers.containsString("Basic"))));
    }

    @Test
    void signingInAndOutAgainWorksWithSessionAndToken() throws Exception {
        var rep = staff.rep("north");
        var browser = new Browser("10.1.0.1");

        var signedIn = browser.signIn(rep.login(), StaffOnFile.PASSWORD);
        assertThat(signedIn.getResponse().getStatus()).isEqualTo(200);
        assertThat(signedIn.getResponse().getContentAsString()).contains(rep.login());
        mvc.perform(browser.withoutToken(get("/api/me")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(rep.id().toString()));

        mvc.perform(browser.withToken(delete("/api/session"))).andExpect(status().isNoContent());
        assertThat(sessionsOf(rep)).isZero();
        mvc.perform(browser.withoutToken(get("/api/me"))).andExpect(status().isUnauthorized());
    }

    @Test
    void theTokenIsAnotherOneAfterSigningIn() throws Exception {
        var browser = new Browser("10.1.0.2");
        var before = browser.token.getValue();

        browser.signIn(staff.rep("north").login(), StaffOnFile.PASSWORD);

        assertThat(browser.token.getValue()).isNotBlank().isNotEqualTo(before);
    }

    @Test
    void theTokenCookieIsReadableByTheWorkbenchAndStaysOnTheSite() throws Exception {
        var browser = new Browser("10.1.0.3");

        assertThat(browser.token.isHttpOnly()).isFalse();
        assertThat(browser.token.getAttribute("SameSite")).isEqualTo("Lax");
    }

    @Test
    void aChangeInASessionWithoutTheTokenIsRefused() throws Exception {
        var browser = new Browser("10.1.0.4");
        browser.signIn(staff.rep("north").login(), StaffOnFile.PASSWORD);

        mvc.perform(browser.withoutToken(put("/api/me/language"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"language\":\"en\"}"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("csrf-missing"));
    }

    @Test
    void signingInWithoutTheTokenIsRefused() throws Exception {
        mvc.perform(post("/api/session")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"login\":\"a\",\"password\":\"b\"}"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("csrf-missing"));
    }

    @Test
    void anAuthorizationHeaderThatProvesNothingIsNotMadeUpForByTheSession() throws Exception {
        var browser = new Browser("10.1.0.5");
        browser.signIn(staff.rep("north").login(), StaffOnFile.PASSWORD);

        mvc.perform(browser.withoutToken(get("/api/me")).header("Authorization", "Negotiate abc"))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void nobodyIsAskedToSignIn() throws Exception {
        mvc.perform(get("/api/me"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("not-signed-in"))
                .andExpect(jsonPath("$.type").value("urn:baton:problem:not-signed-in"));
    }

    @Test
    void anExpiredSessionIsCalledSo() throws Exception {
        var gone =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(UTF_8));
        mvc.perform(get("/api/me").cookie(new Cookie("BATON_SESSION", gone)))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("session-expired"));
    }

    @Test
    void theSessionOfSomebodyWhoWasDisabledEndsWithTheNextRequest() throws Exception {
        var rep = staff.rep("south");
        var browser = new Browser("10.1.0.6");
        browser.signIn(rep.login(), StaffOnFile.PASSWORD);

        disabling.disable(caller(staff.director()), rep.id());

        mvc.perform(browser.withoutToken(get("/api/me")))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("session-expired"));
        assertThat(sessionsOf(rep)).isZero();
    }

    @Test
    void rememberedBasicCredentialsOfSomebodyWhoWasDisabledCountNoLonger() throws Exception {
        var rep = staff.rep("south");
        mvc.perform(get("/api/me").with(basic(rep))).andExpect(status().isOk());

        disabling.disable(caller(staff.director()), rep.id());

        mvc.perform(get("/api/me").with(basic(rep))).andExpect(status().isUnauthorized());
    }

    @Test
    void aChangedPasswordEndsWhatWasProvedWithTheOldOne() throws Exception {
        var rep = staff.rep("south");
        var browser = new Browser("10.1.0.7");
        browser.signIn(rep.login(), StaffOnFile.PASSWORD);

        mvc.perform(put("/api/me/password")
                        .with(basic(rep))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(
                                Map.of("oldPassword", StaffOnFile.PASSWORD, "newPassword", "another good one"))))
                .andExpect(status().isNoContent());

        mvc.perform(get("/api/me").with(basic(rep))).andExpect(status().isUnauthorized());
        mvc.perform(browser.withoutToken(get("/api/me"))).andExpect(status().isUnauthorized());
        mvc.perform(get("/api/me").with(httpBasic(rep.login(), "another good one")))
                .andExpect(status().isOk());
    }

    @Test
    void ofASessionTheDatabaseKeepsTheSignInAndNoClassOfOurs() throws Exception {
        var rep = staff.rep("west");
        new Browser("10.1.0.8").signIn(rep.login(), StaffOnFile.PASSWORD);

        var kept = jdbc.sql("""
                        select attribute_bytes from spring_session_attributes
                        join spring_session on primary_id = session_primary_id where principal_name = ?""").param(rep.id().toString()).query(byte[].class).list();

        assertThat(kept).hasSize(2).allSatisfy(bytes -> assertThat(new String(bytes, ISO_8859_1))
                .doesNotContain("dev.baton", "springframework"));
    }

    @Test
    void aTokenSignsInUntilItIsWithdrawn() throws Exception {
        var rep = staff.rep("west");
        var issued = json.readTree(mvc.perform(post("/api/me/tokens")
                        .with(basic(rep))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"label\":\"phone\",\"scope\":\"READ\",\"validDays\":30,\"password\":\"%s\"}"
                                .formatted(StaffOnFile.PASSWORD)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString());
        var bearer = "Bearer " + issued.get("token").asString();

        mvc.perform(get("/api/me").header("Authorization", bearer))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.login").value(rep.login()));
        mvc.perform(get("/api/me/tokens").with(basic(rep)))
                .andExpect(jsonPath("$[0].label").value("phone"))
                .andExpect(jsonPath("$[0].token").doesNotExist());

        mvc.perform(delete("/api/me/tokens/" + issued.get("id").asString()).with(basic(rep)))
                .andExpect(status().isNoContent());
        mvc.perform(get("/api/me").header("Authorization", bearer)).andExpect(status().isUnauthorized());
    }

    @Test
    void guessingOneAccountFromManyAddressesIsSlowedDown() throws Exception {
        var rep = staff.rep("west");
        // From elsewhere, where nobody knows the account, fifty cost nothing; while they are tried a few come back.
        var tried = 0;
        while (new Browser("10.2.0." + tried)
                        .signIn(rep.login(), WRONG)
                        .getResponse()
                        .getStatus()
                == 401) {
            tried++;
            assertThat(tried).isLessThan(90);
        }
        assertThat(tried).isGreaterThanOrEqualTo(50);

        var answer = new Browser("10.2.0.99").signIn(rep.login(), StaffOnFile.PASSWORD);

        assertThat(answer.getResponse().getStatus()).isEqualTo(429);
        assertThat(answer.getResponse().getContentType()).startsWith("application/problem+json");
        assertThat(Integer.parseInt(answer.getResponse().getHeader("Retry-After")))
                .isBetween(1, 60);
    }

    @Test
    void aStrangerWhoGuessesDoesNotLockTheOwnerOut() throws Exception {
        var rep = staff.rep("west");
        var familiar = new Browser("10.3.0.1");
        assertThat(familiar.signIn(rep.login(), StaffOnFile.PASSWORD)
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        for (int i = 0; i < 12; i++) {
            new Browser("10.3.1." + i).signIn(rep.login(), WRONG);
        }

        assertThat(new Browser("10.3.0.1")
                        .signIn(rep.login(), StaffOnFile.PASSWORD)
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
    }

    private long sessionsOf(Person person) {
        return jdbc.sql("select count(*) from spring_session where principal_name = ?")
                .param(person.id().toString())
                .query(Long.class)
                .single();
    }

    private static RequestPostProcessor basic(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
