package dev.baton.notification.web;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/notifications")
class NotificationsController {

    private static final int SHOWN = 50;

    private final Inbox inbox;
    private final LiveStreams streams;
    private final Clock clock;

    NotificationsController(Inbox inbox, LiveStreams streams, Clock clock) {
        this.inbox = inbox;
        this.streams = streams;
        this.clock = clock;
    }

    record Notifications(long unread, List<Item> items) {}

    @Schema(name = "Notification")
    record Item(
            UUID id,
            Instant at,
            String title,
            String text,
            String path,
            @Nullable Instant readAt) {

        static Item of(Inbox.Entry entry) {
            return new Item(entry.id(), entry.at(), entry.title(), entry.text(), entry.path(), entry.readAt());
        }
    }

    @GetMapping
    Notifications list(Caller caller) {
        return new Notifications(
                inbox.unread(caller.id()),
                inbox.newest(caller.id(), SHOWN).stream().map(Item::of).toList());
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID id, Caller caller) {
        if (!inbox.read(caller.id(), id, clock.instant())) {
            throw Refusal.notFound("not-found");
        }
    }

    @PostMapping("/all/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Caller caller) {
        inbox.readAll(caller.id(), clock.instant());
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            Caller caller, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                // proxies must pass on every event as it comes
                .header("X-Accel-Buffering", "no")
                .body(streams.open(caller.id(), lastEventId));
    }
}
