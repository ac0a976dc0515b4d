package dev.baton.web;

import dev.baton.staff.Accounts;
import dev.baton.staff.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Begins the session of somebody who is proved, however that was done. */
@Component
class BeginningSession {

    private final Accounts accounts;
    private final SessionAuthenticationStrategy onSignIn;
    private final SecurityContextRepository sessions;

    BeginningSession(
            Accounts accounts, SessionAuthenticationStrategy onSignIn, SecurityContextRepository signInsOfSessions) {
        this.accounts = accounts;
        this.onSignIn = onSignIn;
        this.sessions = signInsOfSessions;
    }

    void begin(Identity identity, HttpServletRequest request, HttpServletResponse response) {
        var from = Origins.of(request);
        var signedIn = new SignedIn(identity, accounts.begin(identity, from));
        Origins.remember(accounts.remember(identity.person().id(), from), request, response);
        onSignIn.onAuthentication(signedIn, request, response);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }
}
