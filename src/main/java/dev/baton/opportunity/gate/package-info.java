/** What a deal lacks for its next stage, and what is done about it. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.gate;
