package dev.baton.web;

import dev.baton.staff.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps of a sign-in only whose it is and of when its proof is: sessions lie in the database, where any version of the
 * application must be able to read them. Whether it still counts is asked by {@link SessionCheckFilter}.
 */
class SignInsOfSessions implements SecurityContextRepository {

    private static final String PERSON = "person";
    private static final String PROVED_BY_CREDENTIALS_OF = "provedByCredentialsOf";

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        var remembered = SingletonSupplier.ofNullable(() -> read(request));
        return new DeferredSecurityContext() {
            @Override
            public SecurityContext get() {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(remembered.get());
                return context;
            }

            @Override
            public boolean isGenerated() {
                return remembered.get() == null;
            }
        };
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedIn signedIn) {
            var identity = signedIn.identity();
            var session = request.getSession();
            session.setAttribute(PERSON, identity.person().id().toString());
            session.setAttribute(
                    PROVED_BY_CREDENTIALS_OF, identity.credentialsChangedAt().toString());
            session.setAttribute(
                    FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                    identity.person().id().toString());
            return;
        }
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(PERSON);
            session.removeAttribute(PROVED_BY_CREDENTIALS_OF);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return read(request) != null;
    }

    private static @Nullable RememberedSignIn read(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(PERSON) instanceof String person
                        && session.getAttribute(PROVED_BY_CREDENTIALS_OF) instanceof String since
                ? new RememberedSignIn(PersonId.of(person), Instant.parse(since))
                : null;
    }
}
