package dev.baton.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Nothing runs yet, and the engine refuses what would be the first to: somebody has to correct it before anything starts. */
public class RefusedStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedStart(List<RefusedDeployment.Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.file() + (fault.element().isEmpty() ? "" : ", " + fault.element()) + ": "
                        + fault.reason())
                .collect(Collectors.joining("\n", "The engine refuses what is to be deployed:\n", "")));
    }

    /** Tells whoever starts Baton which element of which file the engine refuses, instead of where the code stood. */
    static class Analyzer extends AbstractFailureAnalyzer<RefusedStart> {

        @Override
        protected FailureAnalysis analyze(Throwable root, RefusedStart refused) {
            return new FailureAnalysis(
                    refused.getMessage(), "Correct this and start again. Nothing has been deployed.", refused);
        }
    }
}
