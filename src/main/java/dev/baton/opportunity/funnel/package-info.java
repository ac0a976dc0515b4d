/** What all deals together say: the funnel, where it gets stuck, how cleanly deals move. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.funnel;
