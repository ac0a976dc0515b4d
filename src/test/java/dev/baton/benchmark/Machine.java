package dev.baton.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a figure depends on besides the program, and what each process takes of it. */
final class Machine {

    private Machine() {}

    static Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("cpu", firstWith(Path.of("/proc/cpuinfo"), "model name"));
        facts.put("memory", firstWith(Path.of("/proc/meminfo"), "MemTotal"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        facts.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return facts;
    }

    /** Processor time of a process and of those it has started and not yet buried. */
    static Duration processorTime(ProcessHandle process) {
        return family(process)
                .map(member -> member.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident memory in MB; pages that a family shares are counted once. NaN where the system does not tell. */
    static double megabytes(ProcessHandle process) {
        return family(process).mapToDouble(Machine::proportionalKilobytes).sum() / 1024;
    }

    private static Stream<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static double proportionalKilobytes(ProcessHandle process) {
        String value = firstWith(Path.of("/proc/" + process.pid() + "/smaps_rollup"), "Pss:");
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value.split("\\s+", 2)[0]);
    }

    private static String firstWith(Path file, String key) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return ""; // another operating system
        }
    }
}
