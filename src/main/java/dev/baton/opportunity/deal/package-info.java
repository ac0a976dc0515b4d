/** The deal itself: its state, its rules, who may see it and what has happened to it. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.deal;
