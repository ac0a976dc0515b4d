package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Collects the figures of a run; written anew after each scenario, so that an interrupted run keeps what it has. */
final class Report {

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private String scenario = "";

    Report(boolean quick) {
        facts.put("startedAt", Instant.now().toString());
        facts.put("sizes", quick ? "quick" : "full");
        facts.put("machine", Machine.facts());
    }

    void fact(String name, Object value) {
        facts.put(name, value);
    }

    void begin(String name) {
        scenario = name;
        System.out.printf("%n== %s (load average %.1f)%n", name, load());
        detail("loadAverageBefore", load());
    }

    void add(String name, double value, String unit) {
        add(name, value, unit, null);
    }

    void add(String name, double value, String unit, @Nullable Target target) {
        Figure figure = Figure.of(scenario, name, value, unit, target);
        figures.add(figure);
        System.out.println(line(figure));
    }

    /** A figure of this run that another one is compared with. */
    Optional<Double> value(String ofScenario, String name) {
        return figures.stream()
                .filter(figure ->
                        figure.scenario().equals(ofScenario) && figure.name().equals(name))
                .map(Figure::value)
                .findFirst();
    }

    /** Values recorded in microseconds, shown in milliseconds. */
    void addMillis(String name, AbstractHistogram micros, @Nullable Target ofP99) {
        add(name + " p50", micros.getValueAtPercentile(50) / 1000.0, "ms");
        add(name + " p99", micros.getValueAtPercentile(99) / 1000.0, "ms", ofP99);
        add(name + " max", micros.getMaxValue() / 1000.0, "ms");
    }

    /** What explains a figure and has no unit: plans, statements, settings. */
    void detail(String name, Object value) {
        details.put(scenario + "." + name, value);
    }

    void note(String format, Object... values) {
        System.out.println("   " + format.formatted(values));
    }

    void failed(Throwable cause) {
        failures.add(scenario + ": " + cause);
        System.out.printf("   FAILED: %s%n", cause);
    }

    boolean complete() {
        return failures.isEmpty();
    }

    void write(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.put("endedAt", Instant.now().toString());
        all.put("loadAverage", load());
        all.put("figures", figures);
        all.put("failures", failures);
        all.put("details", details);
        Files.createDirectories(file.toAbsolutePath().getParent());
        JsonMapper.builderWithJackson2Defaults()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(file.toFile(), all);
    }

    void print(Duration took) {
        System.out.printf("%n%-12s %-46s %12s %-10s %-20s%n", "scenario", "figure", "value", "unit", "target");
        String last = "";
        for (Figure figure : figures) {
            System.out.printf("%-12s %s%n", figure.scenario().equals(last) ? "" : figure.scenario(), line(figure));
            last = figure.scenario();
        }
        failures.forEach(failure -> System.out.println("FAILED " + failure));
        System.out.printf("%nTook %d min; load average %.1f%n", Math.round(took.toSeconds() / 60.0), load());
    }

    private static String line(Figure figure) {
        Target target = figure.target();
        String wanted = target == null
                ? ""
                : "%s %s %s"
                        .formatted(
                                Boolean.TRUE.equals(figure.met()) ? "ok  " : "MISS",
                                target.bound(),
                                plain(target.value()));
        return "%-46s %12s %-10s %-20s".formatted(figure.name(), plain(figure.value()), figure.unit(), wanted);
    }

    private static String plain(double value) {
        return Math.abs(value) >= 1000 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
