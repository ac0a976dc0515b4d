/** The steps of {@code lead-response} that belong to the lead. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.process;
