package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The board with 5,000 deals, and the funnel, the heat map and the rates over 100,000 of them. */
final class DealBoards implements Scenario {

    private static final double RATE = 5;
    private static final double P95_BELOW = 300;

    @Override
    public String name() {
        return "deal-boards";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws Exception {
        DealSeed seed = new DealSeed(stand);
        seed.closed(options.size(200_000, 40_000));
        int requests = options.size(100, 30);
        seed.open(options.size(5_000, 1_000));
        report.add("open deals on the board", openDeals(stand), "deals");
        measure(stand, report, "director's board", requests, "director", "/api/deals", Target.below(P95_BELOW));
        measure(stand, report, "rep's board", requests, rep(), "/api/deals?mine=true", Target.below(P95_BELOW));

        seed.open(options.size(95_000, 9_000));
        report.add("open deals in the funnel", openDeals(stand), "deals");
        measure(stand, report, "director's funnel", requests, "director", "/api/funnel", Target.below(P95_BELOW));
        measure(stand, report, "manager's funnel", requests, manager(), "/api/funnel", Target.below(P95_BELOW));
        measure(stand, report, "rep's funnel", requests, rep(), "/api/funnel", Target.below(P95_BELOW));
        measure(stand, report, "director's board with all of them", requests, "director", "/api/deals", null);
        measure(stand, report, "director's heat map", requests, "director", "/api/heat-map", null);
        measure(stand, report, "director's rates", requests, "director", "/api/quality", null);
        measure(stand, report, "director's list of stuck deals", requests, "director", "/api/stuck-deals", null);
        checkPlans(stand, report);
    }

    private static void measure(
            Stand stand, Report report, String what, int requests, String login, String path, @Nullable Target target) {
        OpenLoad.Request request =
                number -> stand.api().get(Team.token(login), path).statusCode() == 200;
        OpenLoad.atRate(RATE, requests / 5, request);
        OpenLoad.Result result = OpenLoad.atRate(RATE, requests, request);
        report.add(what + " p50", result.micros().getValueAtPercentile(50) / 1000.0, "ms");
        report.add(what + " p95", result.micros().getValueAtPercentile(95) / 1000.0, "ms", target);
        report.add(what + " failed", result.failed(), "requests", Target.atMost(0));
    }

    private static void checkPlans(Stand stand, Report report) throws Exception {
        Map<String, String> plans = new TreeMap<>();
        try (Plans explained = Plans.of(stand)) {
            for (String login : List.of("director", manager(), rep())) {
                stand.api().get(Team.token(login), "/api/deals");
                stand.api().get(Team.token(login), "/api/funnel");
            }
            plans.putAll(explained.ofTables("deal", "deal_transition"));
        }
        plans.forEach((statement, plan) -> report.note("%s%n   => %s", shortened(statement), accesses(plan)));
        report.detail("plans", plans);
        long sequential = plans.values().stream()
                .filter(plan -> plan.matches("(?s).*Seq Scan on (deal|deal_transition)\\b.*"))
                .count();
        report.add("statements explained", plans.size(), "statements", Target.atLeast(3));
        report.add("sequential scans of large tables", sequential, "plans", Target.atMost(0));
    }

    private static long openDeals(Stand stand) {
        return stand.number("select count(*) from deal where state = 'OPEN'");
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

    private static String rep() {
        return Team.rep(ThreadLocalRandom.current().nextInt(Team.REPS) + 1);
    }

    private static String manager() {
        return Team.manager(Team.REGIONS.get(ThreadLocalRandom.current().nextInt(Team.REGIONS.size())));
    }
}
