package dev.baton.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Says how far a large download has come, because 299 MB without a word looks like a program that hangs. */
final class DownloadProgress extends AbstractTransferListener {

    private static final long WORTH_A_LINE = 5_000_000;
    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

    private final Map<String, Download> running = new ConcurrentHashMap<>();

    private record Download(long startedAt, long lastLineAt) {}

    @Override
    public void transferStarted(TransferEvent event) {
        if (large(event)) {
            long now = System.nanoTime();
            running.put(key(event), new Download(now, now));
            Progress.say("Downloading %s (%d MB) from %s", name(event), megabytes(total(event)), repository(event));
        }
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        Download download = running.get(key(event));
        long now = System.nanoTime();
        if (download == null || now - download.lastLineAt() < NANOS_BETWEEN_LINES) {
            return;
        }
        running.put(key(event), new Download(download.startedAt(), now));
        double seconds = (now - download.startedAt()) / 1e9;
        long done = event.getTransferredBytes();
        Progress.say(
                "  %s: %d of %d MB (%d %%), %.1f MB/s",
                name(event), megabytes(done), megabytes(total(event)), done * 100 / total(event), done / 1e6 / seconds);
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        if (running.remove(key(event)) != null) {
            Progress.say("  %s: done", name(event));
        }
    }

    @Override
    public void transferFailed(TransferEvent event) {
        if (running.remove(key(event)) != null) {
            Progress.say("  %s: failed, %s", name(event), event.getException().getMessage());
        }
    }

    private static boolean large(TransferEvent event) {
        return total(event) >= WORTH_A_LINE;
    }

    private static long total(TransferEvent event) {
        return event.getResource().getContentLength();
    }

    private static String key(TransferEvent event) {
        return event.getResource().getResourceName();
    }

    private static String repository(TransferEvent event) {
        return event.getResource().getRepositoryUrl();
    }

    private static String name(TransferEvent event) {
        return Path.of(event.getResource().getResourceName()).getFileName().toString();
    }

    private static long megabytes(long bytes) {
        return bytes / 1_000_000;
    }
}
