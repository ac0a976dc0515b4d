package dev.baton.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program that must not outlive the JVM that started it, not even when that JVM is killed: a shell of a few kilobytes
 * holds the other end of a pipe and ends the program when the pipe closes. Where there is no shell, the pid file lets
 * the next start find and end what was left behind.
 *
 * <p>Ctrl-C reaches every process of a terminal; children ignore it, so that their parent can stop them in order.
 */
final class ChildProcess {

    private static final Path SHELL = Path.of("/bin/sh");

    /** Held for ever: a collected {@link Process} closes its pipe, and its guard would think that we are gone. */
    private static final Set<ChildProcess> ALL = ConcurrentHashMap.newKeySet();

    private final String name;
    private final ProcessHandle handle;
    private final @Nullable Process guard;
    private final @Nullable Path pidFile;

    private ChildProcess(String name, ProcessHandle handle, @Nullable Process guard, @Nullable Path pidFile) {
        this.name = name;
        this.handle = handle;
        this.guard = guard;
        this.pidFile = pidFile;
        ALL.add(this);
    }

    /** Starts a program whose output goes to {@code log}; a predecessor named in {@code pidFile} is ended first. */
    static ChildProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            Path pidFile) {
        endLeftover(name, pidFile);
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(deafToCtrlC(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(configures(List.of("SPRING_", "CAMUNDA_", "ZEEBE_", "SERVER_")));
            builder.environment().putAll(environment);
            Process process = builder.start();
            ProcessHandle handle = process.toHandle();
            Files.writeString(pidFile, identity(handle));
            return new ChildProcess(name, handle, guard(handle, "KILL"), pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + name, e);
        }
    }

    /** Ties a program that somebody else started on our behalf to this JVM. */
    static ChildProcess adopt(String name, ProcessHandle handle) {
        try {
            return new ChildProcess(name, handle, guard(handle, "INT"), null);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not guard " + name, e);
        }
    }

    /** Ends what an earlier run left behind, if the process with that number is still the one that run started. */
    static void endLeftover(String name, Path pidFile) {
        leftover(pidFile).ifPresent(handle -> {
            Progress.say("Ending %s (pid %d) that an earlier run left behind", name, handle.pid());
            handle.destroyForcibly();
            awaitExit(name, handle, Duration.ofSeconds(30));
        });
    }

    private static Optional<ProcessHandle> leftover(Path pidFile) {
        try {
            String recorded = Files.readString(pidFile).strip();
            long pid = Long.parseLong(recorded.split(" ", 2)[0]);
            return ProcessHandle.of(pid).filter(ChildProcess::alive).filter(handle -> identity(handle)
                    .equals(recorded));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A process number comes round again; together with its start it names one process. */
    static String identity(ProcessHandle handle) {
        long startedAt = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return handle.pid() + " " + startedAt;
    }

    ProcessHandle handle() {
        return handle;
    }

    boolean running() {
        return alive(handle);
    }

    /** Like {@code kill -9}, with everything below it. */
    void kill() {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(handle), handle.descendants()).toList();
        dismissGuard();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> awaitExit(name, member, Duration.ofSeconds(30)));
        forget();
    }

    /** Asks it to end, waits, and insists when {@code patience} is over. */
    void stop(Duration patience) {
        handle.destroy();
        try {
            awaitExit(name, handle, patience);
        } catch (IllegalStateException e) {
            kill();
        }
        dismissGuard();
        forget();
    }

    private void forget() {
        ALL.remove(this);
        if (pidFile != null) {
            try {
                Files.deleteIfExists(pidFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void dismissGuard() {
        if (guard != null) {
            guard.destroyForcibly();
        }
    }

    static void awaitExit(String name, ProcessHandle handle, Duration patience) {
        try {
            Awaitility.await(name)
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !alive(handle));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "%s (pid %d) did not end within %s".formatted(name, handle.pid(), patience), e);
        }
    }

    /** An orphan that ended stays in the process table until init looks, which a container's may never do. */
    static boolean alive(ProcessHandle handle) {
        return handle.isAlive() && !isZombie(handle.pid());
    }

    /** While other threads are still on their way out, the process holds its ports and files, zombie or not. */
    private static boolean isZombie(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String stat = Files.readString(process.resolve("stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2) && threads.count() <= 1;
        } catch (IOException | UncheckedIOException e) {
            return false; // no such file system, or gone in the meantime
        }
    }

    private static List<String> deafToCtrlC(List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        wrapped.addAll(command);
        return wrapped;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ending a process that has ended does nothing
    private static @Nullable Process guard(ProcessHandle child, String signal) throws IOException {
        if (!Files.isExecutable(SHELL)) {
            return null;
        }
        Process guard = new ProcessBuilder(
                        SHELL.toString(),
                        "-c",
                        "trap '' INT HUP TERM; read -r end; kill -%s %d".formatted(signal, child.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        child.onExit().thenRun(guard::destroyForcibly); // before the number of a process that ended comes round again
        return guard;
    }

    private static Predicate<String> configures(List<String> prefixes) {
        return variable -> prefixes.stream().anyMatch(variable::startsWith);
    }
}
