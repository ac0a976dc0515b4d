/** A past for the demonstration. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.demo;
