package dev.baton.staff.web;

import dev.baton.staff.Caller;
import dev.baton.staff.Origin;
import dev.baton.staff.account.ChangingPassword;
import dev.baton.staff.account.IssuingToken;
import dev.baton.staff.account.ListingSignIns;
import dev.baton.staff.people.ChoosingLanguage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people do with their own account. */
@RestController
class AccountController {

    record PasswordChange(
            @NotBlank @Size(max = 200) String oldPassword,
            @NotBlank String newPassword) {}

    record Language(@NotBlank String language) {}

    private final ChangingPassword passwords;
    private final ChoosingLanguage languages;
    private final IssuingToken tokens;
    private final ListingSignIns signIns;

    AccountController(
            ChangingPassword passwords, ChoosingLanguage languages, IssuingToken tokens, ListingSignIns signIns) {
        this.passwords = passwords;
        this.languages = languages;
        this.tokens = tokens;
        this.signIns = signIns;
    }

    @PutMapping("/api/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Caller caller, Origin from, @RequestBody @Valid PasswordChange change) {
        passwords.change(caller, change.oldPassword(), change.newPassword(), from);
    }

    @PutMapping("/api/me/language")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void chooseLanguage(Caller caller, @RequestBody @Valid Language language) {
        languages.choose(caller, language.language());
    }

    @GetMapping("/api/me/sign-ins")
    List<ListingSignIns.Listed> ownSignIns(Caller caller, Origin from) {
        return signIns.of(caller, from.signIn());
    }

    @DeleteMapping("/api/me/sign-ins/{signIn}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSignIn(Caller caller, @PathVariable UUID signIn) {
        signIns.end(caller, signIn);
    }

    @GetMapping("/api/me/tokens")
    List<IssuingToken.Issued> ownTokens(Caller caller) {
        return tokens.of(caller, caller.id());
    }

    @PostMapping("/api/me/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    IssuingToken.Secret issueOwn(Caller caller, Origin from, @RequestBody @Valid PeopleController.TokenWish wish) {
        return tokens.issue(caller, caller.id(), wish.label(), wish.scope(), wish.validFor(), wish.password(), from);
    }

    @DeleteMapping("/api/me/tokens/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeOwn(Caller caller, @PathVariable UUID token) {
        tokens.revoke(caller, caller.id(), token);
    }
}
