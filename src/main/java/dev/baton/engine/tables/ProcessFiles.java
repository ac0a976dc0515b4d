package dev.baton.engine.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The diagrams, tables and forms that travel with the application, by file name. */
public final class ProcessFiles {

    /** Where they are unless an installation has a folder of its own. */
    public static final String WITH_THE_APPLICATION = "classpath*:";

    private static final List<String> PATTERNS =
            List.of("processes/**/*.dmn", "forms/**/*.form", "processes/**/*.bpmn");

    private ProcessFiles() {}

    public static Map<String, String> read() throws IOException {
        return read(WITH_THE_APPLICATION);
    }

    /** @param place that holds {@code processes/} and {@code forms/}, for example {@code file:/etc/baton/} */
    public static Map<String, String> read(String place) throws IOException {
        var files = new HashMap<String, String>();
        var resolver = new PathMatchingResourcePatternResolver();
        for (var pattern : PATTERNS) {
            for (var resource : resolver.getResources(place + pattern)) {
                files.put(resource.getFilename(), resource.getContentAsString(StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
