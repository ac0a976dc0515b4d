package dev.baton.engine.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The diagrams, tables and forms that travel with the application, by file name. */
public final class ProcessFiles {

    private static final List<String> PATTERNS =
            List.of("classpath*:processes/**/*.dmn", "classpath*:forms/**/*.form", "classpath*:processes/**/*.bpmn");

    private ProcessFiles() {}

    public static Map<String, String> read() throws IOException {
        var files = new HashMap<String, String>();
        var resolver = new PathMatchingResourcePatternResolver();
        for (var pattern : PATTERNS) {
            for (var resource : resolver.getResources(pattern)) {
                files.put(resource.getFilename(), resource.getContentAsString(StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
