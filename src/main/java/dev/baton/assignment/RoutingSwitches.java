package dev.baton.assignment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.staff.Caller;
import dev.baton.staff.Staff;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the switches of the routing; read anew for every decision, give or take a second. */
@Component
public class RoutingSwitches {

    private record Row(String name, boolean isOn, Timestamp changedAt, String changedBy) {}

    private final JdbcClient jdbc;
    private final Staff staff;
    private final Clock clock;
    private final HeldLeads held;
    private final ApplicationEventPublisher events;
    private final LoadingCache<String, Map<String, RoutingSwitch>> cache;

    RoutingSwitches(JdbcClient jdbc, Staff staff, Clock clock, HeldLeads held, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
        this.held = held;
        this.events = events;
        this.cache =
                Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).build(all -> load());
    }

    public List<RoutingSwitch> all() {
        return List.copyOf(load().values());
    }

    boolean isOn(String name) {
        var known = cache.get("all").get(name);
        return known == null || known.on();
    }

    /** The positions of those that decide who may be chosen. */
    Map<String, Boolean> leavingOut() {
        return cache.get("all").values().stream()
                .filter(known -> known.name().equals(RoutingSwitch.EXCLUDE_ON_LEAVE)
                        || known.name().startsWith(RoutingSwitch.RULE_PREFIX))
                .collect(Collectors.toMap(RoutingSwitch::name, RoutingSwitch::on));
    }

    @Transactional
    public void turn(String name, boolean on, Caller by) {
        turn(name, on, by.name());
        events.publishEvent(SecurityEvent.by(
                by.id().value(), SecurityEvent.Kind.ROUTING_SWITCHED, Map.of("switch", name, "on", on)));
    }

    @Transactional
    public void turn(String name, boolean on, String by) {
        if (!load().containsKey(name)) {
            throw Refusal.notFound("switch-not-found");
        }
        jdbc.sql("""
                        insert into routing_switch (name, is_on, changed_at, changed_by) values (?, ?, ?, ?)
                        on conflict (name) do update set is_on = excluded.is_on, changed_at = excluded.changed_at,
                                                         changed_by = excluded.changed_by""").params(name, on, Timestamp.from(clock.instant()), by).update();
        cache.invalidateAll();
        // Whatever was changed, those who wait are looked at again: who still has to wait is held again.
        held.releaseAll();
    }

    private Map<String, RoutingSwitch> load() {
        var switches = new LinkedHashMap<String, RoutingSwitch>();
        defaults().forEach((name, on) -> switches.put(name, new RoutingSwitch(name, on, null, null)));
        var stored =
                jdbc
                        .sql("select name, is_on, changed_at, changed_by from routing_switch")
                        .query(Row.class)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Row::name, row -> row));
        stored.forEach((name, row) -> switches.computeIfPresent(
                name,
                (same, before) ->
                        new RoutingSwitch(name, row.isOn(), row.changedAt().toInstant(), row.changedBy())));
        return switches;
    }

    private Map<String, Boolean> defaults() {
        var defaults = new LinkedHashMap<String, Boolean>();
        defaults.put(RoutingSwitch.EXCLUDE_ON_LEAVE, true);
        defaults.put(RoutingSwitch.PAUSE_ALLOCATION, false);
        defaults.put(RoutingSwitch.EXCLUDE_PREVIOUS_OWNERS, true);
        new ArrayList<>(staff.regions())
                .forEach(region -> defaults.put(RoutingSwitch.RULE_PREFIX + region.code(), true));
        return defaults;
    }
}
