/** Measures Baton as it runs for real: its own process, a real broker and PostgreSQL, all on this machine. */
@org.jspecify.annotations.NullMarked
package dev.baton.benchmark;
