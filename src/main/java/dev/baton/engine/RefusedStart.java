package dev.baton.engine;

import java.util.List;
import java.util.stream.Collectors;

/** Nothing runs yet, and the engine refuses what would be the first to: somebody has to correct it before anything starts. */
public class RefusedStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedStart(List<RefusedDeployment.Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.file() + (fault.element().isEmpty() ? "" : ", " + fault.element()) + ": "
                        + fault.reason())
                .collect(Collectors.joining("\n", "The engine refuses what is to be deployed:\n", "")));
    }
}
