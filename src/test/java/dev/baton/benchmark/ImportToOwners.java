package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** From the upload of a file of 8,000 leads until the last of them has an owner. */
final class ImportToOwners implements Scenario {

    private static final String MAPPING = """
            {"externalRef":"mql_id","name":{"default":"市场线索"},"phone":{"default":"13800138000"},
             "source":{"default":"import"},"intent":{"default":"medium"},"nextFollowUpAt":{"default":"%s"}}""";
    private static final String[] ORIGINS = {
        "organic_search", "paid_search", "social", "direct_traffic", "email", "unknown"
    };

    @Override
    public String name() {
        return "import";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws IOException {
        byte[] file = options.file().isPresent()
                ? Files.readAllBytes(options.file().get())
                : generated(options.size(8_000, 400));
        Effort effort = Effort.from(stand);
        Instant from = stand.databaseTime();
        long started = System.nanoTime();
        HttpResponse<String> accepted = upload(stand, file);
        if (accepted.statusCode() != 202) {
            throw new IllegalStateException("The file was not accepted: " + accepted.body());
        }
        String path = "/api/imports/" + stand.api().read(accepted).get("id").stringValue();
        JsonNode[] last = new JsonNode[1];
        Awaitility.await("import")
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    last[0] = stand.api().read(stand.api().get(Team.DIRECTOR, path));
                    return isDone(last[0]);
                });
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        int leads = last[0].get("accepted").intValue();
        report.note("%s", last[0]);
        report.add("leads", leads, "leads");
        report.add("rejected", last[0].get("rejected").intValue(), "rows", Target.atMost(0));
        report.add("upload until the last owner", took.toMillis() / 1000.0, "s", Target.below(4 * 60));
        report.add("rate", leads / (took.toMillis() / 1000.0), "leads/s");
        effort.add(report, "lead", leads);
        report.addMillis("row on file to owner", OwnerLatency.stored(stand, from), null);
    }

    private static boolean isDone(JsonNode progress) {
        int accepted = progress.path("accepted").intValue();
        return progress.path("status").asString().matches("FINISHED|FAILED")
                && progress.path("assigned").intValue() >= accepted;
    }

    private static HttpResponse<String> upload(Stand stand, byte[] file) throws IOException {
        String boundary = "----benchmark" + System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String followUp = Instant.now().plus(Duration.ofDays(3)).toString();
        write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n"
                        + MAPPING.formatted(followUp) + "\r\n");
        write(
                body,
                "--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\nContent-Type: text/csv\r\n\r\n");
        body.write(file);
        write(body, "\r\n--" + boundary + "--\r\n");
        return stand.api()
                .post(
                        Team.DIRECTOR,
                        "/api/imports",
                        "multipart/form-data; boundary=" + boundary,
                        BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Marketing-qualified leads as a marketplace exports them: no names, no phones. */
    private static byte[] generated(int rows) {
        Random random = new Random(8_000);
        StringBuilder csv = new StringBuilder("mql_id,first_contact_date,landing_page_id,origin\n");
        for (int row = 0; row < rows; row++) {
            csv.append("%016x%016x,%s,%016x%016x,%s%n"
                    .formatted(
                            random.nextLong(),
                            random.nextLong(),
                            LocalDate.of(2017, 6, 1).plusDays(random.nextInt(360)),
                            (long) random.nextInt(400),
                            7L,
                            ORIGINS[random.nextInt(ORIGINS.length)]));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
