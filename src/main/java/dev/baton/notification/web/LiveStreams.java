package dev.baton.notification.web;

import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open browsers of this application. Each stream has a virtual thread that writes, so a browser on a bad line waits
 * alone; what it missed it gets after it has come back.
 */
@Component
class LiveStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final int MOST_A_PERSON = 10;
    private static final int MOST_WAITING = 256;
    private static final int PAGE = 200;
    private static final int MOST_TO_CATCH_UP = 5000;

    /** Numbers are drawn before the commit: a lower one may show up this much later than a higher one. */
    private static final long LATE_NUMBERS = 1000;

    private final NoticeQueries notices;
    private final Staff staff;
    private final Duration heartbeat;
    private final Duration longest;
    private final Map<PersonId, Deque<Stream>> open = new ConcurrentHashMap<>();

    private volatile boolean running = true;

    LiveStreams(
            NoticeQueries notices,
            Staff staff,
            MeterRegistry meters,
            @Value("${baton.notification.stream.heartbeat:20s}") Duration heartbeat,
            @Value("${baton.notification.stream.longest:30m}") Duration longest) {
        this.notices = notices;
        this.staff = staff;
        this.heartbeat = heartbeat;
        this.longest = longest;
        Gauge.builder("baton.notification.streams", this::count)
                .description("Browsers that listen")
                .register(meters);
    }

    private sealed interface Signal {

        record Look() implements Signal {}

        record LeadChanged(UUID lead) implements Signal {}
    }

    private record LeadHint(UUID leadId) {}

    /** Opens a stream; with the number of the last notice seen, it begins with what came after. */
    SseEmitter open(PersonId person, @Nullable String lastEventId) {
        // ends now and then, so that whoever may no longer listen has to ask again
        var emitter = new SseEmitter(longest.toMillis());
        var stream = new Stream(person, emitter, number(lastEventId));
        emitter.onCompletion(stream::close);
        emitter.onTimeout(stream::close);
        emitter.onError(e -> stream.close());
        add(stream);
        Thread.ofVirtual().name("live-stream").start(stream);
        return emitter;
    }

    void noticed(PersonId person) {
        streamsOf(person).forEach(stream -> stream.offer(new Signal.Look()));
    }

    void leadChanged(UUID lead, PersonId person) {
        streamsOf(person).forEach(stream -> stream.offer(new Signal.LeadChanged(lead)));
    }

    /** Signals may have been missed: everybody looks into the table. */
    void lookAll() {
        open.keySet().forEach(this::noticed);
    }

    int count() {
        return open.values().stream().mapToInt(Deque::size).sum();
    }

    private void add(Stream stream) {
        open.compute(stream.person, (person, streams) -> {
            var all = streams == null ? new ArrayDeque<Stream>() : new ArrayDeque<>(streams);
            while (all.size() >= MOST_A_PERSON) {
                all.removeFirst().close();
            }
            all.add(stream);
            return all;
        });
    }

    private void remove(Stream stream) {
        open.computeIfPresent(stream.person, (person, streams) -> {
            var rest = new ArrayDeque<>(streams);
            rest.remove(stream);
            return rest.isEmpty() ? null : rest;
        });
    }

    private List<Stream> streamsOf(PersonId person) {
        // the deques are replaced, never changed: no lock needed to walk through one
        return new ArrayList<>(open.getOrDefault(person, new ArrayDeque<>()));
    }

    private static Optional<Long> number(@Nullable String lastEventId) {
        return lastEventId != null && lastEventId.matches("\\d{1,18}")
                ? Optional.of(Long.parseLong(lastEventId))
                : Optional.empty();
    }

    private final class Stream implements Runnable {

        private final PersonId person;
        private final SseEmitter emitter;
        private final Optional<Long> lastSeen;
        private final BlockingQueue<Signal> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
        private final Set<Long> sent = new HashSet<>();
        private long newest;
        private volatile boolean closed;

        Stream(PersonId person, SseEmitter emitter, Optional<Long> lastSeen) {
            this.person = person;
            this.emitter = emitter;
            this.lastSeen = lastSeen;
        }

        void offer(Signal signal) {
            if (!closed && !waiting.offer(signal)) {
                log.debug("A browser of {} reads too slowly and has to come back", person);
                close();
            }
        }

        void close() {
            closed = true;
            waiting.offer(new Signal.Look());
        }

        @Override
        public void run() {
            try {
                emitter.send(SseEmitter.event().comment("hello").reconnectTime(3000));
                begin();
                while (!closed) {
                    var signal = waiting.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                    if (signal == null) {
                        beat();
                    } else if (!closed) {
                        act(signal);
                    }
                }
            } catch (IOException | IllegalStateException gone) {
                log.debug("A browser of {} has gone: {}", person, gone.toString());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("A live stream of {} ends: {}", person, e.toString());
            } finally {
                remove(this);
                end();
            }
        }

        private void end() {
            try {
                emitter.complete();
            } catch (IllegalStateException ended) {
                // the browser left first, and the server has ended the request already
                log.debug("The stream of {} had ended before: {}", person, ended.toString());
            }
        }

        private void begin() throws IOException {
            newest = lastSeen.orElseGet(() -> notices.newestSeq(person));
            for (var entry : around()) {
                if (entry.seq() <= newest) {
                    sent.add(entry.seq());
                }
            }
            if (lastSeen.isPresent()) {
                look();
            }
        }

        private void beat() throws IOException {
            if (!running || staff.find(person).filter(Person::active).isEmpty()) {
                close();
                return;
            }
            emitter.send(SseEmitter.event().comment("still here"));
            look();
        }

        private void act(Signal signal) throws IOException {
            switch (signal) {
                case Signal.Look look -> look();
                case Signal.LeadChanged changed ->
                    emitter.send(SseEmitter.event()
                            .name("lead")
                            .data(new LeadHint(changed.lead()), MediaType.APPLICATION_JSON));
            }
        }

        private void look() throws IOException {
            for (var entry : around()) {
                if (sent.add(entry.seq())) {
                    newest = Math.max(newest, entry.seq());
                    emitter.send(SseEmitter.event()
                            .id(String.valueOf(newest))
                            .name("notice")
                            .data(NotificationsController.Item.of(entry), MediaType.APPLICATION_JSON));
                }
            }
            sent.removeIf(seq -> seq <= newest - LATE_NUMBERS);
        }

        /** What is new, and what was there shortly before it. */
        private List<NoticeQueries.Entry> around() {
            var all = new ArrayList<NoticeQueries.Entry>();
            long from = newest - LATE_NUMBERS;
            List<NoticeQueries.Entry> page;
            do {
                page = notices.after(person, from, PAGE);
                all.addAll(page);
                from = page.isEmpty() ? from : page.getLast().seq();
            } while (page.size() == PAGE && all.size() < MOST_TO_CATCH_UP);
            return all;
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Browsers come back by themselves; an open stream must not hold up the end of the application. */
    @Override
    public void stop() {
        running = false;
        open.values().forEach(streams -> streams.forEach(Stream::close));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
