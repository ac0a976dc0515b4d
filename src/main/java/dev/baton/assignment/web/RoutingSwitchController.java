package dev.baton.assignment.web;

import dev.baton.assignment.RoutingSwitch;
import dev.baton.assignment.RoutingSwitches;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/routing/switches")
class RoutingSwitchController {

    record Shown(
            String name,
            boolean on,
            @Nullable Instant changedAt,
            @Nullable String changedBy,
            String nameZh,
            String nameEn) {}

    record Position(@NotNull Boolean on) {}

    private final RoutingSwitches switches;
    private final MessageSource messages;

    RoutingSwitchController(RoutingSwitches switches, MessageSource messages) {
        this.switches = switches;
        this.messages = messages;
    }

    @GetMapping
    List<Shown> all() {
        return switches.all().stream().map(this::shown).toList();
    }

    @PutMapping("/{name}")
    List<Shown> turn(@PathVariable String name, @RequestBody @Valid Position position, Caller caller) {
        switches.turn(name, position.on(), caller);
        return all();
    }

    private Shown shown(RoutingSwitch known) {
        return new Shown(
                known.name(),
                known.on(),
                known.changedAt(),
                known.changedBy(),
                Words.of(messages, "switch." + known.name(), known.name(), Locale.SIMPLIFIED_CHINESE),
                Words.of(messages, "switch." + known.name(), known.name(), Locale.ENGLISH));
    }
}
