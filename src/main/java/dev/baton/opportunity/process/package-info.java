/** The steps of {@code opportunity-stages}. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.process;
