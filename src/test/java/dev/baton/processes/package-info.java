/** What process owners edit, tested as they edit it: diagrams, tables, forms and their READMEs. */
@org.jspecify.annotations.NullMarked
package dev.baton.processes;
