package dev.baton.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Says what the applications of a failed test logged last, and whether they still run: where the files of a run are not
 * kept, its output is all there is to find the cause in.
 */
public final class LogOnFailure implements AfterTestExecutionCallback {

    private static final int LINES = 60;

    /** What a line of a stack trace begins with; its causes are kept. */
    private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. ).*");

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            BatonProcess.started().forEach(LogOnFailure::say);
        }
    }

    private static void say(BatonProcess baton) {
        Progress.say("%s %s; it logged last:", baton.name(), baton.alive() ? "runs" : "has ended");
        lastLines(baton.log()).forEach(line -> Progress.say("  %s", line));
    }

    private static List<String> lastLines(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> kept =
                    lines.filter(line -> !FRAME.matcher(line).matches()).toList();
            return kept.subList(Math.max(0, kept.size() - LINES), kept.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
