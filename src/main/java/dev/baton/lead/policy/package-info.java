/** What the tables of a lead's process say and may say, before and beside any lead. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.policy;
