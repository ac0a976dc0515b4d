package dev.baton.engine.tables;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts Baton which line of which table, or which element of which diagram, to look at, instead of where the code stood. */
class BrokenTablesAnalyzer extends AbstractFailureAnalyzer<BrokenTables> {

    @Override
    protected FailureAnalysis analyze(Throwable root, BrokenTables broken) {
        return new FailureAnalysis(
                broken.faults().stream().map(TableFault::toString).collect(Collectors.joining("\n")),
                "Correct this under processes/ and start again. Nothing has been deployed.",
                broken);
    }
}
