package dev.baton.staff.account;

import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows people where they are signed in, and lets them end what is not theirs. */
@Component
@Transactional
public class ListingSignIns {

    /**
     * A browser where somebody is signed in.
     *
     * @param program what the browser says it is
     * @param thisOne whether it is the one that asks
     */
    @Schema(name = "SignIn")
    public record Listed(
            UUID id,
            Instant startedAt,
            Instant lastSeenAt,
            String address,
            @Nullable String program,
            boolean thisOne) {}

    private final SignIns signIns;
    private final ApplicationEventPublisher events;
    private final Duration longestSession;
    private final Clock clock;

    ListingSignIns(
            SignIns signIns,
            ApplicationEventPublisher events,
            @Value("${baton.sign-in.longest-session:24h}") Duration longestSession,
            Clock clock) {
        this.signIns = signIns;
        this.events = events;
        this.longestSession = longestSession;
        this.clock = clock;
    }

    /** @param asking the sign-in of the request; null where a program asks */
    @Transactional(readOnly = true)
    public List<Listed> of(Caller caller, @Nullable UUID asking) {
        var now = clock.instant();
        return signIns.findUnended(caller.id().value()).stream()
                .filter(signIn -> signIn.isOpen(now, longestSession))
                .map(signIn -> signIn.listed(asking))
                .toList();
    }

    public void end(Caller caller, UUID id) {
        var ended = signIns.findForUpdate(id, caller.id().value()).filter(signIn -> signIn.end(clock.instant()));
        if (ended.isEmpty()) {
            throw Refusal.notFound("sign-in-not-found");
        }
        events.publishEvent(
                SecurityEvent.by(caller.id().value(), Kind.SESSION_ENDED, Map.of("reason", "by-its-person")));
    }
}
