package dev.baton.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the workbench what to offer to somebody who is not signed in. */
@RestController
class WaysToSignIn {

    /** @param provider null where nobody but this house proves who people are */
    @Schema(name = "WaysToSignIn")
    record Ways(boolean passwords, @Nullable Provider provider) {}

    /** @param path where signing in by it begins */
    @Schema(name = "SignInProvider")
    record Provider(String name, String path) {}

    private final Ways ways;

    WaysToSignIn(SignInProperties properties) {
        var provider = properties.oidc();
        this.ways = new Ways(
                properties.passwords(),
                provider.on() ? new Provider(provider.name(), SignInByProvider.BEGINNING) : null);
    }

    @GetMapping("/public/sign-in")
    Ways ways() {
        return ways;
    }
}
