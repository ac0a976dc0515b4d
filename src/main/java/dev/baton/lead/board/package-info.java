/** What people see of leads: one, lists, the pool, windows, and those that wait. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.board;
