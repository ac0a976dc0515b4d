package dev.baton.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The test methods of the house by what stands in them: which of them concerns itself with an element of a diagram. */
final class TestMethods {

    /** A method of a test class, as {@code Class.method}. */
    record Method(String type, String name, String body) {

        @Override
        public String toString() {
            return type + "." + name;
        }
    }

    private static final Path TESTS = Path.of("src/test/java/dev/baton");
    private static final Pattern BEGIN = Pattern.compile("(?m)^    @(?:Test|ParameterizedTest|RepeatedTest)\\b");
    private static final Pattern NAME = Pattern.compile("(?m)^    (?:public )?void (\\w+)\\(");
    private static final Pattern END = Pattern.compile("(?m)^    }$");

    private final List<Method> all;

    private TestMethods(List<Method> all) {
        this.all = all;
    }

    static TestMethods read() throws IOException {
        var all = new ArrayList<Method>();
        try (var files = Files.walk(TESTS)) {
            for (var file : files.filter(path -> path.toString().endsWith("Tests.java"))
                    .sorted()
                    .toList()) {
                methodsOf(file, all);
            }
        }
        return new TestMethods(all);
    }

    private static void methodsOf(Path file, List<Method> all) throws IOException {
        var text = Files.readString(file);
        var type = file.getFileName().toString().replace(".java", "");
        var begin = BEGIN.matcher(text);
        while (begin.find()) {
            var name = NAME.matcher(text);
            var end = END.matcher(text);
            if (name.find(begin.start()) && end.find(name.end())) {
                all.add(new Method(type, name.group(1), text.substring(name.end(), end.start())));
            }
        }
    }

    /** The first that names the word as a whole, those of the class that plays it and of the process before all others. */
    Optional<Method> naming(String word, String process, String likely) {
        var order = Comparator.comparing((Method method) -> !method.type().equals(process + "ProcessTests"))
                .thenComparing(method -> !method.type().equals(likely))
                .thenComparing(method -> !method.type().equals(process + "DiagramTests"))
                .thenComparing(method -> !method.type().endsWith("ProcessTests"))
                .thenComparing(method -> !method.type().endsWith("DiagramTests"));
        Predicate<Method> names = method -> method.body().contains("\"" + word + "\"");
        return all.stream().filter(names).min(order);
    }
}
