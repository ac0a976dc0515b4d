/** The desk of everybody: their tasks from all processes, and the diagrams with what is going on in them. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "engine", "staff", "audit"})
@org.jspecify.annotations.NullMarked
package dev.baton.workbench;
