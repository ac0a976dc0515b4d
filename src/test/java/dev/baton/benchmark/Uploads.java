package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of 50 MB, several at once: what stays in the heap afterwards, and the most that was used meanwhile. */
final class Uploads implements Scenario {

    private static final int AT_ONCE = 6;
    private static final int MEGABYTE = 1024 * 1024;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws Exception {
        int megabytes = options.size(49, 20);
        NewDeals deals = new NewDeals(stand);
        deals.open(AT_ONCE);
        List<UUID> mine = deals.newest(AT_ONCE);
        // Once, so that what is loaded and cached by the first one counts for none.
        upload(stand, deals, mine.getFirst(), 1);
        double before = live(stand);
        long started = System.nanoTime();
        CompletableFuture<?> all = CompletableFuture.allOf(mine.stream()
                .map(deal -> CompletableFuture.runAsync(() -> upload(stand, deals, deal, megabytes)))
                .toArray(CompletableFuture[]::new));
        double most = 0;
        while (!all.isDone()) {
            most = Math.max(most, used(stand));
        }
        all.join();
        double seconds = (System.nanoTime() - started) / 1e9;
        double after = live(stand);
        report.add("files at once", AT_ONCE, "files");
        report.add("size of each", megabytes, "MB");
        report.add("taken in", AT_ONCE * megabytes / seconds, "MB/s");
        report.add("live heap before", before, "MB");
        report.add("live heap after, more than before", after - before, "MB", Target.atMost(10));
        report.add("heap in use meanwhile, at most", most, "MB");
    }

    private static void upload(Stand stand, NewDeals deals, UUID deal, int megabytes) {
        String head = field("recordKind", "deal")
                + field("recordId", deal.toString())
                + field("stage", "first-contact")
                + field("kind", "first-communication")
                + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"talk.txt\"\r\nContent-Type: text/plain\r\n\r\n";
        int status = stand.api()
                .post(
                        deals.token(deal),
                        "/api/evidence",
                        "multipart/form-data; boundary=edge",
                        BodyPublishers.ofInputStream(() -> body(deal + head, head, megabytes)))
                .statusCode();
        if (status >= 300) {
            throw new IllegalStateException("a file of " + megabytes + " MB was answered with " + status);
        }
    }

    /** Text that differs from file to file: what is known already is not stored again. */
    private static InputStream body(String seed, String head, int megabytes) {
        byte[] block =
                (seed.hashCode() + " 客户说，需要按部门分开看。\n").repeat(MEGABYTE / 50).getBytes(StandardCharsets.UTF_8);
        var parts = IntStream.range(0, megabytes)
                .<InputStream>mapToObj(number -> new ByteArrayInputStream(block, 0, Math.min(block.length, MEGABYTE)))
                .collect(Collectors.toList());
        parts.addFirst(new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)));
        parts.addLast(new ByteArrayInputStream("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8)));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static String field(String name, String value) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    /** What is reachable: everything else is collected first. */
    private static double live(Stand stand) {
        jcmd(stand, "GC.run");
        return used(stand);
    }

    private static double used(Stand stand) {
        return USED.matcher(jcmd(stand, "GC.heap_info").replaceAll("(?s)Metaspace.*", ""))
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .sum()
                / 1024.0;
    }

    private static String jcmd(Stand stand, String command) {
        try {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/jcmd",
                            String.valueOf(stand.baton().handle().pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader said = process.inputReader()) {
                return said.lines().collect(Collectors.joining("\n"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
