package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lists that people look at all day, with 100,000 open leads. */
final class Boards implements Scenario {

    private static final double RATE = 10;
    private static final double P95_BELOW = 200;

    @Override
    public String name() {
        return "boards";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws Exception {
        new Seed(stand).openLeads(options.size(100_000, 5_000));
        report.add(
                "open leads",
                stand.number("select count(*) from lead where status in ('ASSIGNED', 'CONTACTED')"),
                "leads");
        int requests = options.size(150, 50);
        measure(report, "rep's today list", requests, number -> get(stand, anyRep(), "/api/leads/today"));
        for (String state : List.of("due", "breached", "met", "late")) {
            measure(
                    report,
                    "manager's window board, " + state,
                    requests,
                    number -> get(stand, anyManager(), "/api/windows?state=" + state));
        }
        measure(
                report,
                "director's window board",
                requests,
                number -> get(stand, "director", "/api/windows?state=due"));
        measure(report, "rep's task inbox", requests, number -> get(stand, anyRep(), "/api/tasks"));
        checkPlans(stand, report);
    }

    private static void measure(Report report, String what, int requests, OpenLoad.Request request) {
        OpenLoad.atRate(RATE, requests / 5, request);
        OpenLoad.Result result = OpenLoad.atRate(RATE, requests, request);
        report.add(what + " p50", result.micros().getValueAtPercentile(50) / 1000.0, "ms");
        report.add(what + " p95", result.micros().getValueAtPercentile(95) / 1000.0, "ms", Target.below(P95_BELOW));
        report.add(what + " failed", result.failed(), "requests", Target.atMost(0));
    }

    private static void checkPlans(Stand stand, Report report) throws Exception {
        Map<String, String> plans = new TreeMap<>();
        try (Plans explained = Plans.of(stand)) {
            get(stand, anyRep(), "/api/leads/today");
            get(stand, anyRep(), "/api/tasks");
            for (String state : List.of("due", "breached", "met", "late")) {
                get(stand, anyManager(), "/api/windows?state=" + state);
                get(stand, "director", "/api/windows?state=" + state);
            }
            plans.putAll(explained.ofTables("lead", "response_window", "user_task"));
        }
        plans.forEach((statement, plan) -> report.note("%s%n   => %s", shortened(statement), accesses(plan)));
        report.detail("plans", plans);
        long sequential = plans.values().stream()
                .filter(plan -> plan.matches("(?s).*Seq Scan on (lead|response_window|user_task)\\b.*"))
                .count();
        report.add("statements explained", plans.size(), "statements", Target.atLeast(3));
        report.add("sequential scans of large tables", sequential, "plans", Target.atMost(0));
    }

    private static String shortened(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.length() > 140 ? line.substring(0, 140) + "..." : line;
    }

    /** The ways in which a plan reads tables. */
    private static String accesses(String plan) {
        return Pattern.compile("(\\w+ )*Scan (using \\w+ )?on \\w+")
                .matcher(plan)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("; "));
    }

    private static boolean get(Stand stand, String login, String path) {
        return stand.api().get(Team.token(login), path).statusCode() == 200;
    }

    private static String anyRep() {
        return Team.rep(ThreadLocalRandom.current().nextInt(Team.REPS) + 1);
    }

    private static String anyManager() {
        return Team.manager(Team.REGIONS.get(ThreadLocalRandom.current().nextInt(Team.REGIONS.size())));
    }
}
