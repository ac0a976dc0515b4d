/** The steps of {@code lead-response} that find an owner. */
@org.jspecify.annotations.NullMarked
package dev.baton.assignment.process;
