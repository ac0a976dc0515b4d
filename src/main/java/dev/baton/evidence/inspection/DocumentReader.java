package dev.baton.evidence.inspection;

import dev.baton.shared.Refusal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.ClassUtils;

/**
 * Has documents read in a {@link ReadingProcess}, which is started when it is needed, killed when it takes too long, and
 * ended when it has been idle. A document that would eat the memory or never end costs that process and nothing else.
 */
class DocumentReader implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentReader.class);

    /** Of Spring Boot's own class loader, where the application runs from its jar or from the layers of an image. */
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    /** How many uploads may stand in line before one is told to come back later. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What came of reading. */
    enum Outcome {
        READ,
        ENCRYPTED,
        BROKEN,
        TOO_COMPLEX,
        TIME_UP
    }

    /** @param contentType empty where not even that could be found out */
    record Answer(Outcome outcome, String contentType, String text) {}

    private final InspectionProperties.Reading properties;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("evidence-reader-alarm").factory());

    private @Nullable Talk talk;

    DocumentReader(InspectionProperties.Reading properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    Answer read(Path file) {
        return inTurn(() -> reading(file));
    }

    /** @return whether the page is there and was drawn */
    boolean draw(Path pdf, int page, Path picture) {
        return inTurn(() -> drawing(pdf, page, picture));
    }

    private Answer reading(Path file) throws IOException {
        var current = talk();
        var type = "";
        var bell = current.killAfter(properties.timeout(), alarm);
        try {
            current.out.writeChar(ReadingProcess.READ);
            current.out.writeUTF(file.toString());
            current.out.writeInt(properties.maxCharacters());
            current.out.flush();
            while (true) {
                switch (current.in.readChar()) {
                    case ReadingProcess.TYPE -> type = current.in.readUTF();
                    case ReadingProcess.TEXT -> {
                        return new Answer(Outcome.READ, type, current.text());
                    }
                    case ReadingProcess.ENCRYPTED -> {
                        return new Answer(Outcome.ENCRYPTED, type, "");
                    }
                    case ReadingProcess.BROKEN -> {
                        return new Answer(Outcome.BROKEN, type, "");
                    }
                    default -> {
                        return new Answer(Outcome.TOO_COMPLEX, type, "");
                    }
                }
            }
        } catch (IOException died) {
            end();
            LOG.info("The process that reads documents ended while reading {}", file.getFileName());
            return new Answer(bell.hasRung() && !type.isEmpty() ? Outcome.TIME_UP : Outcome.TOO_COMPLEX, type, "");
        } finally {
            bell.silence();
        }
    }

    private boolean drawing(Path pdf, int page, Path picture) throws IOException {
        var current = talk();
        var bell = current.killAfter(properties.timeout(), alarm);
        try {
            current.out.writeChar(ReadingProcess.DRAW);
            current.out.writeUTF(pdf.toString());
            current.out.writeInt(page);
            current.out.writeUTF(picture.toString());
            current.out.flush();
            return current.in.readChar() == ReadingProcess.DRAWN;
        } catch (IOException died) {
            end();
            return false;
        } finally {
            bell.silence();
        }
    }

    private interface Reading<T> {
        T done() throws IOException;
    }

    private <T> T inTurn(Reading<T> reading) {
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
        try {
            return reading.done();
        } catch (IOException cannotBegin) {
            LOG.error("The process that reads documents does not start", cannotBegin);
            throw unavailable();
        } finally {
            turn.release();
        }
    }

    private Talk talk() throws IOException {
        var current = talk;
        if (current == null || !current.process.isAlive()) {
            current = new Talk(start(properties));
            talk = current;
        }
        current.usedAt = clock.instant();
        return current;
    }

    private static Process start(InspectionProperties.Reading properties) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + properties.memory().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=evidence/reading-logback.xml",
                "-cp",
                System.getProperty("java.class.path")));
        if (ClassUtils.isPresent(LAUNCHER, DocumentReader.class.getClassLoader())) {
            command.add(command.size() - 2, "-Dloader.main=" + ReadingProcess.class.getName());
            command.add(LAUNCHER);
        } else {
            command.add(ReadingProcess.class.getName());
        }
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // A document must not find the passwords of the application, should it ever take the process over.
        var environment = builder.environment();
        var temporary = environment.get("TMPDIR");
        environment.clear();
        if (temporary != null) {
            environment.put("TMPDIR", temporary);
        }
        return builder.directory(new File(System.getProperty("user.dir"))).start();
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void endWhenIdle() {
        if (turn.tryAcquire()) {
            try {
                if (talk != null && talk.usedAt.plus(properties.idle()).isBefore(clock.instant())) {
                    end();
                }
            } finally {
                turn.release();
            }
        }
    }

    private void end() {
        if (talk != null) {
            talk.process.destroyForcibly();
            talk = null;
        }
    }

    @Override
    public void destroy() {
        alarm.shutdownNow();
        end();
    }

    private static Refusal unavailable() {
        return new Refusal(Refusal.Kind.UNAVAILABLE, "evidence-reader-unavailable", null, Map.of());
    }

    private static final class Talk {

        private final Process process;
        private final DataOutputStream out;
        private final DataInputStream in;
        private Instant usedAt = Instant.MIN;

        Talk(Process process) {
            this.process = process;
            this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
            this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        }

        String text() throws IOException {
            var bytes = in.readNBytes(in.readInt());
            return new String(bytes, StandardCharsets.UTF_8);
        }

        Bell killAfter(Duration time, ScheduledExecutorService alarm) {
            var bell = new Bell(process);
            bell.pending = alarm.schedule(bell::ring, time.toMillis(), TimeUnit.MILLISECONDS);
            return bell;
        }
    }

    /** Kills the process when the time is up. */
    private static final class Bell {

        private final Process process;
        private volatile boolean rung;
        private @Nullable Future<?> pending;

        Bell(Process process) {
            this.process = process;
        }

        void ring() {
            rung = true;
            process.destroyForcibly();
        }

        boolean hasRung() {
            return rung;
        }

        void silence() {
            if (pending != null) {
                pending.cancel(false);
            }
        }
    }
}
