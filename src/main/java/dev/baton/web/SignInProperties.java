package dev.baton.web;

import dev.baton.staff.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people prove who they are.
 *
 * @param passwords false where only the provider is believed; tokens of API clients go on
 */
@ConfigurationProperties("baton.sign-in")
record SignInProperties(
        @DefaultValue("true") boolean passwords,
        @DefaultValue Oidc oidc) {

    /**
     * A provider that speaks OpenID Connect.
     *
     * @param issuer its address as it stands in its tokens; empty where there is none
     * @param name what the button says
     * @param loginClaim names the sign-in name, by which a person on file is found the first time
     * @param groupsClaim names the list of groups
     * @param roles what each group may do; who is in none of them is not let in
     * @param regions the region of each group that stands for one
     */
    record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("Single sign-on") String name,
            @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
            @DefaultValue("preferred_username") String loginClaim,
            @DefaultValue("groups") String groupsClaim,
            @DefaultValue Map<String, Role> roles,
            @DefaultValue Map<String, String> regions) {

        boolean on() {
            return !issuer.isBlank();
        }

        @Nullable
        String regionOf(List<String> groups) {
            for (var group : groups) {
                var region = regions.get(group);
                if (region != null) {
                    return region;
                }
            }
            return null;
        }
    }

    SignInProperties {
        if (!passwords && !oidc.on()) {
            throw new IllegalArgumentException(
                    "baton.sign-in.passwords is off and baton.sign-in.oidc.issuer is empty: nobody could sign in");
        }
        if (oidc.on() && (oidc.clientId().isBlank() || oidc.roles().isEmpty())) {
            throw new IllegalArgumentException(
                    "baton.sign-in.oidc needs client-id and, in roles, at least one group that may sign in");
        }
    }
}
