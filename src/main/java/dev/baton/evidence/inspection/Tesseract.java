package dev.baton.evidence.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tesseract as a process for each picture, so that a picture that breaks it breaks nothing else. */
class Tesseract implements TextRecognition {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST_TEXT = 2_000_000;

    private record Seen(Instant at, Condition condition) {}

    private record Ended(int code, String text) {}

    private final InspectionProperties.Ocr properties;
    private final Clock clock;

    /** It takes a whole processor; the others are needed for people. */
    private final Semaphore turns = new Semaphore(1, true);

    private volatile @Nullable Seen seen;

    Tesseract(InspectionProperties.Ocr properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Optional<String> read(Path picture) throws IOException {
        return run(properties.timeout(), List.of(picture.toString(), "stdout", "-l", properties.languages()))
                .filter(ended -> ended.code() == 0)
                .map(Ended::text);
    }

    @Override
    public boolean isOn() {
        return condition().state() == Condition.State.UP;
    }

    @Override
    public Condition condition() {
        var known = seen;
        if (known == null || known.at().plus(REMEMBERED).isBefore(clock.instant())) {
            known = new Seen(clock.instant(), look());
            seen = known;
        }
        return known.condition();
    }

    private Condition look() {
        if (properties.command().isBlank()) {
            return Condition.off("baton.evidence.ocr.command is empty");
        }
        try {
            var there = run(ANSWERS_WITHIN, List.of("--list-langs"))
                    .map(ended -> ended.text().lines().map(String::strip).collect(Collectors.toSet()))
                    .orElse(Set.of());
            var missing = Arrays.stream(properties.languages().split("\\+"))
                    .filter(language -> !there.contains(language))
                    .toList();
            return missing.isEmpty()
                    ? Condition.up(properties.command() + " with " + properties.languages())
                    : Condition.down(properties.command() + " lacks " + String.join(", ", missing));
        } catch (IOException notThere) {
            return Condition.off(properties.command() + " is not on this machine");
        }
    }

    /** @return nothing where it took too long */
    private Optional<Ended> run(Duration within, List<String> arguments) throws IOException {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            var command = Stream.concat(Stream.of(properties.command()), arguments.stream())
                    .toList();
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("OMP_THREAD_LIMIT", "1");
            var process = builder.start();
            try {
                return finished(process, within);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            turns.release();
        }
    }

    private static Optional<Ended> finished(Process process, Duration within) throws IOException {
        try (var reading = Executors.newVirtualThreadPerTaskExecutor()) {
            process.getOutputStream().close();
            var text = CompletableFuture.supplyAsync(() -> text(process.getInputStream()), reading);
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new Ended(process.exitValue(), text.get(5, TimeUnit.SECONDS)));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            throw new IOException(e);
        }
    }

    private static String text(InputStream output) {
        try (output) {
            return new String(output.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }
}
