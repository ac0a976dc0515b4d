package dev.baton.web;

import dev.baton.shared.Refusal;
import dev.baton.staff.Role;
import dev.baton.staff.account.SigningInFromOutside;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Sign-in by a provider that speaks OpenID Connect, where one is named; it ends in the same session as a password. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${baton.sign-in.oidc.issuer:}'.isBlank()")
class SignInByProvider {

    static final String BEGINNING = "/oauth2/authorization/oidc";

    private static final Logger LOG = LoggerFactory.getLogger(SignInByProvider.class);
    private static final String ID = "oidc";

    private final SignInProperties.Oidc provider;
    private final SigningInFromOutside signingIn;
    private final BeginningSession beginning;
    private final URI baton;

    SignInByProvider(
            SignInProperties properties,
            SigningInFromOutside signingIn,
            BeginningSession beginning,
            @Value("${baton.base-url}") URI baton) {
        this.provider = properties.oidc();
        this.signingIn = signingIn;
        this.beginning = beginning;
        this.baton = baton;
    }

    @Bean
    Customizer<HttpSecurity> providerBesidePasswords(ClientRegistrationRepository registrations) {
        return http -> http.oauth2Login(login -> login.loginPage("/login")
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(new NoTokensKept())
                .oidcSessionRegistry(new NoSessionsKept())
                .successHandler(this::proved)
                .failureHandler(this::refused));
    }

    /** Asks the provider for its addresses with the first sign-in: one that is away does not keep the house closed. */
    @Bean
    ClientRegistrationRepository registrationAtProvider() {
        return new ClientRegistrationRepository() {

            private volatile @Nullable ClientRegistration known;

            @Override
            public @Nullable ClientRegistration findByRegistrationId(String id) {
                if (!id.equals(ID)) {
                    return null;
                }
                var registration = known;
                if (registration == null) {
                    registration = register();
                    known = registration;
                }
                return registration;
            }
        };
    }

    private ClientRegistration register() {
        return ClientRegistrations.fromIssuerLocation(provider.issuer())
                .registrationId(ID)
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .scope(provider.scopes())
                .redirectUri(baton.toString().replaceAll("/+$", "") + "/login/oauth2/code/" + ID)
                .build();
    }

    private void proved(HttpServletRequest request, HttpServletResponse response, Authentication proof)
            throws IOException {
        try {
            var identity = signingIn.signIn(stranger((OidcUser) Objects.requireNonNull(proof.getPrincipal())));
            beginning.begin(identity, request, response);
            response.sendRedirect("/");
        } catch (Refusal refusal) {
            LOG.info("Somebody whom the provider proved is not let in: {}", refusal.getMessage());
            end(request, response, refusal.code());
        }
    }

    private SigningInFromOutside.Stranger stranger(OidcUser user) {
        var claimed = user.hasClaim(provider.groupsClaim()) ? user.getClaimAsStringList(provider.groupsClaim()) : null;
        var groups = claimed == null ? List.<String>of() : claimed;
        var subject = user.getSubject();
        if (subject == null) {
            throw Refusal.forbidden("no-login-from-provider");
        }
        var roles = EnumSet.noneOf(Role.class);
        for (var group : groups) {
            var role = provider.roles().get(group);
            if (role != null) {
                roles.add(role);
            }
        }
        var login = user.getClaimAsString(provider.loginClaim());
        if (login == null || login.isBlank()) {
            throw Refusal.forbidden("no-login-from-provider");
        }
        var name = user.getFullName();
        return new SigningInFromOutside.Stranger(
                provider.issuer(),
                subject,
                login.strip(),
                name == null ? login.strip() : name,
                user.getEmail(),
                roles,
                provider.regionOf(groups));
    }

    private void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        LOG.warn("A sign-in by the provider failed: {}", refused.getMessage());
        end(request, response, "provider-refused");
    }

    private static void end(HttpServletRequest request, HttpServletResponse response, String code) throws IOException {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect("/login?refused=" + code);
    }

    /** The session lies in the database, and the provider is not told when it ends. */
    private static final class NoSessionsKept implements OidcSessionRegistry {

        @Override
        public void saveSessionInformation(OidcSessionInformation session) {
            // it is in the database
        }

        @Override
        public @Nullable OidcSessionInformation removeSessionInformation(String clientSessionId) {
            return null;
        }

        @Override
        public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
            return List.of();
        }
    }

    /** Nothing is asked of the provider in anybody's name afterwards. */
    private static final class NoTokensKept implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // so the interface wants it
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // its tokens end with the request
        }

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // none is there
        }
    }
}
