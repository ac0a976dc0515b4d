package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;

/**
 * What the gate of a stage takes besides the engine's time: the step behind the task, from its delivery to its commit,
 * and the answer to somebody who asks for too much.
 */
final class GateChecks implements Scenario {

    private static final double RATE = 8;

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws Exception {
        int many = options.size(600, 60);
        NewDeals deals = new NewDeals(stand);
        deals.open(many);
        List<UUID> mine = deals.newest(many);
        ConcurrentHashMap<UUID, String> tokens = new ConcurrentHashMap<>();
        mine.forEach(deal -> tokens.put(deal, deals.token(deal)));
        OpenLoad.Result refused = OpenLoad.atRate(
                RATE, many, number -> advance(stand, mine.get(number), tokens.get(mine.get(number))) == 409);
        report.addMillis("refusal of a gate", refused.micros(), Target.below(100));
        report.add("refusals that were none", refused.failed(), "requests", Target.atMost(0));

        OpenLoad.asFastAs(4, many, number -> complete(stand, mine.get(number), tokens.get(mine.get(number))));
        Instant from = stand.databaseTime();
        OpenLoad.Result passed = OpenLoad.atRate(
                RATE, many, number -> advance(stand, mine.get(number), tokens.get(mine.get(number))) == 202);
        report.addMillis("request to move on, the engine included", passed.micros(), null);
        report.add("requests that were refused", passed.failed(), "requests", Target.atMost(0));
        Awaitility.await("gates")
                .atMost(Duration.ofMinutes(5))
                .until(() -> stand.number(
                                "select count(*) from job_log where job_type = 'opportunity.checkGate' and finished_at >= ?",
                                Timestamp.from(from))
                        >= many - passed.failed());
        Histogram micros = new Histogram(3);
        stand.jdbc()
                .sql("""
                        select (extract(epoch from finished_at - delivered_at) * 1000000)::bigint from job_log
                        where job_type = 'opportunity.checkGate' and delivered_at >= ?""")
                .param(Timestamp.from(from))
                .query(Long.class)
                .list()
                .forEach(took -> micros.recordValue(Math.max(0, took)));
        report.addMillis("step of a gate, from delivery to commit", micros, Target.below(100));
    }

    private static int advance(Stand stand, UUID deal, String token) {
        return stand.api()
                .post(
                        token,
                        "/api/deals/" + deal + "/advance",
                        "application/json",
                        BodyPublishers.ofString("{\"reason\": \"客户已确认\"}"))
                .statusCode();
    }

    /** Everything that the first gate asks for. */
    private static boolean complete(Stand stand, UUID deal, String token) {
        boolean uploaded = stand.api()
                        .post(
                                token,
                                "/api/evidence",
                                "multipart/form-data; boundary=edge",
                                BodyPublishers.ofString(
                                        field("recordKind", "deal")
                                                + field("recordId", deal.toString())
                                                + field("stage", "first-contact")
                                                + field("kind", "first-communication")
                                                + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"call.txt\"\r\n"
                                                + "Content-Type: text/plain\r\n\r\n通话记录 " + deal + "\r\n--edge--\r\n",
                                        StandardCharsets.UTF_8))
                        .statusCode()
                < 300;
        for (String condition : List.of("contact-named", "pain-known")) {
            uploaded &= stand.api()
                            .post(
                                    token,
                                    "/api/deals/" + deal + "/conditions/" + condition,
                                    "application/json",
                                    BodyPublishers.ofString("{\"met\": true}"))
                            .statusCode()
                    < 300;
        }
        return uploaded;
    }

    private static String field(String name, String value) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
