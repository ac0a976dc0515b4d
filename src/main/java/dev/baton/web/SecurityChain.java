package dev.baton.web;

import dev.baton.staff.Accounts;
import dev.baton.staff.Role;
import dev.baton.staff.TokenScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The one filter chain. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInProperties.class)
class SecurityChain {

    /**
     * Only what the workbench brings along runs in it. Inline styles are allowed because antd, bpmn-js and form-js
     * write them; fonts and pictures of the diagrams come as data addresses.
     */
    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final Set<TokenScope> READERS = Set.of(TokenScope.READ, TokenScope.WRITE);

    @Bean
    SecurityFilterChain oneChain(
            HttpSecurity http,
            HeaderSignIn headerSignIn,
            Accounts accounts,
            CsrfTokenRepository csrfTokens,
            SecurityContextRepository signInsOfSessions,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${baton.web.actuator-open-to:127.0.0.0/8,::1/128}") List<String> actuatorOpenTo)
            throws Exception {
        AuthenticationEntryPoint notSignedIn =
                (request, response, refused) -> problems.resolveException(request, response, null, refused);
        AccessDeniedHandler notAllowed =
                (request, response, refused) -> problems.resolveException(request, response, null, refused);
        var forThisRequest = new RequestAttributeSecurityContextRepository();

        return http.securityContext(context -> context.securityContextRepository(
                        new DelegatingSecurityContextRepository(forThisRequest, signInsOfSessions)))
                // Sessions begin in SessionController and nowhere else.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new SpaCsrfTokens())
                        .requireCsrfProtectionMatcher(SecurityChain::couldBeForged))
                .logout(logout -> logout.logoutRequestMatcher(Paths.SIGNING_OUT)
                        .addLogoutHandler((request, response, leaving) -> {
                            // Before the session is looked at again.
                            if (leaving instanceof RememberedSignIn remembered) {
                                accounts.end(remembered.signIn());
                            }
                        })
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .httpBasic(basic -> basic.disable())
                .formLogin(form -> form.disable())
                .anonymous(anonymous -> anonymous.principal("anonymous"))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(notSignedIn).accessDeniedHandler(notAllowed))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frame -> frame.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"))
                        .addHeaderWriter(
                                (request, response) -> response.setHeader("Cross-Origin-Opener-Policy", "same-origin")))
                .addFilterBefore(new SessionCheckFilter(accounts), AuthorizationFilter.class)
                .addFilterBefore(
                        new HeaderSignInFilter(headerSignIn, notSignedIn, forThisRequest), SessionCheckFilter.class)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                            .permitAll();
                    requests.requestMatchers(HttpMethod.POST, "/api/session").permitAll();
                    for (var line : Permissions.LINES) {
                        requests.requestMatchers(line.method(), line.path())
                                .access(AuthorizationManagers.allOf(
                                        AuthorityAuthorizationManager.hasAnyRole(names(line.roles())),
                                        withinScope(line.tokens())));
                    }
                    requests.requestMatchers("/api/**").denyAll();
                    requests.requestMatchers("/public/**", "/hooks/**").permitAll();
                    requests.requestMatchers("/actuator/health/**", "/actuator/prometheus")
                            .access(fromOneOf(actuatorOpenTo, Role.ADMIN));
                    requests.requestMatchers("/actuator/**")
                            .access(AuthorizationManagers.allOf(
                                    AuthorityAuthorizationManager.hasRole(Role.ADMIN.name()), withinScope(READERS)));
                    requests.requestMatchers("/v3/**", "/swagger-ui/**", "/swagger-ui.html")
                            .access(AuthorizationManagers.allOf(
                                    AuthenticatedAuthorizationManager.authenticated(), withinScope(READERS)));
                    requests.requestMatchers(HttpMethod.GET, "/**").permitAll();
                    requests.requestMatchers(HttpMethod.HEAD, "/**").permitAll();
                    requests.anyRequest().denyAll();
                })
                .build();
    }

    @Bean
    SecurityContextRepository signInsOfSessions() {
        return new SignInsOfSessions();
    }

    /** By the same name on a server, in a container and in tests. */
    @Bean
    DefaultCookieSerializerCustomizer nameOfSessionCookie(@Value("${server.servlet.session.cookie.name}") String name) {
        return cookie -> cookie.setCookieName(name);
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieCustomizer(cookie -> cookie.sameSite("Lax").path("/"));
        return repository;
    }

    /** What happens to session and token at the moment of signing in: nothing from before it can be used afterwards. */
    @Bean
    SessionAuthenticationStrategy onSignIn(CsrfTokenRepository csrfTokens) {
        var newToken = new CsrfAuthenticationStrategy(csrfTokens);
        newToken.setRequestHandler(new SpaCsrfTokens());
        return new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), newToken));
    }

    /** Timing every filter of the chain took a fifth of the processor time of taking a lead in, and nobody asks for it. */
    @Bean
    SecurityObservationSettings untimedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Keeps Spring Boot from inventing a user with a password in the log. */
    @Bean
    UserDetailsService nobody() {
        return login -> {
            throw new UsernameNotFoundException(login);
        };
    }

    /**
     * Browsers send cookies along by themselves, an {@code Authorization} header never (nothing here makes them ask
     * for a Basic password), so a request that shows one was made by a program on purpose.
     */
    private static boolean couldBeForged(HttpServletRequest request) {
        return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && !Paths.OPEN_DOORS.matches(request);
    }

    private static AuthorizationManager<RequestAuthorizationContext> fromOneOf(List<String> networks, Role orRole) {
        var open = networks.stream().map(IpAddressMatcher::new).toList();
        return (authentication, context) ->
                new AuthorizationDecision(open.stream().anyMatch(network -> network.matches(context.getRequest()))
                        || authentication.get().getAuthorities().stream()
                                .anyMatch(authority -> ("ROLE_" + orRole.name()).equals(authority.getAuthority())));
    }

    /** A token opens what its scope says; whoever signed in with a password is not limited. */
    private static AuthorizationManager<RequestAuthorizationContext> withinScope(Set<TokenScope> scopes) {
        return (authentication, context) -> {
            if (authentication.get() instanceof SignedIn signedIn) {
                var limit = signedIn.identity().limit();
                if (limit != null && !scopes.contains(limit)) {
                    throw new OutOfScope(limit);
                }
            }
            return new AuthorizationDecision(true);
        };
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }
}
