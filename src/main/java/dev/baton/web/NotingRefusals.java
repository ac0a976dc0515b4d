package dev.baton.web;

import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Whoever knocks at a closed door leaves a trace. */
@Component
class NotingRefusals {

    private static final int LONGEST_PATH = 200;

    private final ApplicationEventPublisher events;

    NotingRefusals(ApplicationEventPublisher events) {
        this.events = events;
    }

    void refused(HttpServletRequest request, String code) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            var path = request.getRequestURI();
            events.publishEvent(SecurityEvent.by(
                    signedIn.identity().person().id().value(),
                    Kind.ACCESS_REFUSED,
                    Map.of(
                            "method",
                            request.getMethod(),
                            "path",
                            path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH),
                            "code",
                            code)));
        }
    }
}
