/** The time until somebody has spoken to a lead: how long it may be, who is reminded, what ends it. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.window;
