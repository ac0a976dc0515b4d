package dev.baton.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps of a sign-in only its id: sessions lie in the database, where any version of the application must be able to read
 * them. Whether it still counts, and whose it is, is asked by {@link SessionCheckFilter}.
 */
class SignInsOfSessions implements SecurityContextRepository {

    private static final String SIGN_IN = "signIn";

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
        if (context.getAuthentication() instanceof SignedIn signedIn && signedIn.signIn() != null) {
            var session = request.getSession();
            session.setAttribute(SIGN_IN, signedIn.signIn().toString());
            session.setAttribute(
                    FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                    signedIn.identity().person().id().toString());
            return;
        }
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(SIGN_IN);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return read(request) != null;
    }

    private static @Nullable RememberedSignIn read(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SIGN_IN) instanceof String id
                ? new RememberedSignIn(UUID.fromString(id))
                : null;
    }
}
