package dev.baton.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts Baton which element of which file the engine refuses, instead of where the code stood. */
class RefusedStartAnalyzer extends AbstractFailureAnalyzer<RefusedStart> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RefusedStart refused) {
        return new FailureAnalysis(
                refused.getMessage(), "Correct this and start again. Nothing has been deployed.", refused);
    }
}
