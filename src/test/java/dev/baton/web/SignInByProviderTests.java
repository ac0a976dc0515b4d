package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.staff.StaffOnFile;
import jakarta.servlet.http.Cookie;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** Signing in with a provider outside the house, where passwords are switched off. */
@BatonTest
@TestPropertySource(
        properties = {
            "baton.sign-in.passwords=false",
            "baton.sign-in.oidc.client-id=" + IdentityProvider.CLIENT,
            "baton.sign-in.oidc.client-secret=" + IdentityProvider.SECRET,
            "baton.sign-in.oidc.name=公司账号",
            "baton.sign-in.oidc.roles[销售\\ east]=REP",
            "baton.sign-in.oidc.roles.leaders=SUPERVISOR",
            "baton.sign-in.oidc.regions[销售\\ east]=east",
            "baton.sign-in.oidc.roles.nowhere=REP",
            "baton.sign-in.oidc.regions.nowhere=atlantis"
        })
class SignInByProviderTests {

    private static final IdentityProvider PROVIDER = new IdentityProvider();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("baton.sign-in.oidc.issuer", PROVIDER::issuer);
    }

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    /** The page of the provider that somebody was sent to, and the session that waits for them. */
    private record Sent(String page, Cookie session) {}

    private record Back(String location, Cookie session) {}

    @Test
    @DisplayName("Whoever comes for the first time is on file afterwards, with the roles and the region of the groups")
    void aStrangerIsTakenOn() throws Exception {
        var login = login();

        var back = signIn(claims(UUID.randomUUID().toString(), login, "销售 east", "leaders", "others"));

        assertThat(back.location()).isEqualTo("/");
        mvc.perform(get("/api/me").cookie(back.session()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.login").value(login))
                .andExpect(jsonPath("$.name").value("王 " + login))
                .andExpect(jsonPath("$.roles[0]").value("REP"))
                .andExpect(jsonPath("$.roles[1]").value("SUPERVISOR"))
                .andExpect(jsonPath("$.region").value("east"));
    }

    @Test
    @DisplayName("Whoever is on file is found by the sign-in name once, and by the account ever after")
    void somebodyOnFileIsFound() throws Exception {
        var rep = staff.rep("north");
        var subject = UUID.randomUUID().toString();

        var first = signIn(claims(subject, rep.login(), "销售 east"));
        var renamed = signIn(claims(subject, login(), "leaders"));

        mvc.perform(get("/api/me").cookie(first.session()))
                .andExpect(jsonPath("$.id").value(rep.id().toString()))
                .andExpect(jsonPath("$.region").value("east"));
        mvc.perform(get("/api/me").cookie(renamed.session()))
                .andExpect(jsonPath("$.id").value(rep.id().toString()))
                .andExpect(jsonPath("$.login").value(rep.login()))
                .andExpect(jsonPath("$.roles.length()").value(1))
                .andExpect(jsonPath("$.roles[0]").value("SUPERVISOR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"others", "nowhere"})
    void whoseGroupsSayNothingIsNotLetIn(String group) throws Exception {
        var back = signIn(claims(UUID.randomUUID().toString(), login(), group));

        assertThat(back.location()).startsWith("/login?refused=no-r");
        mvc.perform(get("/api/me").cookie(back.session())).andExpect(status().isUnauthorized());
    }

    @Test
    void whoWasDisabledIsNotLetIn() throws Exception {
        var rep = staff.rep("east");
        staff.leaves(rep);

        var back = signIn(claims(UUID.randomUUID().toString(), rep.login(), "销售 east"));

        assertThat(back.location()).isEqualTo("/login?refused=person-disabled");
    }

    @Test
    void aTokenThatSomebodyElseSignedProvesNothing() throws Exception {
        var sent = sent();
        var code = PROVIDER.forged(sent.page(), claims(UUID.randomUUID().toString(), login(), "leaders"));

        assertThat(back(sent, code, state(sent)).location()).isEqualTo("/login?refused=provider-refused");
    }

    @Test
    void aTokenOfAnotherSignInProvesNothing() throws Exception {
        var sent = sent();
        var code = PROVIDER.proved(sent().page(), claims(UUID.randomUUID().toString(), login(), "leaders"));

        assertThat(back(sent, code, state(sent)).location()).isEqualTo("/login?refused=provider-refused");
    }

    @Test
    void aSignInThatNobodyBeganHereProvesNothing() throws Exception {
        var sent = sent();
        var code = PROVIDER.proved(sent.page(), claims(UUID.randomUUID().toString(), login(), "leaders"));

        assertThat(back(sent, code, "made-up").location()).isEqualTo("/login?refused=provider-refused");
    }

    @Test
    @DisplayName("With passwords switched off a right one opens nothing, and the page offers the provider alone")
    void passwordsAreOff() throws Exception {
        var rep = staff.rep("east");

        mvc.perform(post("/api/session")
                        .cookie(new Cookie("XSRF-TOKEN", "same"))
                        .header("X-XSRF-TOKEN", "same")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"login\":\"%s\",\"password\":\"%s\"}".formatted(rep.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("passwords-off"));
        mvc.perform(get("/api/me").with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isUnauthorized());
        mvc.perform(get("/public/sign-in"))
                .andExpect(jsonPath("$.passwords").value(false))
                .andExpect(jsonPath("$.provider.name").value("公司账号"))
                .andExpect(jsonPath("$.provider.path").value("/oauth2/authorization/oidc"));
    }

    @Test
    void aConfigurationThatLetsNobodyInIsRefused() {
        var nobody = new SignInProperties.Oidc("", "", "", "", List.of(), "", "", Map.of(), Map.of());
        var withoutRoles =
                new SignInProperties.Oidc("https://id.example", "baton", "", "", List.of(), "", "", Map.of(), Map.of());

        assertThatThrownBy(() -> new SignInProperties(false, nobody)).hasMessageContaining("oidc.issuer");
        assertThatThrownBy(() -> new SignInProperties(true, withoutRoles)).hasMessageContaining("roles");
        assertThat(new SignInProperties(true, nobody).passwords()).isTrue();
    }

    private Back signIn(Map<String, Object> claims) throws Exception {
        var sent = sent();
        return back(sent, PROVIDER.proved(sent.page(), claims), state(sent));
    }

    private Sent sent() throws Exception {
        var answer = mvc.perform(get("/oauth2/authorization/oidc"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse();
        var page = String.valueOf(answer.getRedirectedUrl());
        assertThat(page).startsWith(PROVIDER.issuer() + "/authorize");
        assertThat(IdentityProvider.parameter(page, "redirect_uri")).endsWith("/login/oauth2/code/oidc");
        return new Sent(page, answer.getCookie("BATON_SESSION"));
    }

    private static String state(Sent sent) {
        return IdentityProvider.parameter(sent.page(), "state");
    }

    private Back back(Sent sent, String code, String state) throws Exception {
        var answer = mvc.perform(get("/login/oauth2/code/oidc")
                        .queryParam("code", code)
                        .queryParam("state", state)
                        .cookie(sent.session()))
                .andReturn()
                .getResponse();
        var session = answer.getCookie("BATON_SESSION");
        return new Back(String.valueOf(answer.getRedirectedUrl()), session == null ? sent.session() : session);
    }

    private static Map<String, Object> claims(String subject, String login, String... groups) {
        var claims = new HashMap<String, Object>();
        claims.put("sub", subject);
        claims.put("preferred_username", login);
        claims.put("name", "王 " + login);
        claims.put("email", login + "@baton.example");
        claims.put("groups", List.of(groups));
        return claims;
    }

    private static String login() {
        return "outside" + UUID.randomUUID().toString().substring(0, 8);
    }
}
