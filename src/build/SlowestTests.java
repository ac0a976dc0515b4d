import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Lists the twenty slowest tests of a run and of each class what its tests do not explain (starting a context, an
 * engine), from the reports in the folders given; those from before the start of the build are left out.
 */
class SlowestTests {

    private static final int LISTED = 20;

    /** A run of a few tests tells how long they took by itself. */
    private static final int FEWEST = 40;

    record Timed(String name, double seconds) {}

    public static void main(String[] args) throws Exception {
        var since = Instant.parse(args[0]);
        var tests = new ArrayList<Timed>();
        var classes = new ArrayList<Timed>();
        for (var folder : Arrays.copyOfRange(args, 1, args.length)) {
            for (var report : reports(Path.of(folder), since)) {
                var suite = parsed(report).getDocumentElement();
                var ofClass = suite.getAttribute("name");
                double explained = 0;
                var cases = suite.getElementsByTagName("testcase");
                for (var i = 0; i < cases.getLength(); i++) {
                    var test = (Element) cases.item(i);
                    var seconds = seconds(test);
                    explained += seconds;
                    tests.add(new Timed(simple(test.getAttribute("classname")) + "." + test.getAttribute("name"), seconds));
                }
                classes.add(new Timed("start of " + simple(ofClass), Math.max(0, seconds(suite) - explained)));
            }
        }
        if (tests.size() < FEWEST) {
            return;
        }
        System.out.printf("The slowest %d of %d tests:%n", Math.min(LISTED, tests.size()), tests.size());
        print(tests);
        System.out.println("What classes took beside their tests:");
        print(classes.stream().filter(one -> one.seconds() >= 1).toList());
    }

    private static void print(List<Timed> all) {
        all.stream()
                .sorted(Comparator.comparingDouble(Timed::seconds).reversed())
                .limit(LISTED)
                .forEach(one -> System.out.printf("%8.1f s  %s%n", one.seconds(), one.name()));
    }

    private static List<Path> reports(Path folder, Instant since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var found = new ArrayList<Path>();
            for (var file : files.filter(one -> one.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private static Document parsed(Path report) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    }

    private static double seconds(Element timed) {
        return Double.parseDouble(timed.getAttribute("time").replace(",", ""));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
