package dev.baton.processes;

import dev.baton.engine.StepWorker;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ClassUtils;

/** The workers of the application, found by scanning its classes: no context, no database. */
final class Workers {

    private Workers() {}

    static Map<String, Class<?>> byJobType() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(StepWorker.class));
        var objenesis = new SpringObjenesis();
        var found = new TreeMap<String, Class<?>>();
        for (var candidate : scanner.findCandidateComponents("dev.baton")) {
            var type = ClassUtils.resolveClassName(candidate.getBeanClassName(), Workers.class.getClassLoader());
            if (type.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath()
                    .contains("test-classes")) {
                continue;
            }
            var worker = (StepWorker<?, ?>) objenesis.newInstance(type);
            var other = found.put(worker.jobType(), type);
            if (other != null) {
                throw new AssertionError(worker.jobType() + " has two workers: " + other + " and " + type);
            }
        }
        return found;
    }
}
