package dev.baton.web;

import dev.baton.shared.Refusal;
import dev.baton.staff.Accounts;
import dev.baton.staff.Caller;
import dev.baton.staff.Identity;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to the workbench. Signing out is {@code DELETE /api/session}, answered by the filter chain. */
@RestController
class SessionController {

    @Schema(name = "Credentials")
    record SignIn(
            @NotBlank @Size(max = 100) String login,
            @NotBlank @Size(max = 200) String password) {}

    @Schema(name = "Me")
    record Me(
            PersonId id,
            String login,
            String name,
            List<Role> roles,
            @Nullable String region,
            String language) {}

    private final Accounts accounts;
    private final BeginningSession beginning;
    private final boolean passwords;

    SessionController(Accounts accounts, BeginningSession beginning, SignInProperties properties) {
        this.accounts = accounts;
        this.beginning = beginning;
        this.passwords = properties.passwords();
    }

    @PostMapping("/api/session")
    Me signIn(@RequestBody @Validated SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        if (!passwords) {
            throw Refusal.forbidden("passwords-off");
        }
        var identity = accounts.byPassword(signIn.login(), signIn.password(), Origins.of(request))
                .orElseThrow(() -> new BadCredentialsException("wrong login or password"));
        beginning.begin(identity, request, response);
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
