package dev.baton.benchmark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Has PostgreSQL explain every statement while this is open: the very plans that Baton's statements ran with. */
final class Plans implements AutoCloseable {

    private static final Pattern ENTRY = Pattern.compile("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )");
    private static final Pattern VALUES = Pattern.compile("\\(cost=[^)]*\\) ");

    private final Stand stand;
    private final Path log;
    private final long from;

    private Plans(Stand stand, Path log, long from) {
        this.stand = stand;
        this.log = log;
        this.from = from;
    }

    static Plans of(Stand stand) throws IOException {
        Path log = stand.system().logs().resolve("postgres.log");
        Plans plans = new Plans(stand, log, Files.size(log));
        plans.explainAbove(0);
        plans.awaitOwnStatement();
        return plans;
    }

    /** Plans by statement, of those statements that read one of these tables. */
    Map<String, String> ofTables(String... tables) throws IOException {
        awaitOwnStatement();
        Pattern wanted = Pattern.compile("(?s).*\\b(from|join) (" + String.join("|", tables) + ")\\b.*");
        Map<String, String> plans = new LinkedHashMap<>();
        for (String entry : ENTRY.split(logged(), -1)) {
            int text = entry.indexOf("Query Text:");
            if (entry.contains("plan:")
                    && text >= 0
                    && wanted.matcher(entry).matches()
                    && !entry.contains("Query Text: --")) {
                String plan = VALUES.matcher(entry.substring(text))
                        .replaceAll("")
                        .replaceAll("(?m)^\\t", "")
                        .strip();
                plans.put(
                        plan.lines()
                                .takeWhile(line -> !line.startsWith("Query Parameters") && !line.contains("(actual"))
                                .reduce("", (a, b) -> a + b + "\n"),
                        plan);
            }
        }
        return plans;
    }

    private void explainAbove(int milliseconds) {
        stand.jdbc()
                .sql("alter system set auto_explain.log_min_duration = " + milliseconds)
                .update();
        stand.jdbc().sql("select pg_reload_conf()").query().listOfRows();
    }

    /** What was logged before this statement is in the file when this statement is. */
    private void awaitOwnStatement() {
        String mark = "mark " + UUID.randomUUID();
        Awaitility.await("explained statements")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    stand.jdbc()
                            .sql("-- " + mark + "\nselect count(*) from pg_class")
                            .query()
                            .listOfRows();
                    return logged().contains(mark);
                });
    }

    private String logged() throws IOException {
        try (FileChannel file = FileChannel.open(log)) {
            file.position(from);
            return new String(
                    java.nio.channels.Channels.newInputStream(file).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        explainAbove(-1);
    }
}
