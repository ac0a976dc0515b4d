package dev.baton.notification.web;

import dev.baton.notification.ReadingNotices;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
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

    private final NoticeQueries notices;
    private final ReadingNotices reading;
    private final LiveStreams streams;

    NotificationsController(NoticeQueries notices, ReadingNotices reading, LiveStreams streams) {
        this.notices = notices;
        this.reading = reading;
        this.streams = streams;
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

        static Item of(NoticeQueries.Entry entry) {
            return new Item(entry.id(), entry.at(), entry.title(), entry.text(), entry.path(), entry.readAt());
        }
    }

    @GetMapping
    Notifications list(Caller caller) {
        return new Notifications(
                notices.unread(caller.id()),
                notices.newest(caller.id(), SHOWN).stream().map(Item::of).toList());
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID id, Caller caller) {
        reading.read(id, caller.id());
    }

    @PostMapping("/all/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Caller caller) {
        reading.readAll(caller.id());
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
