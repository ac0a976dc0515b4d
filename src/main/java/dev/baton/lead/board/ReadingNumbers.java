package dev.baton.lead.board;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.lead.LeadId;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Keeps who was shown which full phone number (AC-08). A page that asks again for the same number is the same reading for
 * a while; so a hundred readings are a hundred numbers.
 */
@Component
public class ReadingNumbers {

    private static final Duration THE_SAME = Duration.ofMinutes(10);
    private static final int REMEMBERED = 200_000;

    private record Reading(UUID person, UUID lead) {}

    private final ApplicationEventPublisher events;
    private final Cache<Reading, Boolean> lately = Caffeine.newBuilder()
            .expireAfterWrite(THE_SAME)
            .maximumSize(REMEMBERED)
            .build();

    ReadingNumbers(ApplicationEventPublisher events) {
        this.events = events;
    }

    public void shown(LeadId lead, Caller to) {
        shown(List.of(lead), to);
    }

    public void shown(Collection<LeadId> leads, Caller to) {
        var person = to.id().value();
        var fresh = leads.stream()
                .map(LeadId::value)
                .filter(lead -> lately.asMap().putIfAbsent(new Reading(person, lead), true) == null)
                .toList();
        if (fresh.size() == 1) {
            events.publishEvent(SecurityEvent.by(person, Kind.NUMBER_READ, fresh.getFirst(), Map.of()));
        } else if (!fresh.isEmpty()) {
            events.publishEvent(
                    SecurityEvent.by(person, Kind.NUMBER_READ, Map.of("count", fresh.size(), "leads", fresh)));
        }
    }
}
