package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What people and programs may do with accounts, and what it leaves behind. */
@BatonTest
@RecordApplicationEvents
class AccountTests {

    private static final String LEAD = """
            {"name": "李雷", "phone": "13812345%s", "source": "site-form", "intent": "high",
             "nextFollowUpAt": "%s"}""";

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    ApplicationEvents events;

    @Test
    void peopleSeeWhereTheyAreSignedInAndEndWhatIsNotTheirs() throws Exception {
        var rep = staff.rep("east");
        var here = signedIn(rep);
        var there = signedIn(rep);

        var listed = mvc.perform(get("/api/me/sign-ins").with(here.inSession()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(2))
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> others = JsonPath.read(listed, "$[?(@.thisOne == false)].id");
        assertThat(others).hasSize(1);
        mvc.perform(delete("/api/me/sign-ins/" + others.getFirst()).with(here.inSession()))
                .andExpect(status().isNoContent());

        mvc.perform(get("/api/me").with(there.inSession())).andExpect(status().isUnauthorized());
        mvc.perform(get("/api/me").with(here.inSession())).andExpect(status().isOk());
        mvc.perform(delete("/api/me/sign-ins/" + others.getFirst()).with(basic(rep)))
                .andExpect(status().isNotFound());
        mvc.perform(delete("/api/me/sign-ins/" + others.getFirst()).with(basic(staff.rep("east"))))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("sign-in-not-found"));
        assertThat(kinds()).contains(Kind.SIGNED_IN, Kind.SESSION_ENDED);
    }

    @Test
    void aTokenDoesWhatItsScopeSaysAndNoMore() throws Exception {
        var rep = staff.rep("east");
        var reads = token(rep, "READ");
        var writes = token(rep, "WRITE");
        var feeds = token(rep, "INTAKE");

        mvc.perform(get("/api/leads").header("Authorization", reads)).andExpect(status().isOk());
        outOfScope(post("/api/leads").content(lead("678")), reads);
        sent(post("/api/leads").content(lead("679")), writes).andExpect(status().isCreated());
        sent(post("/api/leads").content(lead("680")), feeds).andExpect(status().isCreated());
        outOfScope(get("/api/deals"), feeds);
        outOfScope(put("/api/me/language").content("{\"language\":\"en\"}"), feeds);
        outOfScope(get("/v3/api-docs"), feeds);
        assertThat(kinds()).contains(Kind.TOKEN_ISSUED, Kind.ACCESS_REFUSED);
    }

    @Test
    void noTokenHandlesTokensPasswordsAndAccounts() throws Exception {
        var admin = staff.admin();
        var writes = token(admin, "WRITE");
        var wish = "{\"label\":\"x\",\"scope\":\"WRITE\",\"password\":\"%s\"}".formatted(StaffOnFile.PASSWORD);
        var other = staff.rep("east").id();

        for (var request : List.of(
                get("/api/me/tokens"),
                post("/api/me/tokens").content(wish),
                delete("/api/me/tokens/" + other),
                get("/api/me/sign-ins"),
                put("/api/me/password")
                        .content("{\"oldPassword\":\"%s\",\"newPassword\":\"x\"}".formatted(StaffOnFile.PASSWORD)),
                get("/api/people/" + other + "/tokens"),
                post("/api/people/" + other + "/tokens").content(wish),
                put("/api/people/" + other + "/password").content("{\"newPassword\":\"an entirely new one\"}"),
                post("/api/people").content("{\"login\":\"x\",\"name\":\"x\",\"roles\":[\"ADMIN\"]}"))) {
            outOfScope(request, writes);
        }
    }

    @Test
    void aTokenNeedsThePasswordAndHasAnEnd() throws Exception {
        var rep = staff.rep("east");

        sent(post("/api/me/tokens").content("{\"label\":\"x\",\"scope\":\"READ\"}"), basic(rep))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("password"));
        sent(post("/api/me/tokens").content("{\"label\":\"x\",\"scope\":\"READ\",\"password\":\"wrong\"}"), basic(rep))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("wrong-password"));
        sent(
                        post("/api/me/tokens")
                                .content("{\"label\":\"x\",\"scope\":\"READ\",\"validDays\":3650,\"password\":\"x\"}"),
                        basic(rep))
                .andExpect(status().isBadRequest());
        token(rep, "READ");
        mvc.perform(get("/api/me/tokens").with(basic(rep)))
                .andExpect(jsonPath("$[0].expiresAt").isNotEmpty())
                .andExpect(jsonPath("$[0].scope").value("READ"));
    }

    @Test
    void changingThePasswordIsThrottledLikeSigningIn() throws Exception {
        var rep = staff.rep("east");
        var session = signedIn(rep);
        var guess = "{\"oldPassword\":\"wrong\",\"newPassword\":\"an entirely new one\"}";
        for (int i = 0; i < 10; i++) {
            mvc.perform(put("/api/me/password")
                            .with(session.inSession())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(guess))
                    .andExpect(status().isBadRequest());
        }
        mvc.perform(put("/api/me/password")
                        .with(session.inSession())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(guess))
                .andExpect(status().isTooManyRequests());
        assertThat(kinds()).contains(Kind.PASSWORD_REFUSED, Kind.SIGN_IN_THROTTLED);
    }

    @Test
    void whatConcernsSafetyIsTold() throws Exception {
        var admin = staff.admin();
        var rep = staff.rep("east");
        var login = "told." + rep.login();

        mvc.perform(get("/api/people").with(httpBasic(rep.login(), "wrong"))).andExpect(status().isUnauthorized());
        sent(
                        post("/api/people")
                                .content("{\"login\":\"" + login + "\",\"name\":\"新人\",\"roles\":[\"REP\"]}"),
                        basic(admin))
                .andExpect(status().isCreated());
        sent(
                        put("/api/people/" + rep.id() + "/password")
                                .content("{\"newPassword\":\"an entirely new one\"}"),
                        basic(admin))
                .andExpect(status().isNoContent());
        sent(post("/api/people/" + rep.id() + "/disable"), basic(admin)).andExpect(status().isNoContent());
        sent(post("/api/people/" + rep.id() + "/enable"), basic(admin)).andExpect(status().isNoContent());
        sent(post("/api/people"), basic(staff.person(null, Role.FINANCE))).andExpect(status().isForbidden());
        var session = signedIn(admin);
        mvc.perform(delete("/api/session").with(session.inSession())).andExpect(status().isNoContent());

        assertThat(kinds())
                .contains(
                        Kind.SIGN_IN_FAILED,
                        Kind.PERSON_JOINED,
                        Kind.PASSWORD_RESET,
                        Kind.PERSON_DISABLED,
                        Kind.PERSON_ENABLED,
                        Kind.ACCESS_REFUSED,
                        Kind.SIGNED_IN,
                        Kind.SIGNED_OUT);
    }

    private List<Kind> kinds() {
        return events.stream(SecurityEvent.class).map(SecurityEvent::kind).toList();
    }

    private void outOfScope(MockHttpServletRequestBuilder request, String token) throws Exception {
        sent(request, token)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("out-of-scope"));
    }

    private ResultActions sent(MockHttpServletRequestBuilder request, String token) throws Exception {
        return mvc.perform(request.header("Authorization", token).contentType(MediaType.APPLICATION_JSON));
    }

    private ResultActions sent(MockHttpServletRequestBuilder request, RequestPostProcessor by) throws Exception {
        return mvc.perform(request.with(by).contentType(MediaType.APPLICATION_JSON));
    }

    private String token(Person person, String scope) throws Exception {
        var issued = sent(
                        post("/api/me/tokens")
                                .content("{\"label\":\"x\",\"scope\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(scope, StaffOnFile.PASSWORD)),
                        basic(person))
                .andExpect(status().isCreated())
                .andReturn();
        return "Bearer " + JsonPath.read(issued.getResponse().getContentAsString(), "$.token");
    }

    /** A browser that is signed in: its session, and the token that its changes carry. */
    private record SignedInBrowser(Cookie session, Cookie token) {

        RequestPostProcessor inSession() {
            return request -> {
                request.setCookies(session, token);
                request.addHeader("X-XSRF-TOKEN", token.getValue());
                return request;
            };
        }
    }

    private SignedInBrowser signedIn(Person person) throws Exception {
        var first = token(mvc.perform(get("/api/me")).andReturn());
        var result = mvc.perform(post("/api/session")
                        .cookie(first)
                        .header("X-XSRF-TOKEN", first.getValue())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"login\":\"%s\",\"password\":\"%s\"}"
                                .formatted(person.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isOk())
                .andReturn();
        return new SignedInBrowser(result.getResponse().getCookie("BATON_SESSION"), token(result));
    }

    /** As a browser does: a later cookie of the same name replaces an earlier one. */
    private static Cookie token(MvcResult answer) {
        return Arrays.stream(answer.getResponse().getCookies())
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN")
                        && !cookie.getValue().isEmpty())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static String lead(String number) {
        return LEAD.formatted(number, Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
    }

    private static RequestPostProcessor basic(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }
}
