package dev.baton.web;

import dev.baton.staff.Accounts;
import dev.baton.staff.Caller;
import dev.baton.staff.Identity;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to the workbench. Signing out is {@code DELETE /api/session}, answered by the filter chain. */
@RestController
class SessionController {

    record SignIn(
            @NotBlank @Size(max = 100) String login,
            @NotBlank @Size(max = 200) String password) {}

    record Me(
            PersonId id,
            String login,
            String name,
            List<Role> roles,
            @Nullable String region,
            String language) {}

    private final Accounts accounts;
    private final SessionAuthenticationStrategy onSignIn;
    private final SecurityContextRepository sessions;

    SessionController(
            Accounts accounts,
            SessionAuthenticationStrategy onSignIn,
            SecurityContextRepository signInsOfSessions) {
        this.accounts = accounts;
        this.onSignIn = onSignIn;
        this.sessions = signInsOfSessions;
    }

    @PostMapping("/api/session")
    Me signIn(@RequestBody @Validated SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        var from = Origins.of(request);
        var identity = accounts.byPassword(signIn.login(), signIn.password(), from)
                .orElseThrow(() -> new BadCredentialsException("wrong login or password"));
        var signedIn = new SignedIn(identity, accounts.begin(identity, from));
        Origins.remember(accounts.remember(identity.person().id(), from), request, response);
        onSignIn.onAuthentication(signedIn, request, response);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        return me(identity);
    }

    @GetMapping("/api/me")
    Me me(Caller caller) {
        return me(accounts.current(caller.id()).orElseThrow(() -> new BadCredentialsException("no longer active")));
    }

    private static Me me(Identity identity) {
        var person = identity.person();
        return new Me(
                person.id(),
                person.login(),
                person.name(),
                person.roles().stream().sorted().toList(),
                person.region(),
                person.language().toLanguageTag());
    }
}
