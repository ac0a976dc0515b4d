/** How the work on a lead ends, and the deal that comes of it. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.outcome;
