/** What the steps of the diagram do to a deal: it enters a stage, waits, is frozen, ends. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.stage;
