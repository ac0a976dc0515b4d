package dev.baton.engine;

/**
 * Says what the instances of a process are about; every process has one, declared by the module that serves it.
 *
 * @param processId the process in the diagram
 * @param variable the process variable that holds the id of the record
 * @param kind names the kind of record to the workbench, for example {@code lead}
 */
public record ProcessRecord(String processId, String variable, String kind) {}
