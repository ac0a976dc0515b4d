package dev.baton.engine.tables;

import java.util.List;
import java.util.stream.Collectors;

/** The start is refused: a decision table or a diagram has something in it that would only show when a process meets it. */
public class BrokenTables extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<TableFault> faults;

    BrokenTables(List<TableFault> faults) {
        super(faults.stream()
                .map(TableFault::toString)
                .collect(Collectors.joining("\n", "What is under processes/ cannot be used:\n", "")));
        this.faults = List.copyOf(faults);
    }

    public List<TableFault> faults() {
        return faults;
    }
}
