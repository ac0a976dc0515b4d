/** Decision tables and diagrams as owners write them: read, and checked before they are deployed. */
@org.springframework.modulith.NamedInterface("tables")
@org.jspecify.annotations.NullMarked
package dev.baton.engine.tables;
